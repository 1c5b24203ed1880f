package svg

import (
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/diagram"
	"github.com/graylane/graylane/pkg/layout"
)

const (
	strokeGap  = 4.0 // between the lines of one arrow
	maxStrokes = 6   // more lanes than that are one line
	maxTold    = 12  // lines of a tooltip
)

// stroke is one line of an arrow.
type stroke struct {
	class string // of lines and heads
	lanes []int
}

// strokes are the lines of an arrow: one for each lane, or one for all where they are many; one more for those that are lost.
func strokes(a *diagram.Arrow) []stroke {
	taken, lost := a.Lanes()
	var all []stroke
	if len(taken) > maxStrokes {
		all = append(all, stroke{class: "many", lanes: taken})
	} else {
		for _, l := range taken {
			class := "l" + strconv.Itoa(l)
			if a.Weak() {
				class += " weak"
			}
			all = append(all, stroke{class: class, lanes: []int{l}})
		}
	}
	if len(lost) > 0 {
		all = append(all, stroke{class: "lost", lanes: lost})
	}
	return all
}

// arrow draws an arrow along a curve.
func (w *writer) arrow(d *diagram.Diagram, a *diagram.Arrow, c layout.Curve) {
	all := strokes(a)
	w.open(`<g class="arrow" data-arrow="%d" data-lanes="%s">`, a.ID, laneNumbers(a))
	w.line(`<title>%s</title>`, escape(strings.Join(tooltip(d, a), "\n")))
	w.line(`<path class="hit" d="%s"/>`, path(c))
	for i, s := range all {
		line := beside(c, strokeGap*(float64(i)-float64(len(all)-1)/2))
		w.line(`<g class="line" data-lanes="%s"><path class="s %s" d="%s"/><polygon class="tip %s" points="%s"/></g>`,
			numbers(s.lanes), s.class, path(line), s.class, head(line))
	}
	w.close("</g>")
}

// laneNumbers are the positions of the lanes whose requests take a, those that are lost by it too.
func laneNumbers(a *diagram.Arrow) string {
	taken, lost := a.Lanes()
	return numbers(append(taken, lost...))
}

func numbers(lanes []int) string {
	var all []string
	for _, l := range lanes {
		all = append(all, strconv.Itoa(l))
	}
	return strings.Join(all, " ")
}

// mark says on its line that lanes are lost by an arrow.
func (w *writer) mark(d *diagram.Diagram, a *diagram.Arrow, c layout.Curve) {
	text := markText(d, a)
	if text == "" {
		return
	}
	all := strokes(a)
	at := middle(beside(c, strokeGap*float64(len(all)-1)/2))
	wide := width(text, detailSize) + 12
	_, lost := a.Lanes()
	w.open(`<g class="sign" data-arrow="%d" data-lanes="%s">`, a.ID, numbers(lost))
	w.line(`<rect class="mark" x="%s" y="%s" width="%s" height="18" rx="9"/>`, num(at.X-wide/2), num(at.Y-9), num(wide))
	w.text("marked", at.X-wide/2+6, at.Y+4, text)
	w.close("</g>")
}

// markText is the lanes that are lost by an arrow; empty where none is.
func markText(d *diagram.Diagram, a *diagram.Arrow) string {
	_, lost := a.Lanes()
	if len(lost) == 0 {
		return ""
	}
	return fit("✕ "+d.LaneList(lost), detailSize, maxLabel)
}

const maxLabel = 180.0

// conditions are what requests have to carry to take an arrow, a line each.
func conditions(a *diagram.Arrow) []string {
	const most = 3
	var all []string
	for _, f := range a.Flows {
		if parts := diagram.Conditions(f.Hop); len(parts) > 0 && f.Call == nil && len(all) < most {
			all = append(all, fit(strings.Join(parts, ", "), detailSize, maxLabel))
		}
	}
	return all
}

const conditionHeight = 14.0

// labelSize is the room that the conditions of an arrow take.
func labelSize(a *diagram.Arrow) layout.Size {
	var size layout.Size
	for _, line := range conditions(a) {
		size.Width = max(size.Width, plain*width(line, detailSize))
		size.Height += conditionHeight
	}
	return size
}

// condition writes the conditions of an arrow beside it.
func (w *writer) condition(a *diagram.Arrow, c layout.Curve) {
	size := labelSize(a)
	if size == (layout.Size{}) {
		return
	}
	w.open(`<g class="sign" data-arrow="%d" data-lanes="%s">`, a.ID, laneNumbers(a))
	defer w.close("</g>")
	for i, line := range conditions(a) {
		w.text("condition", c.Label.X-size.Width/2, c.Label.Y-size.Height/2+conditionHeight*float64(i)+11, line)
	}
}

// tooltip is what there is to say of an arrow, line by line.
func tooltip(d *diagram.Diagram, a *diagram.Arrow) []string {
	lines := []string{endText(d, a.From) + " → " + endText(d, a.To)}
	for _, f := range a.Flows {
		parts := []string{}
		for _, part := range append([]string{f.Port(), f.Doubt()}, diagram.Conditions(f.Hop)...) {
			if part != "" {
				parts = append(parts, part)
			}
		}
		lines = append(lines, strings.Join(append(parts, d.Lane(f.Lane)+": "+string(f.Reason)), ", "))
	}
	for _, f := range a.Flows {
		if f.Call != nil && len(f.Call.Evidence) > 0 {
			if seen := "seen in " + diagram.Seen(f.Call.Evidence[0]); seen != lines[len(lines)-1] {
				lines = append(lines, seen)
			}
		}
	}
	if len(lines) > maxTold {
		lines = append(lines[:maxTold], ellipsis)
	}
	return lines
}

func endText(d *diagram.Diagram, e diagram.End) string {
	if e.Row == diagram.WholeBox {
		return d.Title(e.Box)
	}
	return strings.TrimSpace(d.Title(e.Box) + " " + d.Label(&e.Box.Rows[e.Row]))
}
