package schemas

import (
	"fmt"
	"strings"
	"testing"
)

// TestValidationFinds shows that Istio's validation is asked about errors and about warnings.
func TestValidationFinds(t *testing.T) {
	first := "  hosts: [api]\n  http:\n  - route: [{destination: {host: api, subset: v1}}]\n"
	twice := strings.Replace(rules, "http:\n", "http:\n  - match: [{sourceLabels: {app: web, version: v2}}]\n    route: [{destination: {host: api}}]\n", 1)
	finds(t, []broken{
		{"a DestinationRule as it should be", destinationRule(subsets), ""},
		{"a VirtualService as it should be", virtualService(rules), ""},
		{"a kind that Istio does not have", header("DestinationRules", "dr-api"), "no kind of Istio"},
		{"an unknown field", destinationRule(subsets + "  subset: v1\n"), `error: unknown field "subset"`},
		{"a subset with a dot", destinationRule("  subsets: [{name: '1.2.3', labels: {version: '1.2.3'}}]\n"), "error: subset name is invalid: 1.2.3"},
		{"two subsets of one name", destinationRule(subsets + "  - {name: v1, labels: {version: v3}}\n"), "error: duplicate subset names: v1"},
		{"a label that no pod can have", destinationRule("  subsets: [{name: v1, labels: {version: v1-}}]\n"), "error: invalid tag value: \"v1-\""},
		{"a host that is no DNS name", strings.Replace(destinationRule(subsets), "host: api", "host: api_1", 1), "error: domain name \"api_1\" invalid"},
		{"every host on the mesh", virtualService(strings.Replace(rules, "[api]", "['*']", 1)), "error: wildcard host * is not allowed for virtual services bound to the mesh gateway"},
		{"a host twice", virtualService(strings.Replace(rules, "[api]", "[api, api]", 1)), "error: duplicate hosts in virtual service: api & api"},
		{"a host and a namespace twice in exportTo", virtualService("  exportTo: [default, '.']\n" + rules), "error: duplicate entries in exportTo: . and current namespace default"},
		{"no rules", virtualService("  hosts: [api]\n"), "error: http, tcp or tls must be provided in virtual service"},
		{"a rule without a destination", virtualService("  hosts: [api]\n  http: [{match: [{port: 80}]}]\n"), "error: HTTP route, redirect or direct_response is required"},
		{"a TLS rule for a name that is no host", virtualService("  hosts: [api]\n  tls: [{match: [{sniHosts: [web]}], route: [{destination: {host: api}}]}]\n"), "error: SNI host \"web\" is not a compatible subset"},
		{"a rule after the one for everybody", virtualService(first + "  - route: [{destination: {host: api, subset: v2}}]\n"), "warning: virtualService rule #1 not used"},
		{"a rule for a header as it should be", virtualService(byHeader("x-lane: {exact: v2}")), ""},
		{"a header without a name", virtualService(byHeader("'': {exact: v2}")), "error: header name cannot be empty"},
		{"a header with an expression that is none", virtualService(byHeader("x-lane: {regex: '('}")), "error: "},
		{"a header that a browser could not send", virtualService(strings.Replace(rules, "[{sourceLabels", "[{headers: {'x lane': {exact: v2}}, sourceLabels", 1)), "error: "},
		{"two shares, of which one is negative", virtualService(shared(-10)), "error: weight -10 < 0"},
		{"a share as it should be", virtualService(shared(10)), ""},
		{"two shares of nothing", virtualService(strings.Replace(shared(0), "90", "0", 1)), "error: "},
		{"a root as it should be", virtualService(root("http: [{delegate: {name: vs-api, namespace: default}}]")), ""},
		{"a root that routes as well", virtualService(root("http: [{delegate: {name: vs-api}, route: [{destination: {host: api}}]}]")), "error: "},
		{"a root whose match names callers", virtualService(root("http: [{match: [{sourceLabels: {version: v2}}], delegate: {name: vs-api}}]")), ""},
		{"a delegate of TCP", virtualService("  tcp: [{route: [{destination: {host: api}}]}]\n"), "error: "},
		{"a gateway of no namespace", virtualService(strings.Replace(root("http: [{delegate: {name: vs-api}}]"), "edge/", "/", 1)), "error: "},
		{"two rules for the same callers", virtualService(twice), "warning: virtualService rule #1"},
	}, complaints)
}

// byHeader is rules of which the first is for a header.
func byHeader(match string) string {
	return strings.Replace(rules, "{sourceLabels: {app: web, version: v2}}", "{headers: {"+match+"}}", 1)
}

// shared are rules that share requests of which one share is some percent.
func shared(percent int) string {
	return fmt.Sprintf(`  hosts: [api.example.com]
  gateways: [edge/web]
  http: [{route: [{destination: {host: api, subset: v1}, weight: %d}, {destination: {host: api, subset: v2}, weight: 90}]}]
`, percent)
}

// root is the VirtualService that delegates.
func root(rules string) string {
	return "  hosts: [api.example.com, api]\n  gateways: [edge/web, mesh]\n  " + rules + "\n"
}
