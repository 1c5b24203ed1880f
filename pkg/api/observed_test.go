package api

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"
	kyaml "sigs.k8s.io/kustomize/kyaml/yaml"
	"sigs.k8s.io/yaml"

	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/diag"
)

// readObserved reads ObservedCalls with a spec, as YAML.
func readObserved(t *testing.T, spec string) (ObservedSpec, []diag.Diagnostic) {
	t.Helper()
	n, err := kyaml.Parse("apiVersion: " + APIVersion + "\nkind: " + ObservedKind + "\nmetadata: {name: seen}\nspec: " + spec + "\n")
	if err != nil {
		t.Fatal(err)
	}
	return ReadObserved(n.YNode(), diag.Ref{Kind: ObservedKind, Name: "seen"})
}

// TestReadObserved has what is wrong, by the path of its field.
func TestReadObserved(t *testing.T) {
	call := func(rest string) string { return "{calls: [{from: {workload: a}, to: {service: b}" + rest + "}]}" }
	tests := []struct{ reason, spec, field string }{
		{"the least call", call(""), ""},
		{"all fields", call(", protocol: grpc, requests: 3, window: 7d, first: 2026-01-01T00:00:00Z, last: 2026-01-02T00:00:00Z, source: hubble, stale: true, note: x"), ""},
		{"labels as Kubernetes has them", "{calls: [{from: {labels: {app.kubernetes.io/name: a, empty: ''}}, to: {service: b}}]}", ""},
		{"a prefix that is no name of DNS", "{calls: [{from: {labels: {a..b/c: d}}, to: {service: b}}]}", "spec.calls[0].from.labels"},
		{"a label that is none", "{calls: [{from: {labels: {a: -b}}, to: {service: b}}]}", "spec.calls[0].from.labels"},
		{"a caller without a name", "{calls: [{from: {namespace: a}, to: {service: b}}]}", "spec.calls[0].from"},
		{"an unknown field", call(", nope: 1"), "spec.calls[0].nope"},
		{"a port that is none", "{calls: [{from: {workload: a}, to: {service: b, port: 0}}]}", "spec.calls[0].to.port"},
		{"a time with an offset", call(", last: '2026-01-01T00:00:00+01:00'"), "spec.calls[0].last"},
		{"a window without a unit", call(", window: '7'"), "spec.calls[0].window"},
		{"a source that there is not", call(", source: guess"), "spec.calls[0].source"},
		{"requests that are negative", call(", requests: -1"), "spec.calls[0].requests"},
		{"calls that are no list", "{calls: {}}", "spec.calls"},
	}
	for _, tt := range tests {
		_, ds := readObserved(t, tt.spec)
		switch {
		case tt.field == "" && len(ds) > 0:
			t.Errorf("%s: %v", tt.reason, ds)
		case tt.field != "" && (len(ds) == 0 || !strings.HasPrefix(ds[0].Field, tt.field) || ds[0].Object.Name != "seen"):
			t.Errorf("%s: no finding about %s, but %v", tt.reason, tt.field, ds)
		}
	}
}

// FuzzReadObserved reads any calls: what is read the published schema accepts, and what it accepts is read; written again, it is
// read the same.
//
// fuzz: weight 6
func FuzzReadObserved(f *testing.F) {
	for _, spec := range []string{
		"{}", "{calls: [{from: {namespace: n, workload: a, labels: {app: a}, version: v1}, to: {namespace: n, service: b, port: 80, version: v2}, protocol: http, requests: 1}]}",
		"{calls: [{from: {workload: a}, to: {service: b}, window: 7d, first: 2026-01-01T00:00:00Z, last: '2026-01-02T00:00:00Z', source: hand, stale: true, note: x}]}",
		"{calls: [{from: {}, to: {service: b}}]}", "{calls: [{from: {workload: 1.10}, to: {service: B}}]}", "{calls: [a]}", "{calls: [{from: {labels: {}}, to: {}}]}", "{nope: 1}",
	} {
		f.Add(spec)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(ObservedSchema())))
	if err != nil {
		f.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("s.json", doc); err != nil {
		f.Fatal(err)
	}
	schema := c.MustCompile("s.json")
	f.Fuzz(func(t *testing.T, text string) {
		fuzzing.Bounded(t)
		converted, err := yaml.YAMLToJSONStrict([]byte(text))
		var spec map[string]any
		if err != nil || len(text) > 4000 || json.Unmarshal(converted, &spec) != nil || spec == nil || strings.Contains(string(converted), "null") {
			return // null is taken for no field, if its name is known
		}
		got, ds := readObserved(t, string(converted))
		instance, err := jsonschema.UnmarshalJSON(strings.NewReader(`{"apiVersion": "` + APIVersion + `", "kind": "` + ObservedKind + `", "metadata": {"name": "seen"}, "spec": ` + string(converted) + "}"))
		if err != nil {
			t.Fatal(err)
		}
		if valid := schema.Validate(instance); (valid == nil) != (len(ds) == 0) {
			t.Errorf("%s\nthe schema says %v, the reader %v", converted, valid, ds)
		}
		if len(ds) > 0 {
			return
		}
		written, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		if again, ds := readObserved(t, string(written)); len(ds) > 0 || !cmp.Equal(got, again, cmpopts.EquateEmpty()) {
			t.Errorf("%s\nis read back otherwise: %v\n%s", written, ds, cmp.Diff(got, again))
		}
	})
}

// TestObservedDocExample reads the example of the reference, which is whole.
func TestObservedDocExample(t *testing.T) {
	_, block, _ := strings.Cut(string(ObservedDoc()), "```yaml\n")
	block, _, found := strings.Cut(block, "```")
	n, err := kyaml.Parse(block)
	if !found || err != nil {
		t.Fatalf("the example is no YAML: %v", err)
	}
	spec, ds := ReadObserved(n.YNode(), diag.Ref{})
	if len(ds) > 0 || len(spec.Calls) != 2 || spec.Calls[0].Requests != 1200 {
		t.Errorf("it has %v, and %v is wrong", spec, ds)
	}
}
