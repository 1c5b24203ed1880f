package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// defaults finds VirtualServices of the mesh whose rules are all for some callers alone, so that the others reach every
// version of a Service. Rules that ask for a path or a header are for every caller: what they do not match is answered
// with 404.
func defaults() Analyzer {
	return Analyzer{Name: "defaults", Codes: []diag.Code{diag.NoDefaultRoute}, Run: func(in Input, report func(diag.Diagnostic)) {
		resolver := callgraph.NewResolver(in.Model, in.Spec.ClusterDomain)
		for _, v := range in.virtualServices() {
			spread := in.versioned(v, resolver)
			if !v.OnMesh() || len(spread) == 0 {
				continue
			}
			for _, layer := range []model.Layer{model.HTTP, model.TLS, model.TCP} {
				if rules := rulesOf(v, layer); len(rules) > 0 && !slices.ContainsFunc(rules, in.forAllSidecars) {
					field, _, _ := strings.Cut(rules[0].Field, "[")
					report(diag.New(diag.NoDefaultRoute, v.Ref, strings.Join(spread, ", ")).In(field).At(v.Place))
				}
			}
		}
	}}
}

// versioned are the Services of several versions that v routes, with these.
func (in Input) versioned(v *model.VirtualService, resolver callgraph.Resolver) []string {
	var found []string
	for _, host := range v.Hosts {
		s := resolver.IstioService(host, v.Namespace)
		if s == nil || len(in.Plan.Versions(s)) < 2 {
			continue
		}
		text := fmt.Sprintf("%s (%s)", s.Ref, strings.Join(in.Plan.Versions(s), ", "))
		if !slices.Contains(found, text) { // hosts may be several names of one
			found = append(found, text)
		}
	}
	return found
}

func rulesOf(v *model.VirtualService, layer model.Layer) []model.Rule {
	var rules []model.Rule
	for _, r := range v.Rules {
		if r.Layer == layer {
			rules = append(rules, r)
		}
	}
	return rules
}

// forAllSidecars tells whether every sidecar is sent r, or rules of its delegate. A delegate that is not in the input may
// have such rules.
func (in Input) forAllSidecars(r model.Rule) bool {
	if delegate := in.delegate(r); r.ForAllSidecars() && delegate != nil {
		return slices.ContainsFunc(delegate.Rules, model.Rule.ForAllSidecars)
	}
	return r.ForAllSidecars()
}
