package istio

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	networking "istio.io/api/networking/v1"
	"sigs.k8s.io/kustomize/kyaml/yaml"
	goyaml "sigs.k8s.io/yaml/goyaml.v2"

	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/diag"
)

// strange are strings that YAML may read as something else.
var strange = []string{
	"", "a", "true", "True", "yes", "Y", "n", "on", "OFF", "null", "~", "1", "1.10", "1e3", "0x1f", "1_000", "12:30:45", "2026-01-02",
	".inf", ".", "..", "-", "- a", "?", ": b", "a: b", "a #b", "#a", "&a", "*a", "!a", "!!binary x", "%a", "@a", "`a`", "|", ">", "{a}", "[a]",
	"a,b", "'a'", "\"a\"", "a\\b", "a\nb", "a\tb", " a", "a ", "\x00", "\x7f", "\u0085", "\u2028", "\ufeffa", "日本", "😀", "---", "...", "<<", "=", "v1", "1.2.3", "app.kubernetes.io/name",
}

func TestAppendText(t *testing.T) {
	checkText(t, strings.Repeat("\x1a", 2000))
	for _, s := range strange {
		checkText(t, s)
	}
}

// FuzzAppendText reads any string back, with parsers of YAML 1.2 and 1.1.
//
// fuzz: weight 16
func FuzzAppendText(f *testing.F) {
	for _, s := range strange {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		fuzzing.Bounded(t)
		checkText(t, s)
	})
}

// checkText reads a string back as a key, as a value and in a list.
func checkText(t *testing.T, s string) {
	for _, r := range s {
		if r == '\uFFFD' {
			t.Skip("not in a YAML stream")
		}
	}
	r := Resource{Ref: diag.Ref{APIVersion: "v", Kind: "K", Name: s}, annotations: map[string]string{s: s}, spec: &networking.VirtualService{Hosts: []string{s}}}
	var got struct {
		Metadata struct {
			Name        any
			Annotations map[any]any
		}
		Spec struct{ Hosts []any }
	}
	if err := yaml.Unmarshal(r.YAML(), &got); err != nil {
		t.Fatalf("%q: %v\n%s", s, err, r.YAML())
	}
	if got.Metadata.Name != s || got.Metadata.Annotations[s] != s || len(got.Spec.Hosts) != 1 || got.Spec.Hosts[0] != s {
		t.Errorf("%q reads as %#v\n%s", s, got, r.YAML())
	}
	checkOldText(t, s, r.YAML())
}

// checkOldText reads the same with a parser of YAML 1.1, to which yes is a truth value and 012 is ten.
func checkOldText(t *testing.T, s string, text []byte) {
	t.Helper()
	var got struct {
		Metadata struct {
			Name        any
			Annotations map[any]any
		}
		Spec struct{ Hosts []any }
	}
	if err := goyaml.Unmarshal(text, &got); err != nil {
		t.Fatalf("%q in YAML 1.1: %v\n%s", s, err, text)
	}
	if got.Metadata.Name != s || got.Metadata.Annotations[s] != s || len(got.Spec.Hosts) != 1 || got.Spec.Hosts[0] != s {
		t.Errorf("%q reads as %#v in YAML 1.1\n%s", s, got, text)
	}
}

// TestYAMLIsTheMessage compares what is written with the message's own JSON.
func TestYAMLIsTheMessage(t *testing.T) {
	spec := &networking.VirtualService{
		Hosts: []string{"a", "b"}, ExportTo: []string{".", "x"},
		Http: []*networking.HTTPRoute{
			{Match: []*networking.HTTPMatchRequest{{Port: 80, SourceLabels: map[string]string{"b": "1", "a": "x"}, SourceNamespace: "n"}, {Port: 81}},
				Route: []*networking.HTTPRouteDestination{{Destination: &networking.Destination{Host: "a", Subset: "v1", Port: &networking.PortSelector{Number: 80}}}}},
		},
		Tcp: []*networking.TCPRoute{{Route: []*networking.RouteDestination{{Destination: &networking.Destination{Host: "a"}}}}},
		Tls: []*networking.TLSRoute{{Match: []*networking.TLSMatchAttributes{{SniHosts: []string{"a"}}}}},
	}
	r := Resource{Ref: diag.Ref{APIVersion: "networking.istio.io/v1", Kind: "VirtualService", Name: "a"}, spec: spec}
	encoded, err := spec.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	var want any
	var got struct{ Spec any }
	if err := yaml.Unmarshal(encoded, &want); err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(r.YAML(), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got.Spec); diff != "" {
		t.Errorf("(-JSON +YAML):\n%s", diff)
	}
}
