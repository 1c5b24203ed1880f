package check

import (
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// elsewhere finds workloads that name no namespace, while the Services that select their labels name one: they are taken to be in the
// namespace default, where no Service finds them, and so are no version of anything.
func elsewhere() Analyzer {
	return Analyzer{Name: "elsewhere", Codes: []diag.Code{diag.WorkloadElsewhere}, Run: func(in Input, report func(diag.Diagnostic)) {
		found := in.Model.Elsewhere()
		for _, w := range in.Model.Workloads() {
			if services := found[w]; len(services) > 0 && !w.Context {
				report(diag.New(diag.WorkloadElsewhere, w.Ref, list(services)).In("metadata.namespace").At(w.Place))
			}
		}
	}}
}

// list is Services in a message.
func list(services []*model.Service) string {
	var names []string
	for _, s := range services {
		names = append(names, s.Ref.String())
	}
	return diag.Some(names)
}
