package schemas

import (
	"strings"
	"testing"

	"github.com/graylane/graylane/conformance/cases"
)

// broken is a resource that a check has to find. Without a finding it is one that the check has to take.
type broken struct {
	reason   string
	resource string // YAML
	finding  string // a part of each finding
}

// finds runs a check on resources: it has to find what is broken, and nothing else.
func finds(t *testing.T, rows []broken, check func(t *testing.T, o map[string]any) []string) {
	t.Helper()
	for _, row := range rows {
		t.Run(row.reason, func(t *testing.T) {
			objects, err := cases.Objects([]byte(row.resource))
			if err != nil || len(objects) != 1 {
				t.Fatalf("%d objects (%v)", len(objects), err)
			}
			same(t, row.finding, check(t, objects[0]))
		})
	}
}

// same compares findings with the one that is expected, which may be none.
func same(t *testing.T, want string, findings []string) {
	t.Helper()
	if want != "" && len(findings) == 0 {
		t.Errorf("nothing is found; wanted %q", want)
	}
	for _, got := range findings {
		if want == "" || !strings.Contains(got, want) {
			t.Errorf("found %q; wanted %q", got, want)
		}
	}
}

// destinationRule is a DestinationRule of api with some fields of its spec, beside the host.
func destinationRule(fields string) string {
	return header("DestinationRule", "dr-api") + "spec:\n  host: api\n" + fields
}

// virtualService is a VirtualService of api with some fields of its spec.
func virtualService(fields string) string {
	return header("VirtualService", "vs-api") + "spec:\n" + fields
}

// subsets are the versions of api, as fields of a DestinationRule.
const subsets = `  subsets:
  - {name: v1, labels: {version: v1}}
  - {name: v2, labels: {version: v2}}
`

// rules route api by the labels of its callers, as fields of a VirtualService.
const rules = `  hosts: [api]
  http:
  - match: [{sourceLabels: {app: web, version: v2}}]
    route: [{destination: {host: api, subset: v2}}]
  - route: [{destination: {host: api, subset: v1}}]
`

// overlap are rules that Istio takes to overlap, since it compares their paths and not their callers.
const overlap = `  hosts: [api]
  http:
  - match: [{uri: {prefix: /a}, sourceLabels: {version: v1}}]
    route: [{destination: {host: api, subset: v1}}]
  - match: [{uri: {prefix: /a/b}, sourceLabels: {version: v2}}]
    route: [{destination: {host: api, subset: v2}}]
`

func header(kind, name string) string {
	return "apiVersion: networking.istio.io/v1\nkind: " + kind + "\nmetadata: {name: " + name + "}\n"
}
