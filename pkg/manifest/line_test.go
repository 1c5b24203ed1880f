package manifest_test

import (
	"strings"
	"testing"

	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/manifest"
)

// object has a number at the end of each line that a path leads to.
const object = `# a comment
apiVersion: v1
kind: Service
metadata:
  name: api
  labels: &labels
    app.kubernetes.io/name: api
    app: twice
    app: api
  annotations:
    graylane.dev/suppress: |
      GL0401: so it is
    "with.dots": x
spec:
  selector:
    <<: *labels
    own: x
  ports:
  - name: http
    port: 80
  - {name: grpc, port: 81}
  - port: 82
    name: "82"
  bare: [a, b,
    c]
`

func TestLine(t *testing.T) {
	for _, tt := range []struct {
		reason, path string
		want         int
	}{
		{"the object, not the comment above it", "", 2},
		{"a field", "metadata.name", 5},
		{"a mapping is at its key", "spec", 14},
		{"a key with dots", "metadata.labels.app.kubernetes.io/name", 7},
		{"in brackets", "metadata.annotations[graylane.dev/suppress]", 11},
		{"in brackets and quotes", `metadata.annotations["graylane.dev/suppress"]`, 11},
		{"of a key that stands twice the last", "metadata.labels.app", 9},
		{"an element", "spec.ports[0]", 19},
		{"in an element", "spec.ports[0].port", 20},
		{"in flow style", "spec.ports[1].port", 21},
		{"the element's own keys", "spec.ports[2].name", 23},
		{"a scalar of a list", "spec.bare[2]", 25},
		{"through a merge key", "spec.selector.app.kubernetes.io/name", 7},
		{"beside a merge key", "spec.selector.own", 17},
		{"what is missing is where it would be", "spec.selector.other", 15},
		{"too far in a list", "spec.ports[7].name", 18},
		{"nothing of it is there", "status.phase", 2},
		{"a path that is none", "spec.ports[x]..[", 18},
		{"into a scalar", "metadata.name.first", 5},
	} {
		if got := manifest.Line([]byte(object), tt.path); got != tt.want {
			t.Errorf("%s: %s is at line %d, want %d", tt.reason, tt.path, got, tt.want)
		}
	}
	if got := manifest.Line([]byte("a: ["), "a"); got != 1 {
		t.Errorf("no YAML: line %d", got)
	}
}

func TestLineIn(t *testing.T) {
	const written = `kind: Deployment
env:
- name: A
  value: "1"
- name: B
  value: "2"
args:
- --first
- --second
paths:
- /a
`
	for _, tt := range []struct {
		reason, rendered, path string
		want                   int
	}{
		{"elements of another order are told by their names", "env: [{name: B, value: x}, {name: A}]", "env[0].value", 6},
		{"an element that a patch brings is where the list is", "env: [{name: C, value: x}, {name: A}, {name: B}]", "env[0].value", 2},
		{"one without a name by its value", "args: [--zero, --second]", "args[1]", 9},
		{"else by its number, among as many", "args: [--first, --third]", "args[1]", 9},
		{"and not among more", "paths: [/x, /a, /b]", "paths[2]", 10},
		{"a field that a patch brings is where the object is", "spec: {replicas: 1}", "spec.replicas", 1},
		{"what was rendered is not known", "[", "env[1].name", 5},
	} {
		if got := manifest.LineIn([]byte(written), []byte(tt.rendered), tt.path); got != tt.want {
			t.Errorf("%s: %s is at line %d, want %d", tt.reason, tt.path, got, tt.want)
		}
	}
}

// FuzzLine follows any path in any text: the line is one of the text.
//
// fuzz: weight 16
func FuzzLine(f *testing.F) {
	f.Add(object, "spec.ports[0].name", object)
	f.Add("a: &a {<<: *a}", "a.b", "")
	f.Add("&a {b: *a, b.b: *a, b: *a}", strings.Repeat("b.", 100), "")
	f.Add("x: &x [*x]", "x[0][0][0]", "x: &x [*x]")
	f.Fuzz(func(t *testing.T, text, path, rendered string) {
		fuzzing.Bounded(t)
		for _, line := range []int{manifest.Line([]byte(text), path), manifest.LineIn([]byte(text), []byte(rendered), path)} {
			if most := strings.Count(text, "\n") + strings.Count(text, "\r") + strings.Count(text, "\u0085") +
				strings.Count(text, "\u2028") + strings.Count(text, "\u2029") + 1; line < 1 || line > most {
				t.Errorf("line %d of %d", line, most)
			}
		}
	})
}
