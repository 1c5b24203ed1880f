package diagram

import (
	"slices"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/scope"
)

// Folded is d without the calls that tell little, by kind in Folds, and without what then stands alone. Boxes and arrows
// are shared with d.
func (d *Diagram) Folded() *Diagram {
	out := *d
	out.Boxes, out.Arrows = nil, nil
	joined := map[*Box]bool{}
	for _, a := range d.Arrows {
		if !a.Folds() {
			out.Arrows = append(out.Arrows, a)
			joined[a.From.Box], joined[a.To.Box] = true, true
		}
	}
	hidden := map[*Box]bool{}
	for _, kind := range scope.Foldable() {
		if f := d.fold(kind, joined); f.Calls > 0 {
			out.Folds = append(out.Folds, f)
			for _, box := range f.Hidden {
				hidden[box] = true
			}
		}
	}
	for _, box := range d.Boxes {
		switch {
		case joined[box] || len(box.Rows) > 1:
			out.Boxes = append(out.Boxes, box)
		case !hidden[box]:
			out.Apart = append(out.Apart, box)
		}
	}
	if len(out.Boxes) == 0 {
		out.Boxes, out.Apart = out.Apart, nil
	}
	return &out
}

// Folds tells whether all requests of a are of calls that tell little.
func (a *Arrow) Folds() bool {
	return !slices.ContainsFunc(a.Flows, func(f Flow) bool { return f.Fold == "" })
}

// fold is the calls of a kind that are left out.
func (d *Diagram) fold(kind callgraph.Kind, joined map[*Box]bool) Fold {
	f := Fold{Kind: kind}
	seen := map[*callgraph.Call]bool{}
	for _, a := range d.Arrows {
		if !a.Folds() {
			continue
		}
		for _, flow := range a.Flows {
			if flow.Fold != kind {
				continue
			}
			if !seen[flow.Call] {
				seen[flow.Call] = true
				f.Calls++
			}
			if !slices.Contains(f.Boxes, a.To.Box) {
				f.Boxes = append(f.Boxes, a.To.Box)
			}
		}
	}
	slices.SortFunc(f.Boxes, func(x, y *Box) int { return x.ID - y.ID })
	for _, box := range f.Boxes {
		if !joined[box] && len(box.Rows) < 2 {
			f.Hidden = append(f.Hidden, box)
		}
	}
	return f
}
