package routes

import (
	"cmp"
	"slices"
	"testing"

	"istio.io/istio/pkg/test"

	"github.com/graylane/graylane/conformance/cases"
)

// TestNotices breaks what graylane generates, in the ways that hand-written rules are broken, and wants every break noticed.
func TestNotices(t *testing.T) {
	cases.Program(t)
	tests := []struct {
		reason string
		app    string // a case, whose rules have what is broken
		broken func(generated []map[string]any) []map[string]any
	}{
		{"nothing is generated", "apps/three-hops", func([]map[string]any) []map[string]any { return nil }},
		{"no default route: callers that no rule names get all versions", "apps/three-hops", eachRule(func(rules []any) []any {
			return rules[:len(rules)-1]
		})},
		{"two subsets are swapped in the routes", "apps/three-hops", eachRule(func(rules []any) []any {
			for _, r := range rules {
				d := destinationOf(r)
				d["subset"] = map[any]any{"v1": "v2", "v2": "v1"}[d["subset"]]
			}
			return rules
		})},
		{"two subsets are swapped in the DestinationRule", "apps/three-hops", only("DestinationRule", func(spec map[string]any) {
			subsets := spec["subsets"].([]any)
			first, second := subsets[0].(map[string]any), subsets[1].(map[string]any)
			first["labels"], second["labels"] = second["labels"], first["labels"]
		})},
		{"gateways beside sourceLabels: Istio then ignores the labels", "apps/three-hops", eachRule(func(rules []any) []any {
			for _, r := range rules {
				for _, m := range matchesOf(r) {
					m.(map[string]any)["gateways"] = []any{"mesh"}
				}
			}
			return rules
		})},
		{"a lane's rule is missing", "apps/three-hops", eachRule(func(rules []any) []any {
			return slices.DeleteFunc(rules, func(r any) bool { return len(matchesOf(r)) > 0 && destinationOf(r)["subset"] == "v2" })
		})},
		{"the default route stands first and takes everything", "apps/three-hops", eachRule(func(rules []any) []any {
			return append([]any{rules[len(rules)-1]}, rules[:len(rules)-1]...)
		})},
		{"the rules of one port are missing", "apps/two-ports", eachRule(func(rules []any) []any {
			return slices.DeleteFunc(rules, func(r any) bool { return matchesOf(r)[0].(map[string]any)["port"] == 443. })
		})},
		{"routes lead to the other port", "apps/two-ports", eachRule(func(rules []any) []any {
			for _, r := range rules {
				port := cases.At(destinationOf(r), "port")
				port["number"] = map[any]any{80.: 443., 443.: 80.}[port["number"]]
			}
			return rules
		})},
		{"there are no subsets", "apps/three-hops", func(generated []map[string]any) []map[string]any {
			return slices.DeleteFunc(generated, func(o map[string]any) bool { return o["kind"] == "DestinationRule" })
		}},
		{"the rules of an unknown port are for HTTP alone", "apps/protocols", only("VirtualService", func(spec map[string]any) {
			if spec["http"] != nil {
				delete(spec, "tcp")
			}
		})},
		{"a VirtualService is not visible to its callers", "apps/two-namespaces", only("VirtualService", func(spec map[string]any) {
			spec["exportTo"] = []any{"nowhere"}
		})},

		{"no rule for a header: the lane ends at every pod of the baseline", "apps/header", eachRule(func(rules []any) []any {
			return slices.DeleteFunc(rules, func(r any) bool { return matchesHeader(r) })
		})},
		{"the rule for one lane's header is missing", "apps/header", eachRule(func(rules []any) []any {
			return slices.DeleteFunc(rules, func(r any) bool { return matchesHeader(r) && destinationOf(r)["subset"] == "v2" })
		})},
		{"no rule for the lanes that a Service lacks: the labels of a baseline pod overwrite them", "apps/header", eachRule(func(rules []any) []any {
			return slices.DeleteFunc(rules, func(r any) bool {
				return matchesHeader(r) && destinationOf(r)["subset"] != "v2" && destinationOf(r)["subset"] != "v3"
			})
		})},
		{"rules for headers after those for labels", "apps/header", eachRule(func(rules []any) []any {
			slices.SortStableFunc(rules[:len(rules)-1], func(a, b any) int { return boolean(matchesHeader(a)) - boolean(matchesHeader(b)) })
			return rules
		})},
		{"the header is not set", "apps/header", eachRule(func(rules []any) []any {
			for _, r := range rules {
				delete(r.(map[string]any), "headers")
			}
			return rules
		})},
		{"the header of another lane is set", "apps/header", eachRule(func(rules []any) []any {
			for _, r := range rules {
				if set := cases.At(r.(map[string]any), "headers", "request", "set"); set != nil {
					set["x-lane"] = map[any]any{"v2": "v3", "v3": "v2"}[set["x-lane"]]
				}
			}
			return rules
		})},
		{"the header is set for everybody", "apps/header", eachRule(func(rules []any) []any {
			rules[len(rules)-1].(map[string]any)["headers"] = map[string]any{"request": map[string]any{"set": map[string]any{"x-lane": "v2"}}}
			return rules
		})},
		{"the VirtualService that marks requests to a Service of one version is missing", "apps/header", without("vs-b")},
		{"with match: lane, that one", "apps/header-match-lane", without("vs-b")},

		{"an entry does not remove the header that a client sends", "apps/entry-header", gatewayShares(func(d map[string]any) {
			delete(cases.At(d, "headers", "request"), "remove")
		})},
		{"an entry does not set the header", "apps/entry-header", gatewayShares(func(d map[string]any) { delete(cases.At(d, "headers", "request"), "set") })},
		{"an entry trusts nobody although it should", "apps/entry-header-trusted", eachRule(func(rules []any) []any {
			return slices.DeleteFunc(rules, func(r any) bool { return matchesHeader(r) && matchesOf(r)[0].(map[string]any)["gateways"] != nil })
		})},
		{"an entry removes the header on the route, which undoes what its shares set", "apps/entry-header", gatewayRules(func(rules []any) []any {
			for _, r := range rules {
				r.(map[string]any)["headers"] = map[string]any{"request": map[string]any{"remove": []any{"x-lane"}}}
			}
			return rules
		})},
		{"weights are swapped", "apps/entry", gatewayShares(func(d map[string]any) { d["weight"] = map[any]any{10.: 90., 90.: 10.}[d["weight"]] })},
		{"a weight is another", "apps/entry", gatewayShares(func(d map[string]any) { d["weight"] = map[any]any{10.: 20., 90.: 80.}[d["weight"]] })},
		{"weights do not add up to 100", "apps/entry", gatewayShares(func(d map[string]any) { d["weight"] = 90. })},
		{"weights of connections are swapped", "apps/entry-layers", gatewayShares(func(d map[string]any) {
			if swapped := map[any]any{5.: 95., 95.: 5.}[d["weight"]]; swapped != nil {
				d["weight"] = swapped
			}
		})},
		{"an entry for TLS has no rules", "apps/entry-layers", without("vs-gateway-appa-3")},
		{"an entry for TLS leads to another version", "apps/entry-layers", gatewayRules(func(rules []any) []any {
			if cases.At(destinationOf(rules[0]), "port")["number"] == 9443. {
				destinationOf(rules[0])["subset"] = "v1"
			}
			return rules
		})},
		{"a match of an entry is missing", "apps/entry-match", gatewayRules(func(rules []any) []any { return rules[1:] })},
		{"one of the headers of a match is missing", "apps/entry-match", gatewayRules(func(rules []any) []any {
			delete(cases.At(matchesOf(rules[0])[0].(map[string]any), "headers"), "x-team")
			return rules
		})},
		{"a match comes after the rule for everything", "apps/entry-match", gatewayRules(func(rules []any) []any {
			return append([]any{rules[len(rules)-1]}, rules[:len(rules)-1]...)
		})},
		{"an entry is bound to another gateway", "apps/entry", only("VirtualService", func(spec map[string]any) {
			if spec["gateways"] != nil {
				spec["gateways"] = []any{"istio-system/another"}
			}
		})},
		{"an entry has another host", "apps/entry", only("VirtualService", func(spec map[string]any) {
			if spec["gateways"] != nil {
				spec["hosts"] = []any{"another.example.com"}
			}
		})},

		{"gateways beside sourceLabels in a delegate", "apps/entry-delegate", eachRule(func(rules []any) []any {
			for _, r := range rules {
				for _, m := range matchesOf(r) {
					m.(map[string]any)["gateways"] = []any{"istio-system/app-gw", "mesh"}
				}
			}
			return rules
		})},
		{"a delegate's rules for the gateway are without gateways", "apps/entry-delegate", eachRule(func(rules []any) []any {
			for _, r := range rules {
				for _, m := range matchesOf(r) {
					delete(m.(map[string]any), "gateways")
				}
			}
			return rules
		})},
		{"a root that is not on the mesh", "apps/entry-delegate", only("VirtualService", func(spec map[string]any) {
			if spec["gateways"] != nil {
				spec["gateways"] = []any{"istio-system/app-gw"}
			}
		})},
		{"a root without the host of the mesh", "apps/entry-delegate", only("VirtualService", func(spec map[string]any) {
			if spec["gateways"] != nil {
				spec["hosts"] = []any{"192.168.1.106"}
			}
		})},
		{"a root whose match has gateways: the delegate's rules inherit them, and Istio ignores their labels", "apps/entry-delegate-private", only("VirtualService", func(spec map[string]any) {
			if spec["gateways"] != nil {
				spec["http"].([]any)[0].(map[string]any)["match"] = []any{map[string]any{"gateways": append([]any{}, spec["gateways"].([]any)...)}}
			}
		})},
		{"a delegate that its root does not see", "apps/entry-delegate", only("VirtualService", func(spec map[string]any) {
			if spec["gateways"] == nil {
				spec["exportTo"] = []any{"."}
			}
		})},
		{"a delegate of another name", "apps/entry-delegate", without("vs-appa")},
		{"a root that is seen where the subsets are not", "apps/entry-delegate-private", only("VirtualService", func(spec map[string]any) {
			if spec["gateways"] != nil {
				delete(spec, "exportTo")
			}
		})},

		{"two lanes by name are swapped", "apps/lanes-declared", eachRule(func(rules []any) []any {
			for _, r := range rules {
				d := destinationOf(r)
				d["subset"] = cmp.Or(map[any]string{"v5": "v9", "v1": "v5"}[d["subset"]], d["subset"].(string))
			}
			return rules
		})},
		{"a lane by name is taken for a version", "apps/match-lane-lanes", eachRule(func(rules []any) []any {
			for _, r := range rules {
				for _, m := range matchesOf(r) {
					if labels := cases.At(m.(map[string]any), "sourceLabels"); labels != nil {
						labels["version"] = "gray"
					}
				}
			}
			return rules
		})},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			c := named(t, tt.app)
			answer := cases.Ask(t, c)
			before := cases.Ask(t, c).Generated
			answer.Generated = tt.broken(answer.Generated)
			r, err := Compare(t, test.Failer(t), c, answer)
			if err != nil {
				t.Fatal(err)
			}
			if text(before) == text(answer.Generated) {
				t.Error("nothing is broken")
			}
			if len(r.Wrong) == 0 {
				t.Error("nothing is noticed")
			}
			t.Logf("%d of %d requests; first: %s", len(r.Wrong), r.Requests, append(r.Wrong, "")[0])
		})
	}
}

func named(t *testing.T, name string) cases.Case {
	t.Helper()
	all := cases.Repository(t)
	i := slices.IndexFunc(all, func(c cases.Case) bool { return c.Name == name })
	if i < 0 {
		t.Fatalf("there is no case %s", name)
	}
	return all[i]
}

// only changes the spec of each resource of a kind.
func only(kind string, change func(spec map[string]any)) func([]map[string]any) []map[string]any {
	return func(generated []map[string]any) []map[string]any {
		for _, o := range generated {
			if o["kind"] == kind {
				change(cases.At(o, "spec"))
			}
		}
		return generated
	}
}

// eachRule changes the list of rules for each protocol of each VirtualService.
func eachRule(change func(rules []any) []any) func([]map[string]any) []map[string]any {
	return only("VirtualService", func(spec map[string]any) {
		for _, protocol := range []string{"http", "tcp", "tls"} {
			if rules, ok := spec[protocol].([]any); ok {
				spec[protocol] = change(rules)
			}
		}
	})
}

// gatewayRules changes the rules of the VirtualServices that are bound to gateways alone.
func gatewayRules(change func(rules []any) []any) func([]map[string]any) []map[string]any {
	return only("VirtualService", func(spec map[string]any) {
		for _, protocol := range []string{"http", "tcp", "tls"} {
			if rules, ok := spec[protocol].([]any); ok && spec["gateways"] != nil {
				spec[protocol] = change(rules)
			}
		}
	})
}

// gatewayShares changes every destination of these.
func gatewayShares(change func(destination map[string]any)) func([]map[string]any) []map[string]any {
	return gatewayRules(func(rules []any) []any {
		for _, r := range rules {
			for _, d := range r.(map[string]any)["route"].([]any) {
				change(d.(map[string]any))
			}
		}
		return rules
	})
}

// without takes the resource of a name away.
func without(name string) func([]map[string]any) []map[string]any {
	return func(generated []map[string]any) []map[string]any {
		return slices.DeleteFunc(generated, func(o map[string]any) bool { return cases.Text(o, "metadata", "name") == name })
	}
}

// text is resources as text, to compare.
func text(generated []map[string]any) string {
	stream, _ := cases.Stream(generated)
	return string(stream)
}

// matchesHeader tells whether a rule is for requests with a header.
func matchesHeader(rule any) bool {
	return slices.ContainsFunc(matchesOf(rule), func(m any) bool { return m.(map[string]any)["headers"] != nil })
}

func boolean(is bool) int {
	if is {
		return 1
	}
	return 0
}

// matchesOf are the alternatives that a rule matches; none for one that takes everything.
func matchesOf(rule any) []any {
	matches, _ := rule.(map[string]any)["match"].([]any)
	return matches
}

// destinationOf is the destination of a rule.
func destinationOf(rule any) map[string]any {
	return cases.At(rule.(map[string]any)["route"].([]any)[0].(map[string]any), "destination")
}
