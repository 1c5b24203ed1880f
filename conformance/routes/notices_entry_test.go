package routes

import (
	"slices"

	"github.com/graylane/graylane/conformance/cases"
)

// entryBreaks are those of entries.
var entryBreaks = []notice{
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
