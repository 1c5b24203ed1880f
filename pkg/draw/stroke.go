package draw

import (
	"strings"

	"github.com/graylane/graylane/pkg/diagram"
)

// stroke is one line of an arrow: the requests that keep to their lanes, or those whose lane is lost.
type stroke struct {
	lanes []int
	lost  bool
	weak  bool
	label string // fit to be shown, and not escaped for any language
}

// strokes are the lines of an arrow, as few as tell its lanes apart from those that are lost.
func strokes(d *diagram.Diagram, a *diagram.Arrow) []stroke {
	taken, lost := a.Lanes()
	var all []stroke
	if len(taken) > 0 {
		all = append(all, stroke{lanes: taken, weak: a.Weak(), label: condition(a)})
	}
	if len(lost) > 0 {
		all = append(all, stroke{lanes: lost, lost: true, label: "✕ " + d.LaneList(lost)})
	}
	return all
}

// maxConditions is the number of conditions that a label has room for.
const maxConditions = 3

// condition is what requests have to carry to take an arrow; empty where nothing.
func condition(a *diagram.Arrow) string {
	var all []string
	for _, f := range a.Flows {
		if conditions := diagram.Conditions(f.Hop); len(conditions) > 0 && len(all) < maxConditions {
			all = append(all, strings.Join(conditions, ", "))
		}
	}
	return strings.Join(all, " or ")
}

// rowLabel is what stands in a row.
func rowLabel(d *diagram.Diagram, r *diagram.Row) string {
	label := d.Label(r)
	if r.Idle {
		label += " (idle)"
	}
	switch {
	case r.Unreachable:
		label += " ✕ unreachable"
	case r.Unreached:
		label += " (not reached)"
	}
	return strings.TrimSpace(label)
}

// lostHere says which lanes are lost at a box; empty where none is.
func lostHere(d *diagram.Diagram, b *diagram.Box) string {
	if len(b.Lost) == 0 {
		return ""
	}
	return "✕ " + d.LaneList(b.Lost) + " lost here"
}

// maxFolded is the number of names that the box of what is folded away has room for.
const maxFolded = 5

// names are the titles of boxes, the first of them where there are many.
func names(d *diagram.Diagram, boxes []*diagram.Box) string {
	var titles []string
	for i, b := range boxes {
		if i == maxFolded {
			titles = append(titles, "…")
			break
		}
		titles = append(titles, d.Title(b))
	}
	return strings.Join(titles, ", ")
}
