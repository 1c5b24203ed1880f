package change_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/change"
)

const release = "kind: GrayRelease\napiVersion: graylane.dev/v1alpha1\nmetadata: {name: x}\n"

// weak is pods whose only sign of a call to b is that they wait for it.
const weak = "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: w}\nspec: {template: {metadata: {labels: {app: w, version: v1}}, " +
	"spec: {initContainers: [{name: wait, command: [sh, -c, 'until nc -z b 80; do sleep 1; done']}], containers: [{name: x}]}}}\n"

const theirs = "---\napiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: b}\nspec: {hosts: [b], http: [{route: [{destination: {host: b}}]}]}\n"

// TestSummary is about what a reviewer is told first.
func TestSummary(t *testing.T) {
	two := string(app("client v1: a\na v1 v2: b\nb v1 v2:"))
	lanes := func(name string) string {
		return release + "spec: {lanes: [{name: " + name + ", version: v2}]}\n"
	}
	for _, tt := range []struct {
		reason         string
		old, new       string
		before, config string
		production     bool
		lanes          string // name and kind of each, without those that do not differ
		lost           int
	}{
		{"nothing", two, two, "", "", false, "", 0},
		{"a namespace that goes without saying", two, strings.ReplaceAll(two, "metadata: {name: a", "metadata: {namespace: default, name: a"), "", "", false, "", 0},
		{"a lane under another name", two, two, lanes("gray"), lanes("blue"), false, "blue added, gray removed", 0},
		{"a call that may be none", two, two + weak, "", "", false, "baseline changed", 0},
		{"somebody else's routes: where requests land is not known", two, two + theirs, "", "", true, "baseline changed, v2 changed", 1},
		{"and back: those routes might have led to b v2, to which the lane does not come", two + theirs, two, "", "", true, "baseline changed, v2 changed", 1},
		{"a Service that is left out", two, strings.Replace(two, "metadata: {name: b}", "metadata: {name: b, annotations: {graylane.dev/ignore: x}}", 1), "", "", true, "baseline changed, v2 changed", 1},
		{"all of it is new", "", two, "", "", true, "baseline changed, v2 added", 0},
		{"all of it is gone", two, "", "", "", true, "baseline changed, v2 removed", 0},
	} {
		c := change.Compare(side(t, []byte(tt.old), []byte(tt.before)), side(t, []byte(tt.new), []byte(tt.config)))
		var names []string
		for _, l := range c.Lanes {
			if l.Differs() {
				name := l.Name
				if name == "" {
					name = "baseline"
				}
				names = append(names, name+" "+string(l.Kind))
			}
		}
		if diff := cmp.Diff(tt.lanes, strings.Join(names, ", ")); diff != "" || c.Production() != tt.production || len(c.Lost) != tt.lost {
			t.Errorf("%s: production %v, lost %+v, lanes (-want +got): %s", tt.reason, c.Production(), c.Lost, diff)
		}
	}
}
