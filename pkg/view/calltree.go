package view

import (
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/diagram"
)

// calltree makes a tree of who calls whom. A box is grown where it first comes up; where it comes again it is a leaf.
type calltree struct {
	*labels
	calls map[*diagram.Box][]call
	grown map[*diagram.Box]bool
	above []*diagram.Box // the way from the root
	later []*diagram.Box // those that are too deep in the tree, and get one of their own
}

// call is the arrows from one box to another.
type call struct {
	to     *diagram.Box
	arrows []*diagram.Arrow
}

// depth is how deep a tree grows: further lines would begin beyond what a terminal shows.
const depth = 16

// callsOf are the calls of each box, in the order of those that they call.
func callsOf(d *diagram.Diagram) map[*diagram.Box][]call {
	all := map[*diagram.Box][]call{}
	for _, a := range d.Arrows {
		calls := all[a.From.Box]
		i := slices.IndexFunc(calls, func(c call) bool { return c.to == a.To.Box })
		if i < 0 {
			calls = append(calls, call{to: a.To.Box})
			i = len(calls) - 1
		}
		calls[i].arrows = append(calls[i].arrows, a)
		all[a.From.Box] = calls
	}
	for _, calls := range all {
		slices.SortFunc(calls, func(x, y call) int { return x.to.ID - y.to.ID })
	}
	return all
}

// roots are trees that have every box of the diagram: from what nothing else calls, entries first, as the boxes are in order;
// then from those that are called in circles alone.
func (t *calltree) roots() []*branch {
	called := map[*diagram.Box]bool{}
	for from, calls := range t.calls {
		for _, c := range calls {
			called[c.to] = called[c.to] || c.to != from
		}
	}
	var roots []*branch
	plant := func(b *diagram.Box) {
		t.later = append(t.later, b)
		for len(t.later) > 0 {
			b, t.later = t.later[0], t.later[1:]
			if !t.grown[b] {
				roots = append(roots, t.root(b))
			}
		}
	}
	for _, b := range t.Boxes {
		if !called[b] {
			plant(b)
		}
	}
	for _, b := range t.Boxes {
		plant(b)
	}
	return roots
}

func (t *calltree) root(b *diagram.Box) *branch {
	return &branch{cells: []string{t.name(b), t.versions(b), "", strings.Join(t.notes(b), "; ")}, below: t.below(b)}
}

// below are the calls of a box as branches.
func (t *calltree) below(b *diagram.Box) []*branch {
	t.grown[b] = true
	t.above = append(t.above, b)
	var branches []*branch
	for _, c := range t.calls[b] {
		branches = append(branches, t.branch(c))
	}
	t.above = t.above[:len(t.above)-1]
	return branches
}

// branch is the line of a call, with the calls of the callee where they are not shown yet.
func (t *calltree) branch(c call) *branch {
	name, notes := t.name(c.to), t.callNotes(c)
	var below []*branch
	switch {
	case slices.Contains(t.above, c.to):
		name, notes = t.Faint(name), append(notes, t.Faint("cycle"))
	case t.grown[c.to] && len(t.calls[c.to]) > 0:
		name, notes = t.Faint(name), append(notes, t.Faint("see above"))
	case len(t.calls[c.to]) > 0 && len(t.above) >= depth:
		t.later = append(t.later, c.to)
		name, notes = t.Faint(name), append(notes, t.Faint("see below"))
	default:
		notes = append(notes, t.notes(c.to)...)
		below = t.below(c.to)
	}
	return &branch{cells: []string{name, t.versions(c.to), callPorts(c), strings.Join(notes, "; ")}, below: below}
}
