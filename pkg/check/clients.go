package check

import (
	"slices"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// clients finds traffic from outside whose lane header nobody removes, so that any client can choose its lane.
func clients() Analyzer {
	return Analyzer{Name: "clients", Codes: []diag.Code{diag.EntryHeader}, Run: func(in Input, report func(diag.Diagnostic)) {
		if in.Spec.Header.Name == "" || in.Spec.Header.Trust || len(in.Plan.Lanes) == 0 {
			return
		}
		resolver := callgraph.NewResolver(in.Model, in.Spec.ClusterDomain)
		untouched := func(who string, d model.Destination) {
			if s := resolver.IstioService(d.Host, d.Namespace); s != nil && !s.LeftOut() {
				report(diag.New(diag.EntryHeader, s.Ref, who+" ("+d.Field+")", in.Spec.Header.Name).At(s.Place))
			}
		}
		for _, e := range in.Model.Entries() {
			for _, d := range e.Destinations {
				untouched(e.Ref.String(), d)
			}
		}
		for _, v := range in.Model.VirtualServices() {
			for _, rule := range v.Rules {
				for _, d := range rule.Destinations {
					if v.OnGateway() && rule.Layer == model.HTTP {
						untouched(v.Ref.String(), d)
					}
				}
			}
		}
		for _, t := range in.Model.Templates() {
			for _, d := range atGateways(t, model.HTTP) {
				untouched(t.Ref.String(), d)
			}
		}
		for _, s := range in.Model.Services() {
			declared := slices.ContainsFunc(in.Plan.Entries, func(e *lane.Entry) bool { return e.Callee == s })
			if s.Exposed() && !s.LeftOut() && !declared {
				report(diag.New(diag.EntryHeader, s.Ref, "The "+s.Type, in.Spec.Header.Name).In("spec.type").At(s.Place))
			}
		}
	}}
}
