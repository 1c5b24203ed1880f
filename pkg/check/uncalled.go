package check

import (
	"strings"

	"github.com/graylane/graylane/pkg/diag"
)

// uncalled finds Services of several versions that get no rules.
func uncalled() Analyzer {
	return Analyzer{Name: "uncalled", Codes: []diag.Code{diag.Uncalled}, Run: func(in Input, report func(diag.Diagnostic)) {
		for _, s := range in.Plan.Services {
			if !s.Routed && !s.Entered {
				what := "it gets no VirtualService"
				if s.Template != nil {
					what = "no lane is woven into its template"
				}
				report(diag.New(diag.Uncalled, s.Ref, what, strings.Join(in.Plan.Versions(s.Service), ", ")).At(s.Place))
			}
		}
	}}
}
