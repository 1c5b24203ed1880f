package view

import (
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diagram"
	"github.com/graylane/graylane/pkg/quote"
)

// labels are the texts of a diagram in cells.
type labels struct {
	*diagram.Diagram
	Paint
}

// lost marks a lane or a version that requests do not reach.
const lost = "✕"

// name is what a box is called: an application by its Service, everything else with its kind.
func (l *labels) name(b *diagram.Box) string {
	if b.Kind == diagram.Application || b.Kind == diagram.Pods {
		return l.Title(b)
	}
	return quote.Name(b.Object.Kind) + "/" + l.Title(b)
}

// versions are those of a box, each in the colour of its lane.
func (l *labels) versions(b *diagram.Box) string {
	var cells []string
	for i := range b.Rows {
		if cell := l.version(&b.Rows[i]); cell != "" {
			cells = append(cells, cell)
		}
	}
	return few(cells)
}

func (l *labels) version(r *diagram.Row) string {
	label := l.inColour(r.Lane, l.Label(r))
	if label == "" {
		return ""
	}
	if r.Idle {
		label += " (idle)"
	}
	if r.Unreachable || r.Unreached {
		label += " " + l.Gap(lost)
	}
	return label
}

// inColour is text in the colour of a lane; the baseline has none.
func (l *labels) inColour(lane int, text string) string {
	if lane <= diagram.Baseline {
		return text
	}
	return l.Paint.Lane(lane-1, text)
}

// lanes are the names of lanes, in their colours.
func (l *labels) lanes(of []int) string {
	var names []string
	for _, lane := range of {
		names = append(names, l.inColour(lane, l.Diagram.Lane(lane)))
	}
	return strings.Join(names, ", ")
}

// notes are what else there is to say of a box.
func (l *labels) notes(b *diagram.Box) []string {
	var notes []string
	if len(b.Lost) > 0 {
		notes = append(notes, l.Gap(lost+" "+l.LaneList(b.Lost)+" lost here"))
	}
	for _, r := range b.Rows {
		if len(r.Serves) > 0 {
			notes = append(notes, "serves "+l.lanes(r.Serves))
		}
	}
	for _, alias := range b.Aliases {
		notes = append(notes, "also "+quote.Name(alias))
	}
	return append(notes, b.Notes...)
}

// callNotes are what is to say of a call: which versions of the caller make it, where not all do; what it is for; what
// sends requests of an entry to each version; and whether it may be none.
func (l *labels) callNotes(c call) []string {
	var notes []string
	if from := l.from(c); from != "" {
		notes = append(notes, "from "+from)
	}
	weak, allowed := true, true
	for _, a := range c.arrows {
		weak, allowed = weak && a.Weak(), allowed && a.Allowed()
		for _, f := range a.Flows {
			if f.Call != nil && f.Call.Kind != callgraph.Request && !slices.Contains(notes, string(f.Call.Kind)) {
				notes = append(notes, string(f.Call.Kind))
			}
			if conditions := diagram.Conditions(f.Hop); f.Call == nil && len(conditions) > 0 {
				notes = append(notes, strings.TrimSpace(l.end(a.To)+" ("+strings.Join(conditions, ", ")+")"))
			}
		}
	}
	switch {
	case allowed:
		notes = append(notes, l.Faint("allowed"))
	case weak:
		notes = append(notes, l.Faint("weak"))
	}
	return append(notes, l.observation(c)...)
}

// observation tells whether a call was observed, where the input has observed calls.
func (l *labels) observation(c call) []string {
	var calls []*callgraph.Call
	for _, a := range c.arrows {
		for _, f := range a.Flows {
			if f.Call != nil {
				calls = append(calls, f.Call)
			}
		}
	}
	if l.Observed == "" || len(calls) == 0 {
		return nil
	}
	return []string{l.Faint(diagram.Observation(calls))}
}

// from are the versions of a caller that make a call; empty where all of them do.
func (l *labels) from(c call) string {
	caller := c.arrows[0].From.Box
	var cells []string
	running := 0
	for i := range caller.Rows {
		if caller.Rows[i].Idle {
			continue
		}
		running++
		if slices.ContainsFunc(c.arrows, func(a *diagram.Arrow) bool { return a.From.Row == i || a.From.Row == diagram.WholeBox }) {
			cells = append(cells, l.inColour(caller.Rows[i].Lane, l.Label(&caller.Rows[i])))
		}
	}
	if len(cells) == running {
		return ""
	}
	return strings.Join(cells, ", ")
}

// end is the version at an end of an arrow; empty for all.
func (l *labels) end(e diagram.End) string {
	if e.Row == diagram.WholeBox {
		return ""
	}
	return l.inColour(e.Box.Rows[e.Row].Lane, l.Label(&e.Box.Rows[e.Row]))
}

// callPorts are the ports of a call, in order.
func callPorts(c call) string {
	numbers, names := []int{}, map[int]string{}
	for _, a := range c.arrows {
		for _, f := range a.Flows {
			if name := f.Port(); name != "" {
				numbers, names[f.Hop.Port] = append(numbers, f.Hop.Port), name
			}
		}
	}
	slices.Sort(numbers)
	var cells []string
	for _, n := range slices.Compact(numbers) {
		cells = append(cells, names[n])
	}
	return few(cells)
}

// boxes are the names of boxes as a cell.
func (l *labels) boxes(all []*diagram.Box) string {
	var cells []string
	for _, b := range all {
		cells = append(cells, l.name(b))
	}
	return few(cells)
}
