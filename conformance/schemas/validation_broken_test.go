package schemas

import (
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
		{"two rules for the same callers", virtualService(twice), "warning: virtualService rule #1"},
	}, complaints)
}
