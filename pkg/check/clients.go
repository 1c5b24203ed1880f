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
		all := func(model.Destination) bool { return true }
		untouched := func(o *model.Object, destinations []model.Destination) {
			for _, r := range reaching(resolver, destinations, all) {
				if s := r.service; !s.LeftOut() {
					report(diag.New(diag.EntryHeader, s.Ref, r.by(o), in.Spec.Header.Name).At(s.Place))
				}
			}
		}
		for _, e := range in.Model.Entries() {
			untouched(&e.Object, e.Destinations)
		}
		for _, v := range in.Model.VirtualServices() {
			var destinations []model.Destination
			for _, rule := range v.Rules {
				if v.OnGateway() && rule.Layer == model.HTTP {
					destinations = append(destinations, rule.Destinations...)
				}
			}
			untouched(&v.Object, destinations)
		}
		for _, t := range in.Model.Templates() {
			untouched(&t.Object, atGateways(t, model.HTTP))
		}
		for _, s := range in.Model.Services() {
			declared := slices.ContainsFunc(in.Plan.Entries, func(e *lane.Entry) bool { return e.Callee == s })
			if s.Exposed() && !s.LeftOut() && !declared {
				report(diag.New(diag.EntryHeader, s.Ref, "The "+s.Type, in.Spec.Header.Name).In("spec.type").At(s.Place))
			}
		}
	}}
}
