package svg

import (
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/diagram"
	"github.com/graylane/graylane/pkg/layout"
)

// Lengths of boxes, in pixels.
const (
	titleSize  = 13.0
	rowSize    = 12.0
	detailSize = 11.0

	padding      = 12.0 // from the border to text
	inset        = 6.0  // from the border to a pill
	headHeight   = 30.0
	detailHeight = 15.0
	rowHeight    = 25.0
	pillHeight   = 21.0
	footHeight   = 5.0
	starWidth    = 16.0
	minWidth     = 84.0
	maxWidth     = 330.0
)

// box is a box with its measures.
type box struct {
	*diagram.Box
	title   string
	details []string // lines below the title
	alarm   string   // what is lost here
	inline  bool     // its only version stands beside the title
	width   float64
	layout.Point
}

// measure finds out how large a box is.
func measure(d *diagram.Diagram, of *diagram.Box) *box {
	b := &box{Box: of, title: fit(d.Title(of), titleSize, maxWidth-2*padding)}
	for _, detail := range of.Details() {
		b.details = append(b.details, fit(detail, detailSize, maxWidth-2*padding))
	}
	if len(of.Lost) > 0 {
		b.alarm = fit("✕ "+d.LaneList(of.Lost)+" lost here", detailSize, maxWidth-2*padding)
	}
	b.inline = len(of.Rows) == 1
	b.width = max(minWidth, 2*padding+width(b.title, titleSize), 2*padding+width(b.alarm, detailSize))
	for _, detail := range b.details {
		b.width = max(b.width, 2*padding+plain*width(detail, detailSize))
	}
	for i := range of.Rows {
		pill := pillWidth(d, &of.Rows[i])
		if !b.inline {
			pill += 2 * inset
		} else if pill > 0 {
			pill += 2*padding + width(b.title, titleSize)
		}
		b.width = max(b.width, pill)
	}
	return b
}

// rowText is what stands in the pill of a row.
func rowText(d *diagram.Diagram, r *diagram.Row) string {
	text := strings.TrimSuffix(d.Label(r), "*")
	switch {
	case text == "" && !r.Idle:
		return ""
	case r.Idle:
		text += " idle"
	case r.Unreachable:
		text += " ✕ unreachable"
	case r.Unreached:
		text += " not reached"
	}
	return fit(strings.TrimSpace(text), rowSize, maxWidth-2*padding-2*inset-starWidth)
}

// pillWidth is how wide the pill of a row is; 0 where there is nothing to stand in it.
func pillWidth(d *diagram.Diagram, r *diagram.Row) float64 {
	text := rowText(d, r)
	if text == "" {
		return 0
	}
	wide := width(text, rowSize) + 2*8
	if r.Baseline() {
		wide += starWidth
	}
	return wide
}

// bands are the heights of the parts of b: the title with the details, a row for each version, and the rest.
func (b *box) bands() []float64 {
	head := headHeight + detailHeight*float64(len(b.details))
	foot := 0.0
	if len(b.details) > 0 && b.inline {
		head += 2
	}
	bands := []float64{head}
	if !b.inline {
		for range b.Rows {
			bands = append(bands, rowHeight)
		}
	}
	if b.alarm != "" {
		foot += detailHeight + 3
	}
	if !b.inline && len(b.Rows) > 0 {
		foot += footHeight
	}
	if foot > 0 {
		bands = append(bands, foot)
	}
	return bands
}

// band is the one at which arrows of a row begin and end; -1 for the whole box.
func (b *box) band(row int) int {
	switch {
	case row == diagram.WholeBox && len(b.Rows) > 1:
		return 0
	case row == diagram.WholeBox || b.inline:
		return -1
	}
	return row + 1
}

func (b *box) height() float64 {
	node := layout.Node{Bands: b.bands()}
	return node.Height()
}

// draw draws b where it is.
func (b *box) draw(w *writer, d *diagram.Diagram) {
	w.open(`<g class="box %s" data-box="%d">`, b.Kind, b.ID)
	w.line(`<title>%s</title>`, escape(strings.Join(append([]string{d.Title(b.Box)}, b.Details()...), ", ")))
	round := 8.0
	if b.Kind == diagram.Entry || b.Kind == diagram.Pods {
		round = b.height() / 2
	}
	w.line(`<rect class="card" x="%s" y="%s" width="%s" height="%s" rx="%s"/>`, num(b.X), num(b.Y), num(b.width), num(b.height()), num(min(round, 18)))
	w.text("title", b.X+padding, b.Y+20, b.title)
	for i, detail := range b.details {
		w.text("detail", b.X+padding, b.Y+headHeight+5+detailHeight*float64(i), detail)
	}
	y := b.Y + b.bands()[0]
	for i := range b.Rows {
		r := &b.Rows[i]
		if b.inline {
			wide := pillWidth(d, r)
			b.pill(w, d, pill{row: i, x: b.X + b.width - wide - inset, y: b.Y + (headHeight-pillHeight)/2, width: wide})
			continue
		}
		b.pill(w, d, pill{row: i, x: b.X + inset, y: y + (rowHeight-pillHeight)/2, width: b.width - 2*inset})
		y += rowHeight
	}
	if b.alarm != "" {
		w.text("alarm", b.X+padding, b.Y+b.height()-8, b.alarm)
	}
	w.close("</g>")
}

// pill is where a row is drawn.
type pill struct {
	row         int
	x, y, width float64
}

func (b *box) pill(w *writer, d *diagram.Diagram, p pill) {
	r := &b.Rows[p.row]
	text := rowText(d, r)
	if text == "" && b.inline {
		return
	}
	class := "row"
	switch {
	case r.Unreachable:
		class += " cut"
	case r.Lane != diagram.NoLane && !r.Idle:
		class += " in l" + strconv.Itoa(r.Lane)
	}
	if r.Idle {
		class += " idle"
	}
	w.open(`<g class="%s" data-lane="%d">`, class, r.Lane)
	w.line(`<rect class="pill" x="%s" y="%s" width="%s" height="%s" rx="%s"/>`, num(p.x), num(p.y), num(p.width), num(pillHeight), num(pillHeight/2))
	w.text("", p.x+8, p.y+15, text)
	if r.Baseline() {
		w.star(p.x+p.width-12, p.y+pillHeight/2)
	}
	w.close("</g>")
}
