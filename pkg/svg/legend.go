package svg

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/diagram"
	"github.com/graylane/graylane/pkg/layout"
)

// Lengths of the legend, in pixels.
const (
	minLegend    = 520.0
	legendHeight = 22.0
	sampleWidth  = 30.0
	legendGap    = 22.0
	maxLegend    = 24 // lanes that are named
)

// legend says what lines and marks mean.
type legend struct {
	items         []item
	width, height float64
}

// item is a sample with its meaning.
type item struct {
	class string // of the sample line; star for the star, empty for none
	text  string
	layout.Point
}

// newLegend is the legend of what a diagram has, in lines of a width.
func newLegend(d *diagram.Diagram, room float64) *legend {
	l := &legend{}
	l.lanes(d)
	has := func(of func(*diagram.Arrow) bool) bool { return slices.ContainsFunc(d.Arrows, of) }
	if has(func(a *diagram.Arrow) bool { return len(strokes(a)) == 1 && strokes(a)[0].class == "many" }) {
		l.add("many", "several lanes")
	}
	if has(func(a *diagram.Arrow) bool { _, lost := a.Lanes(); return len(lost) > 0 }) {
		l.add("lost", "lane lost: stays on the baseline")
	}
	if has((*diagram.Arrow).Weak) {
		l.add("l0 weak", "weak evidence")
	}
	if d.Observed != "" {
		l.add("", d.Observed)
	}
	for _, f := range d.Folds {
		l.add("", fmt.Sprintf("Folded: %s, %s to %s", f.Kind, count(f.Calls, "call"), titles(d, f.Boxes)))
	}
	if len(d.Apart) > 0 {
		l.add("", "Without calls: "+titles(d, d.Apart))
	}
	l.wrap(room)
	return l
}

func (l *legend) add(class, text string) { l.items = append(l.items, item{class: class, text: text}) }

func (l *legend) lanes(d *diagram.Diagram) {
	if slices.ContainsFunc(d.Boxes, func(b *diagram.Box) bool {
		return slices.ContainsFunc(b.Rows, func(r diagram.Row) bool { return r.Baseline() })
	}) {
		l.add("star", "baseline version")
	}
	if len(d.Lanes) == 1 {
		return
	}
	for i := range d.Lanes {
		if i > maxLegend {
			l.add("", "and "+count(len(d.Lanes)-i, "lane")+" more")
			break
		}
		l.add("l"+strconv.Itoa(i), fit(d.Lane(i), rowSize, maxLabel))
	}
}

// titles are those of boxes, as many as there is room for.
func titles(d *diagram.Diagram, boxes []*diagram.Box) string {
	const most = 4
	var all []string
	for i, b := range boxes {
		if i == most {
			all = append(all, "and "+strconv.Itoa(len(boxes)-most)+" more")
			break
		}
		all = append(all, fit(d.Title(b), rowSize, maxLabel))
	}
	return strings.Join(all, ", ")
}

// wrap gives the items their places.
func (l *legend) wrap(room float64) {
	x, y := 0.0, 0.0
	for i := range l.items {
		it := &l.items[i]
		wide := it.sample() + plain*width(it.text, rowSize)
		if x > 0 && (x+wide > room || it.class == "") {
			x, y = 0, y+legendHeight
		}
		it.Point = layout.Point{X: x, Y: y}
		l.width = max(l.width, x+wide)
		x += wide + legendGap
	}
	if len(l.items) > 0 {
		l.height = y + legendHeight
	}
}

// sample is how wide the sample of an item is, with the gap behind it.
func (it *item) sample() float64 {
	switch it.class {
	case "":
		return 0
	case "star":
		return 18
	}
	return sampleWidth + 8
}

func (l *legend) draw(w *writer, at layout.Point) {
	w.open(`<g class="legend">`)
	for _, it := range l.items {
		x, y := at.X+it.X, at.Y+it.Y+legendHeight/2
		switch it.class {
		case "":
		case "star":
			w.star(x+6, y)
		default:
			w.line(`<path class="s %s" d="M%s %sH%s"/>`, it.class, num(x), num(y), num(x+sampleWidth))
		}
		w.text("detail", x+it.sample(), y+4, it.text)
	}
	w.close("</g>")
}
