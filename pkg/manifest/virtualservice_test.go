package manifest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/model"
)

func TestRules(t *testing.T) {
	delegate := func(namespace, name string) *model.Key { return &model.Key{Namespace: namespace, Name: name} }
	match := func(m model.Match) []model.Match {
		m.Field = "spec.http[0].match[0]"
		return []model.Match{m}
	}
	to := func(weights ...int) []model.Destination {
		var all []model.Destination
		for i, w := range weights {
			field := []string{"spec.http[0].route[0].destination", "spec.http[0].route[1].destination"}[i]
			all = append(all, model.Destination{Field: field, Host: "a", Weight: w, Namespace: "shop"})
		}
		return all
	}
	tests := []struct {
		reason, rule string
		want         model.Rule
	}{
		{"nothing", "{}", model.Rule{}},
		{"gateways", "{match: [{gateways: [gw, mesh]}]}", model.Rule{Matches: match(model.Match{Gateways: []string{"gw", "mesh"}})}},
		{"callers", "{match: [{sourceLabels: {app: a}, sourceNamespace: n}]}",
			model.Rule{Matches: match(model.Match{SourceLabels: model.Labels{"app": "a"}, SourceNamespace: "n"})}},
		{"what is asked of the request", "{match: [{name: n, uri: {prefix: /}, port: 80}]}", model.Rule{Matches: match(model.Match{
			Request: model.Tree{"uri": model.Tree{"prefix": "/"}, "port": int64(80)},
		})}},
		{"no match", "{match: []}", model.Rule{}},
		{"a match that is no list", "{match: {gateways: [gw]}}", model.Rule{}},
		{"fields of a wrong type", "{match: [{gateways: gw, sourceLabels: [a], sourceNamespace: {}}]}", model.Rule{Matches: match(model.Match{})}},

		{"weights", "{route: [{destination: {host: a}, weight: 1}, {destination: {host: a}, weight: 99}]}", model.Rule{Destinations: to(1, 99)}},
		{"no weight", "{route: [{destination: {host: a}}, {destination: {host: a}, weight: }]}", model.Rule{Destinations: to(0, 0)}},
		{"what is no weight", "{route: [{destination: {host: a}, weight: $W}, {destination: {host: a}, weight: -5}]}", model.Rule{Destinations: to(-1, -1)}},

		{"a delegate", "{delegate: {name: d, namespace: n}}", model.Rule{Delegate: delegate("n", "d")}},
		{"one of the same namespace", "{delegate: {name: d}}", model.Rule{Delegate: delegate("shop", "d")}},
		{"none", "{delegate: }", model.Rule{}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			facts := decode(t, "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: v, namespace: shop}, spec: {http: ["+tt.rule+"]}}").Facts
			tt.want.Field = "spec.http[0]"
			if diff := cmp.Diff([]model.Rule{tt.want}, facts[0].(*model.VirtualService).Rules); diff != "" {
				t.Error(diff)
			}
		})
	}
}
