package page

import (
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/diagram"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/quote"
)

// request is the requests of one lane that a caller sends to a port: a hop of the trace, with all arrows that it takes.
type request struct {
	lane.Hop
	Lane   int
	call   *callgraph.Call
	arrows []int
	lost   bool
	// from, to, port, lands, why and seen are the cells of its row.
	from, to, port, lands, why, seen string
}

// requests are those of a diagram, by lane, then in the order of the trace.
func requests(d *diagram.Diagram) []request {
	at := map[int]int{} // by number
	var all []request
	numbers := map[int]int{}
	for _, a := range d.Arrows {
		for _, f := range a.Flows {
			i, known := at[f.Number]
			if !known {
				i = len(all)
				at[f.Number], numbers[i] = i, f.Number
				all = append(all, newRequest(d, a, f))
			} else {
				all[i].lands += ", " + landing(d, a.To)
			}
			all[i].arrows = append(all[i].arrows, a.ID)
		}
	}
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(x, y int) int {
		if all[x].Lane != all[y].Lane {
			return all[x].Lane - all[y].Lane
		}
		return numbers[x] - numbers[y]
	})
	sorted := make([]request, len(all))
	for i, from := range order {
		sorted[i] = all[from]
	}
	return sorted
}

func newRequest(d *diagram.Diagram, a *diagram.Arrow, f diagram.Flow) request {
	r := request{
		Hop: f.Hop, Lane: f.Lane, call: f.Call, lost: f.Lost,
		from: object(d, f.Hop.Caller, a.From.Box), to: service(d, f.Callee.Namespace, f.Callee.Name), port: f.Port(), lands: landing(d, a.To),
	}
	notes := diagram.Conditions(f.Hop)
	if doubt := f.Doubt(); doubt != "" {
		notes = append(notes, doubt)
	}
	r.why = string(f.Reason)
	if len(notes) > 0 {
		r.why += " (" + strings.Join(notes, ", ") + ")"
	}
	if f.Call != nil && len(f.Call.Evidence) > 0 {
		r.seen = diagram.Seen(best(f.Call.Evidence))
	}
	return r
}

// best is the first piece of evidence that is not weak, else the first that is more than allowed, else the first.
func best(all []callgraph.Evidence) callgraph.Evidence {
	for _, lacking := range []func(callgraph.Evidence) bool{
		func(e callgraph.Evidence) bool { return e.Weak }, func(e callgraph.Evidence) bool { return e.Allowed },
	} {
		if i := slices.IndexFunc(all, func(e callgraph.Evidence) bool { return !lacking(e) }); i >= 0 {
			return all[i]
		}
	}
	return all[0]
}

// object is a caller, by kind and name; declared pods by their labels.
func object(d *diagram.Diagram, caller diag.Ref, box *diagram.Box) string {
	if caller.Name == "" {
		return d.Title(box)
	}
	return quote.Name(caller.Kind) + "/" + service(d, caller.Namespace, caller.Name)
}

// service is a name, under its namespace where there are several.
func service(d *diagram.Diagram, namespace, name string) string {
	if namespace == "" || len(d.Namespaces) < 2 {
		return quote.Name(name)
	}
	return quote.Name(namespace) + "/" + quote.Name(name)
}

// landing is the version at the end of an arrow; all where it is the box as a whole.
func landing(d *diagram.Diagram, e diagram.End) string {
	if e.Row == diagram.WholeBox || d.Label(&e.Box.Rows[e.Row]) == "" {
		return "all"
	}
	return d.Label(&e.Box.Rows[e.Row])
}
