package svg

import (
	"slices"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/diagram"
	"github.com/graylane/graylane/pkg/layout"
)

// Distances, in pixels.
const (
	margin  = 20.0
	nodeGap = 22.0
	rankGap = 96.0
	minRow  = 760.0 // of boxes that stand alone
	// legendSpace is above the legend.
	legendSpace = 24.0
)

// ErrTooLarge tells that a diagram has too much for a picture.
var ErrTooLarge = layout.ErrTooLarge

// Render is a diagram as an SVG document. It fails with ErrTooLarge where there is too much to draw.
func Render(d *diagram.Diagram) ([]byte, error) {
	p, err := place(d)
	if err != nil {
		return nil, err
	}
	w := &writer{}
	w.line(`<svg xmlns="http://www.w3.org/2000/svg" class="gl" width="%s" height="%s" viewBox="0 0 %s %s" role="img" aria-labelledby="title desc">`,
		num(p.width), num(p.height), num(p.width), num(p.height))
	w.line(`<title id="title">%s</title>`, escape(Title(d)))
	w.line(`<desc id="desc">%s</desc>`, escape(Describe(d)))
	w.line("<style>\n%s</style>", plainStyle(d))
	w.line(`<rect class="page" width="100%%" height="100%%"/>`)
	p.draw(w)
	w.line("</svg>")
	return []byte(w.out.String()), nil
}

// Inline is a diagram as an element for an HTML page that has the [Style] of the diagram; it has a class, and no text of its
// own for those who do not see it.
func Inline(d *diagram.Diagram, class string) (string, error) {
	p, err := place(d)
	if err != nil {
		return "", err
	}
	w := &writer{}
	w.line(`<svg class="gl %s" viewBox="0 0 %s %s" width="%s" height="%s">`, class, num(p.width), num(p.height), num(p.width), num(p.height))
	p.draw(w)
	w.line("</svg>")
	return w.out.String(), nil
}

// Title names a picture.
func Title(d *diagram.Diagram) string {
	boxes := 0
	for _, b := range d.Boxes {
		if b.Kind != diagram.Entry && b.Kind != diagram.Pods {
			boxes++
		}
	}
	title := "Call graph of " + count(boxes, "application")
	if len(d.Lanes) > 1 {
		title += " in " + count(len(d.Lanes), "lane")
	}
	return title
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}

// Describe says in words what a picture shows first of all: the lanes, and where they are lost.
func Describe(d *diagram.Diagram) string {
	all := make([]int, len(d.Lanes))
	for i := range all {
		all[i] = i
	}
	parts := []string{"Lanes: " + d.LaneList(all) + "."}
	for _, g := range d.Gaps {
		text := d.Lane(g.Lane) + " is lost at " + endText(d, g.At)
		var gone []string
		for _, e := range g.Unreachable {
			gone = append(gone, endText(d, e))
		}
		if len(gone) > 0 {
			text += ", so nothing of it reaches " + strings.Join(gone, ", ")
		}
		parts = append(parts, text+".")
	}
	return strings.Join(parts, " ")
}

// picture is a diagram with the place of everything.
type picture struct {
	*diagram.Diagram
	boxes         []*box
	curves        []layout.Curve // in the order of arrows
	legend        *legend
	width, height float64
}

// place finds out where everything is: what takes part in calls as the layout has it, the rest in rows below, then the legend.
func place(d *diagram.Diagram) (*picture, error) {
	p := &picture{Diagram: d}
	for _, b := range d.Boxes {
		p.boxes = append(p.boxes, measure(d, b))
	}
	joined, lone := p.part()
	placed, err := layout.Do(p.graph(joined))
	if err != nil {
		return nil, err
	}
	p.take(joined, placed)
	p.width, p.height = placed.Width, placed.Height
	p.rows(lone)
	p.legend = newLegend(d, max(p.width, minLegend))
	if p.legend.height > 0 {
		p.height += legendSpace + p.legend.height
	}
	p.width = max(p.width, p.legend.width) + 2*margin
	p.height += 2 * margin
	return p, nil
}

// part parts the boxes that arrows join from those that stand alone.
func (p *picture) part() (joined, lone []*box) {
	has := map[*diagram.Box]bool{}
	for _, a := range p.Arrows {
		has[a.From.Box], has[a.To.Box] = true, true
	}
	for _, b := range p.boxes {
		if has[b.Box] {
			joined = append(joined, b)
		} else {
			lone = append(lone, b)
		}
	}
	return joined, lone
}

// graph is what is laid out.
func (p *picture) graph(joined []*box) layout.Graph {
	at := map[*diagram.Box]int{}
	g := layout.Graph{NodeGap: nodeGap, RankGap: rankGap}
	for i, b := range joined {
		at[b.Box] = i
		g.Nodes = append(g.Nodes, layout.Node{Width: b.width, Bands: b.bands(), First: b.Kind == diagram.Entry})
	}
	firm := map[*diagram.Box]bool{} // by other calls than those that are folded away elsewhere
	for _, a := range p.Arrows {
		if !a.Folds() {
			firm[a.From.Box], firm[a.To.Box] = true, true
		}
	}
	for _, a := range p.Arrows {
		from, to := at[a.From.Box], at[a.To.Box]
		g.Edges = append(g.Edges, layout.Edge{
			From: from, To: to, FromBand: joined[from].band(a.From.Row), ToBand: joined[to].band(a.To.Row), Label: labelSize(a),
			Loose: a.Folds() && firm[a.To.Box],
		})
	}
	return g
}

// take takes over places, a margin away from the border.
func (p *picture) take(joined []*box, r layout.Result) {
	move := func(at layout.Point) layout.Point { return layout.Point{X: at.X + margin, Y: at.Y + margin} }
	for i, b := range joined {
		b.Point = move(r.Nodes[i])
	}
	for _, c := range r.Edges {
		out := layout.Curve{Tip: move(c.Tip), Label: move(c.Label)}
		for _, q := range c.Points {
			out.Points = append(out.Points, move(q))
		}
		p.curves = append(p.curves, out)
	}
}

// rows places boxes in rows below what is there.
func (p *picture) rows(lone []*box) {
	room := max(p.width, minRow)
	x, y, high := 0.0, p.height, 0.0
	if y > 0 {
		y += nodeGap
	}
	for _, b := range lone {
		if x > 0 && x+b.width > room {
			x, y, high = 0, y+high+nodeGap, 0
		}
		b.Point = layout.Point{X: margin + x, Y: margin + y}
		high = max(high, b.height())
		p.width, p.height = max(p.width, x+b.width), y+high
		x += b.width + nodeGap
	}
}

// draw draws arrows first, those of the baseline below the others, then boxes, then what stands on arrows.
func (p *picture) draw(w *writer) {
	order := make([]int, len(p.Arrows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int { return weight(p.Arrows[x]) - weight(p.Arrows[y]) })
	w.open(`<g class="arrows">`)
	for _, i := range order {
		w.arrow(p.Diagram, p.Arrows[i], p.curves[i])
	}
	w.close("</g>")
	w.open(`<g class="boxes">`)
	for _, b := range p.boxes {
		b.draw(w, p.Diagram)
	}
	w.close("</g>")
	w.open(`<g class="marks">`)
	for _, i := range order {
		w.mark(p.Diagram, p.Arrows[i], p.curves[i])
		w.condition(p.Arrows[i], p.curves[i])
	}
	w.close("</g>")
	p.legend.draw(w, layout.Point{X: margin, Y: p.height - margin - p.legend.height})
}

// weight orders arrows by how much they matter to those who look for lanes.
func weight(a *diagram.Arrow) int {
	taken, lost := a.Lanes()
	switch {
	case len(lost) > 0:
		return 2
	case slices.ContainsFunc(taken, func(l int) bool { return l != diagram.Baseline }):
		return 1
	}
	return 0
}
