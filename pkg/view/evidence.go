package view

import (
	"slices"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/diagram"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/quote"
)

// seenIn is the best evidence of a row, and the number of all other; then whether it was observed, where the input has observed calls.
func (p *printer) seenIn(r *row) string {
	cell := p.shownIn(r)
	if cell == "" || !p.Model.Sees() {
		return cell
	}
	return cell + "; " + diagram.Observation(r.calls)
}

func (p *printer) shownIn(r *row) string {
	var all []callgraph.Evidence
	other := -1
	for _, c := range r.calls {
		all = append(all, c.Evidence...)
		other += len(c.Evidence) + c.More
	}
	switch {
	case len(all) == 0:
		return ""
	case other == 0:
		return p.evidence(r, all[0])
	}
	return p.evidence(r, best(all)) + " +" + strconv.Itoa(other)
}

// best is the first evidence that is not weak, else the first that is more than allowed, else the first.
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

// evidence is where a value stands, and the value. The object goes without saying where it is the caller, and where it is a
// configuration without a name.
func (p *printer) evidence(r *row, e callgraph.Evidence) string {
	cell := quote.Text(short(e.Field), valueLength)
	if e.Object != (diag.Ref{}) && !slices.ContainsFunc(r.workloads(), func(w *model.Workload) bool { return w.Ref == e.Object }) {
		cell = p.object(e.Object) + " " + cell
	}
	if e.Key != "" {
		cell += " " + quote.Text(e.Key, valueLength)
	}
	switch {
	case e.Allowed:
		cell = "allowed: " + cell
	case e.Weak:
		cell = "weak: " + cell
	}
	return cell + "=" + quote.Text(e.Value, valueLength)
}

// short is the path of a field without what leads to the pod template's spec, without a variable's value, and without quotes around
// keys.
func short(field string) string {
	for _, prefix := range []string{"spec.jobTemplate.", "spec.template.", "spec."} {
		field = strings.TrimPrefix(field, prefix)
	}
	return strings.NewReplacer(`["`, "[", `"]`, "]").Replace(strings.TrimSuffix(field, ".value"))
}
