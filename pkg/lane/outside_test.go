package lane_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// to is a rule that sends requests to subsets of a, each written as subset or subset=weight.
func to(matches []model.Match, subsets ...string) model.Rule {
	r := model.Rule{Matches: matches}
	for _, subset := range subsets {
		name, weight, _ := strings.Cut(subset, "=")
		d := model.Destination{Host: "a", Subset: name}
		fmt.Sscan(weight, &d.Weight)
		r.Destinations = append(r.Destinations, d)
	}
	return r
}

// TestRulesOfOthers has a VirtualService for two gateways and the mesh.
func TestRulesOfOthers(t *testing.T) {
	uri := func(prefix string) model.Match {
		return model.Match{Request: model.Tree{"uri": model.Tree{"prefix": prefix}}}
	}
	at := func(m model.Match, gateways ...string) []model.Match {
		m.Gateways = gateways
		return []model.Match{m}
	}
	tests := []struct {
		reason string
		rules  []model.Rule
		want   string // of the first gateway, and of the second
	}{
		{"one for all", []model.Rule{to(nil, "v1")}, "v1 | v1"},
		{"nothing behind one that takes all", []model.Rule{to(nil, "v1"), to(nil, "v2")}, "v1 | v1"},
		{"one without a match among others", []model.Rule{to([]model.Match{uri("/x"), {}}, "v1"), to(nil, "v2")}, "v1 [map[uri:map[prefix:/x]]] | v1 [map[uri:map[prefix:/x]]]"},
		{"every path", []model.Rule{to([]model.Match{uri("/")}, "v1"), to(nil, "v2")}, "v1 [map[uri:map[prefix:/]]] | v1 [map[uri:map[prefix:/]]]"},
		{"some paths", []model.Rule{to([]model.Match{uri("/x")}, "v2"), to(nil, "v1")}, "v2 [map[uri:map[prefix:/x]]],v1 | v2 [map[uri:map[prefix:/x]]],v1"},
		{"one for a gateway", []model.Rule{to(at(model.Match{}, "one"), "v2"), to(nil, "v1")}, "v2 | v1"},
		{"one for the mesh", []model.Rule{to(at(model.Match{}, "mesh"), "v2"), to(nil, "v1")}, "v1 | v1"},
		{"one for certain pods takes not all", []model.Rule{to([]model.Match{{SourceLabels: model.Labels{"x": "y"}}}, "v2"), to(nil, "v1")}, "v2,v1 | v2,v1"},
		{"weights", []model.Rule{to(nil, "v1=90", "v2=10")}, "v1 90%,v2 10% | v1 90%,v2 10%"},
		{"no weight is nothing beside others", []model.Rule{to(nil, "v1=1", "v2")}, "v1 | v1"},
		{"weights that are none", []model.Rule{to(nil, "v1=-1", "v2=-1")}, "v1,v2 | v1,v2"},
		{"little of much", []model.Rule{to(nil, "v1=999", "v2=1")}, "v1 100%,v2 1% | v1 100%,v2 1%"},
		{"the same twice", []model.Rule{to([]model.Match{uri("/x")}, "v1"), to(nil, "v1")}, "v1 +1 [map[uri:map[prefix:/x]]] | v1 +1 [map[uri:map[prefix:/x]]]"},
		{"another layer", []model.Rule{to(nil, "v1"), {Layer: model.TCP, Destinations: to(nil, "v2").Destinations}}, "v1,v2 | v1,v2"},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			v := &model.VirtualService{Object: object("networking.istio.io/v1", "VirtualService", "own"), Gateways: []string{"one", "mesh", "two"}, Rules: tt.rules}
			_, tr := trace(append(facts("a v1 v2:"), v), defaults())
			at := map[string][]string{}
			for _, h := range tr.Hops {
				text, rule := h.Subset.Name, tr.Rule(h)
				if h.Portion > 0 {
					text += fmt.Sprintf(" %d%%", h.Portion)
				}
				if rule.More > 0 {
					text += fmt.Sprintf(" +%d", rule.More)
				}
				if len(rule.Requests) > 0 {
					text += fmt.Sprint(" ", rule.Requests)
				}
				if rule.Object != v.Ref {
					t.Errorf("the rule is that of %s", rule.Object)
				}
				at[h.Caller.Name] = append(at[h.Caller.Name], text)
			}
			if diff := cmp.Diff(tt.want, strings.Join(at["one"], ",")+" | "+strings.Join(at["two"], ",")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestSubsetsSeen has a gateway whose requests go to the subset v2 of a Service in the namespace shop, and DestinationRules that it
// sees or does not see, as namespace/exportTo/subsets.
func TestSubsetsSeen(t *testing.T) {
	tests := []struct {
		reason, gateway string
		rules           []string
		fails           bool
	}{
		{"graylane's own", "edge", nil, false},
		{"one that is public", "edge", []string{"shop//v1 v2"}, false},
		{"a private one", "edge", []string{"shop/./v1 v2"}, true},
		{"a private one at home", "shop", []string{"shop/./v1 v2"}, false},
		{"one for the gateway", "edge", []string{"shop/. edge/v1 v2"}, false},
		{"one beside the gateway goes first", "edge", []string{"shop//v1 v2", "edge//v1"}, true},
		{"also if it is private", "edge", []string{"shop//v1 v2", "edge/./v1"}, true},
		{"not if it is for others", "edge", []string{"shop//v1 v2", "edge/other/v1"}, false},
		{"one in the root namespace goes last", "edge", []string{"shop//v1 v2", "istio-system//v1"}, false},
		{"also for gateways there", "istio-system", []string{"shop//v1 v2", "istio-system//v1"}, false},
		{"but not if it is private", "istio-system", []string{"shop//v1 v2", "istio-system/./v1"}, true},
		{"a wildcard beside the gateway", "edge", []string{"shop//v1 v2", "edge/*.shop/v1"}, true},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			all := facts("a v1 v2:")
			for _, f := range all {
				f.Meta().Namespace = "shop"
			}
			for i, rule := range tt.rules {
				parts := strings.Split(rule, "/")
				d := &model.DestinationRule{Object: object("networking.istio.io/v1", "DestinationRule", fmt.Sprint("own", i)), Host: "a.shop.svc.cluster.local"}
				d.Namespace = parts[0]
				if d.ExportTo = strings.Fields(parts[1]); parts[1] == "*.shop" {
					d.Host, d.ExportTo = "*.shop.svc.cluster.local", nil
				}
				for _, subset := range strings.Fields(parts[2]) {
					d.Subsets = append(d.Subsets, model.Subset{Name: subset, Labels: model.Labels{"version": subset}})
				}
				all = append(all, d)
			}
			v := &model.VirtualService{Object: object("networking.istio.io/v1", "VirtualService", "own"), Gateways: []string{tt.gateway + "/gw"}}
			v.Namespace, v.Rules = "shop", []model.Rule{{Destinations: []model.Destination{{Host: "a", Subset: "v2", Namespace: "shop"}}}}
			_, tr := trace(append(all, v), defaults())
			if len(tr.Hops) != 1 || (tr.Hops[0].Reason == lane.NoSubset) != tt.fails || (len(tr.Hops[0].Versions) == 0) != tt.fails {
				t.Errorf("%+v", tr.Hops)
			}
		})
	}
}
