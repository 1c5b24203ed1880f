package routes

import (
	"cmp"
	"slices"
	"testing"

	"istio.io/istio/pkg/test"

	"github.com/graylane/graylane/conformance/cases"
)

// notice is a way to break what graylane generates for a case, whose rules have what is broken.
type notice struct {
	reason, app string
	broken      func(generated []map[string]any) []map[string]any
}

// breaks are those of rules for labels.
var breaks = []notice{
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

// TestNotices breaks what graylane generates, in the ways that hand-written rules are broken, and wants every break noticed.
func TestNotices(t *testing.T) {
	cases.Program(t)
	for _, tt := range slices.Concat(breaks, headerBreaks, entryBreaks) {
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

// matchesOf are the alternatives that a rule matches; none for one that takes everything.
func matchesOf(rule any) []any {
	matches, _ := rule.(map[string]any)["match"].([]any)
	return matches
}

// destinationOf is the destination of a rule.
func destinationOf(rule any) map[string]any {
	return cases.At(rule.(map[string]any)["route"].([]any)[0].(map[string]any), "destination")
}
