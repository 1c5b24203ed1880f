package schemas

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/conformance/cases"
)

// TestAnalyzersFind shows that the analyzers see both the input and the generated resources, that what the input alone
// brings about is not counted, and that no excuse covers a message of the same code with another cause.
func TestAnalyzersFind(t *testing.T) {
	const (
		spelled = "[api, api.default, api.default.svc, api.default.svc.cluster.local]"
		past    = "  hosts: [shop.example.com]\n  gateways: [outside]\n  http: [{route: [{destination: {host: api}}]}]\n"
		told    = "warning GL0404 input.yaml:1 Service/api: VirtualService/entry (spec.http[0].route[0].destination) reaches"
	)
	type yaml = []string
	rule, route := destinationRule(subsets), virtualService(rules)
	edit := func(text, from, to string) string { return strings.ReplaceAll(text, from, to) }
	another, entry, spelt := edit(route, "vs-api", "another"), edit(virtualService(past), "vs-api", "entry"), edit(route, "[api]", spelled)
	ports, rejected := edit(service, "ports: [", "ports: [{name: admin, port: 81}, "), edit(service, "port: 80", "port: x")
	for _, row := range []struct {
		reason           string
		input, generated yaml
		told             string
		finding          string // a part of each finding
	}{
		{"as it should be", yaml{service}, yaml{rule, route}, "", ""},
		{"the input is at fault", yaml{service, route}, yaml{rule}, "", ""},
		{"what cannot be read", yaml{service}, yaml{rule, edit(route, "[api]", "api")}, "", "cannot be read: VirtualService default/vs-api"},
		{"what Istio's validation refuses", yaml{service}, yaml{rule, edit(route, "[api]", "['*']")}, "", "[IST0106] (VirtualService default/vs-api"},
		{"a rule that is never reached", yaml{service}, yaml{rule, route + "  - route: [{destination: {host: api, subset: v1}}]\n"}, "", "[IST0130]"},
		{"what is Info alone, here a false overlap", yaml{service}, yaml{rule, virtualService(overlap)}, "", ""},
		{"a route to a subset that no DestinationRule has", yaml{service}, yaml{route}, "", `[IST0101] (VirtualService default/vs-api`},
		{"a subset that no pods are in", yaml{service}, yaml{edit(rule, "v2", "v3")}, "", "[IST0173] (DestinationRule default/dr-api"},
		{"a DestinationRule for no Service", yaml{service}, yaml{edit(rule, "host: api", "host: web")}, "", "[IST0174] (DestinationRule default/dr-api"},
		{"a route to no Service", yaml{service}, yaml{rule, edit(route, "host: api", "host: web")}, "", `not found: "web`},
		{"no port, and several to choose from", yaml{ports}, yaml{rule, route}, "", "[IST0112] (VirtualService default/vs-api"},
		{"a gateway that is not there", yaml{service}, yaml{rule, route + "  gateways: [outside, mesh]\n"}, "", "outside"},
		{"a fault in another namespace", yaml{service}, yaml{rule, edit(route, "-api}", "-api, namespace: shop}")}, "", "(VirtualService shop/vs-api"},
		{"two VirtualServices for a host", yaml{service}, yaml{rule, route, another}, "", "[IST0109] (VirtualService default/"},
		{"a VirtualService of someone else for the host", yaml{service, rule, another}, yaml{route}, "", "[IST0109] (VirtualService default/"},
		{"several spellings are no conflict", yaml{service}, yaml{rule, spelt}, "", ""},
		{"several spellings, one of them someone else's", yaml{service, rule, another}, yaml{spelt}, "", "[IST0109] (VirtualService default/"},
		{"an entry past the subsets, not told", yaml{service, entry}, yaml{rule, route}, "", "[IST0140] (VirtualService default/entry"},
		{"an entry past the subsets, told", yaml{service, entry}, yaml{rule, route}, told, ""},
		{"an entry past the subsets, another one told", yaml{service, entry}, yaml{rule, route}, edit(told, "/entry", "/an-entry"), "[IST0140] (VirtualService default/entry"},
		{"an entry past the subsets, told something else", yaml{service, entry}, yaml{rule, route}, edit(told, "GL0404", "GL0402"), "[IST0140] (VirtualService default/entry"},
		{"a generated entry past the subsets", yaml{service, gateway}, yaml{rule, route, entry}, told, "[IST0140] (VirtualService default/entry"},
		{"a Service that Kubernetes rejects", yaml{rejected}, yaml{rule, route}, "", ""},
		{"a Service that Kubernetes rejects, and another one", yaml{rejected}, yaml{edit(rule, "host: api", "host: web")}, "", `The host web`},
		{"a Service that Kubernetes rejects, in another place", yaml{rejected}, yaml{rule, route + "    mirror: {host: api}\n"}, "", "Referenced mirror host not found"},
	} {
		t.Run(row.reason, func(t *testing.T) {
			a := cases.Answer{Input: objects(t, append(row.input, workloads)...), Generated: objects(t, row.generated...), Told: row.told}
			same(t, row.finding, analyzed(t, a).caused(known()))
		})
	}
}

// TestAnalyzersTellWhatTheyCannotRead has a Service and a StatefulSet of the wrong types; the analyzers look at Pods of
// StatefulSets alone.
func TestAnalyzersTellWhatTheyCannotRead(t *testing.T) {
	wrong := strings.Replace(workloads, "labels: {app: api, version: v2}", "labels: {app: api, version: 2}", 1)
	s := analyzed(t, cases.Answer{Input: objects(t, strings.Replace(service, "port: 80", "port: x", 1), wrong)})
	want := []string{"Service default/api", "StatefulSet default/api-v2"}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(s.unread))); diff != "" {
		t.Errorf("objects that cannot be read (-want +got):\n%s", diff)
	}
}
