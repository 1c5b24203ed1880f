package check

import (
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// sidecars finds callers in a lane whose pods have no sidecar to apply its rules.
func sidecars() Analyzer {
	return Analyzer{Name: "sidecars", Codes: []diag.Code{diag.CallerNoSidecar}, Run: func(in Input, report func(diag.Diagnostic)) {
		called := map[*model.Workload][]string{}
		for _, s := range in.Plan.Services {
			for _, c := range in.Graph.To(s.Service) {
				w := c.Caller.Workload
				if w != nil && !slices.Contains(called[w], named(s.Service, w.Namespace)) {
					called[w] = append(called[w], named(s.Service, w.Namespace))
				}
			}
		}
		for _, w := range in.Model.Workloads() {
			if reason := in.Model.NoSidecar(w); reason != "" && len(called[w]) > 0 {
				report(diag.New(diag.CallerNoSidecar, w.Ref, reason, diag.Some(called[w])).At(w.Place))
			}
		}
	}}
}
