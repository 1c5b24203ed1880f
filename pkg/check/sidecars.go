package check

import (
	"github.com/graylane/graylane/pkg/diag"
)

// sidecars finds callers in a lane whose pods have no sidecar to apply its rules.
func sidecars() Analyzer {
	return Analyzer{Name: "sidecars", Codes: []diag.Code{diag.CallerNoSidecar}, Run: func(in Input, report func(diag.Diagnostic)) {
		for _, s := range in.Plan.Services {
			for _, c := range in.Graph.To(s.Service) {
				w := c.Caller.Workload
				if w == nil {
					continue
				}
				if reason := in.Model.NoSidecar(w); reason != "" {
					report(diag.New(diag.CallerNoSidecar, w.Ref, reason, s.Name).At(w.Place))
				}
			}
		}
	}}
}
