package check

import (
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// gateways finds matches for HTTP that name gateways beside labels or a namespace of the caller, which Istio then
// ignores, also where a delegate and its root each name one of the two.
func gateways() Analyzer {
	return Analyzer{Name: "gateways", Codes: []diag.Code{diag.GatewayLabels}, Run: func(in Input, report func(diag.Diagnostic)) {
		for _, v := range in.virtualServices() {
			for _, r := range v.Rules {
				if r.Layer != model.HTTP {
					continue
				}
				for _, m := range r.Matches {
					if ignoresSources(m) {
						report(diag.New(diag.GatewayLabels, v.Ref, "", strings.Join(m.Sources(), " and ")).In(m.Field).At(v.Place))
						continue
					}
					in.inherited(v, m, r, report)
				}
			}
		}
	}}
}

func ignoresSources(m model.Match) bool { return len(m.Gateways) > 0 && len(m.Sources()) > 0 }

// inherited reports the matches of a delegate that ignore the caller only because Istio adds to them what root, a match
// of the rule r of v that delegates, names (istio pilot/pkg/model, mergeHTTPMatchRequest).
func (in Input) inherited(v *model.VirtualService, root model.Match, r model.Rule, report func(diag.Diagnostic)) {
	delegate := in.delegate(r)
	if delegate == nil {
		return
	}
	for _, rule := range delegate.Rules {
		for _, m := range rule.Matches {
			merged := model.Match{Gateways: m.Gateways, SourceLabels: m.SourceLabels, SourceNamespace: m.SourceNamespace}
			if len(merged.Gateways) == 0 {
				merged.Gateways = root.Gateways
			}
			if len(merged.SourceLabels) == 0 {
				merged.SourceLabels = root.SourceLabels
			}
			if merged.SourceNamespace == "" {
				merged.SourceNamespace = root.SourceNamespace
			}
			if rule.Layer == model.HTTP && ignoresSources(merged) && !ignoresSources(m) {
				from := " together with " + root.Field + " of " + v.Ref.String()
				report(diag.New(diag.GatewayLabels, delegate.Ref, from, strings.Join(merged.Sources(), " and ")).In(m.Field).At(delegate.Place))
			}
		}
	}
}
