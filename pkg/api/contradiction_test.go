package api

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestContradictions(t *testing.T) {
	const entry = "service: a, hosts: [a.example.com], gateways: [gw]"
	tests := []struct {
		reason string
		spec   string
		want   []string
	}{
		{"a lane called as the baseline's", "{lanes: [{name: baseline, version: v2}]}", []string{
			`GL0101 spec.lanes[0].name | spec.lanes[0].name is "baseline", which is everything that is in no lane.`}},
		{"two lanes of one name", "{lanes: [{name: gray, version: v2}, {name: gray, version: v3}]}", []string{
			`GL0101 spec.lanes[1].name | spec.lanes[1].name is "gray", which another lane is called.`}},
		{"a lane with version and versions", "{lanes: [{name: gray, version: v2, versions: {a: v2}}]}", []string{
			"GL0101 spec.lanes[0] | spec.lanes[0] is a mapping; it takes a mapping with name and either versions or version."}},
		{"a trusted header without a name", "{header: {trust: true}}", []string{
			"GL0101 spec.header | spec.header says trust without a name; it takes the name of a header too."}},
		{"the host as the lane header", "{header: {name: Host}}", []string{
			`GL0101 spec.header.name | spec.header.name is "host", which names the host that a request is for.`}},
		{"no header as the lane header", "{header: {name: authority}}", []string{
			`GL0101 spec.header.name | spec.header.name is "authority", which Istio ignores among headers.`}},
		{"a match of what is no header", "{entries: [{" + entry + ", match: [{version: v2, headers: {URI: {prefix: /beta}}}]}]}", []string{
			"GL0101 spec.entries[0].match[0].headers | spec.entries[0].match[0].headers has URI, which Istio ignores among headers."}},
		{"weights that are not 100", "{entries: [{" + entry + ", weights: {v1: 10, v2: 80}}]}", []string{
			"GL0101 spec.entries[0].weights | spec.entries[0].weights add up to 90; they take 100."}},
		{"the mesh as a gateway", "{entries: [{service: a, hosts: [a], gateways: [gw, mesh]}]}", []string{
			"GL0101 spec.entries[0].gateways[1] | spec.entries[0].gateways[1] is mesh, which is all sidecars and no gateway."}},
		{"delegate with a wildcard", `{entries: [{service: a, hosts: ["*"], gateways: [gw], delegate: true}]}`, []string{
			"GL0101 spec.entries[0].hosts | spec.entries[0].hosts has *, which Istio does not allow where a VirtualService is on the mesh too, as that of delegate is."}},
		{"an expression that is none", "{entries: [{" + entry + ", match: [{version: v2, headers: {x: {regex: '('}}}]}]}", []string{
			"GL0101 spec.entries[0].match[0].headers.x.regex | spec.entries[0].match[0].headers.x.regex is no RE2 expression: missing closing ): `(`."}},
		{"one header in two cases", "{entries: [{" + entry + ", match: [{version: v2, headers: {X: {exact: a}, x: {exact: b}}}]}]}", []string{
			"GL0101 spec.entries[0].match[0].headers | spec.entries[0].match[0].headers has x twice; the case of a name makes no difference."}},
		{"an entry without hosts", "{entries: [{service: a, hosts: [], gateways: [gw]}]}", []string{
			"GL0101 spec.entries[0].hosts | spec.entries[0].hosts is empty; it takes a list of hosts, each once, such as [shop.example.com]."}},
		{"a host twice", "{entries: [{service: a, hosts: [a, a], gateways: [gw]}]}", []string{
			"GL0101 spec.entries[0].hosts | spec.entries[0].hosts is a list; it takes a list of hosts, each once, such as [shop.example.com]."}},
		{"a header with two matches", "{entries: [{" + entry + ", match: [{version: v2, headers: {x: {exact: a, prefix: b}}}]}]}", []string{
			"GL0101 spec.entries[0].match[0].headers.x | spec.entries[0].match[0].headers.x is a mapping; it takes a mapping with exact, prefix or regex."}},
		{"a whole entry", `{entries: [{` + entry + `, weights: {v1: 10, "2": 90}, port: 80, delegate: true}]}`, nil},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			_, ds := Load([]byte(header+"spec: "+test.spec), nil)
			if diff := cmp.Diff(test.want, said(ds)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
