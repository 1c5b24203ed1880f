package krm

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/graylane/graylane/pkg/diag"
)

// writable is a wanted object that can be written on its own.
type writable struct {
	Wanted
	YAML func(annotations map[string]string) ([]byte, error)
}

// merge is Merge of such objects.
func merge(existing []Existing, objects []writable) (Edits, []Conflict, error) {
	wanted := make([]Wanted, len(objects))
	for i, o := range objects {
		wanted[i] = o.Wanted
	}
	return Merge(existing, wanted, func(annotations []map[string]string) ([][]byte, error) {
		texts, errs := make([][]byte, len(objects)), make([]error, len(objects))
		for i, o := range objects {
			if annotations[i] != nil {
				texts[i], errs[i] = o.YAML(annotations[i])
			}
		}
		return texts, errors.Join(errs...)
	})
}

// rule is a wanted DestinationRule for a host.
func rule(name, host, beside string) writable {
	return writable{
		Wanted: Wanted{Ref: diag.Ref{APIVersion: "networking.istio.io/v1", Kind: "DestinationRule", Name: name}, Beside: beside},
		YAML: func(annotations map[string]string) ([]byte, error) {
			return []byte(ruleText(name, host, annotations)), nil
		},
	}
}

func ruleText(name, host string, annotations map[string]string) string {
	text := fmt.Sprintf("apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata:\n  name: %s\n  annotations:\n", name)
	for _, key := range slices.Sorted(maps.Keys(annotations)) {
		text += fmt.Sprintf("    %s: '%s'\n", key, annotations[key])
	}
	return text + "spec:\n  host: " + host + "\n"
}

// item is an existing DestinationRule, with annotations as key, value, key, value.
func item(name, host string, annotations ...string) Existing {
	e := Existing{
		Ref:         diag.Ref{APIVersion: "networking.istio.io/v1", Kind: "DestinationRule", Name: name},
		Annotations: map[string]string{},
	}
	for i := 0; i < len(annotations); i += 2 {
		e.Annotations[annotations[i]] = annotations[i+1]
	}
	e.Text = indented([]byte(ruleText(name, host, e.Annotations)), 0, "\n")
	return e
}

const (
	mark     = "graylane.dev/generated"
	pathKey  = "internal.config.kubernetes.io/path"
	indexKey = "internal.config.kubernetes.io/index"
)

func TestMerge(t *testing.T) {
	beta := item("dr-a", "a")
	beta.APIVersion = "networking.istio.io/v1beta1"
	service := item("dr-a", "a")
	service.APIVersion, service.Kind = "v1", "Service"
	named := item("dr-a", "a")
	named.Namespace = "default"
	elsewhere := item("dr-a", "a")
	elsewhere.Namespace = "shop"
	unread := item("dr-a", "a", mark, "true")
	unread.Text = []byte("- *x\n")
	reordered := item("dr-a", "a", mark, "true")
	reordered.Text = []byte("# hand\n- kind: \"DestinationRule\"\n  spec: {host: a} # hand\n  apiVersion: networking.istio.io/v1\n  metadata:\n    annotations: {graylane.dev/generated: 'true'}\n    name: dr-a\n")
	repeated := item("dr-a", "a", mark, "true")
	repeated.Text = []byte("- kind: DestinationRule\n  kind: DestinationRule\n  apiVersion: networking.istio.io/v1\n  metadata: {name: dr-a, annotations: {graylane.dev/generated: 'true'}}\n")

	typed := item("dr-a", "a", mark, "true")
	typed.Text = bytes.ReplaceAll(typed.Text, []byte("'true'"), []byte("true"))

	fresh := func(annotations map[string]string) []byte {
		annotations[mark] = "true"
		return []byte(ruleText("dr-a", "a", annotations))
	}
	tests := []struct {
		reason    string
		existing  []Existing
		wanted    []writable
		want      Edits
		conflicts []Conflict
	}{
		{"a new object is appended, without a path where the Service has none", nil, []writable{rule("dr-a", "a", "")},
			Edits{Append: [][]byte{fresh(map[string]string{})}}, nil},
		{"a new object goes beside its Service", nil, []writable{rule("dr-a", "a", "apps/shop/a.yaml")},
			Edits{Append: [][]byte{fresh(map[string]string{pathKey: "apps/shop/destinationrule_dr-a.yaml", indexKey: "0"})}}, nil},
		{"an own item that is equal is not touched", []Existing{item("dr-a", "a", mark, "true", pathKey, "p.yaml", indexKey, "3")}, []writable{rule("dr-a", "a", "x.yaml")},
			Edits{}, nil},
		{"order, style and comments make no difference", []Existing{reordered}, []writable{rule("dr-a", "a", "")},
			Edits{}, nil},
		{"the type of a value does", []Existing{typed}, []writable{rule("dr-a", "a", "")},
			Edits{Replace: map[int][]byte{0: fresh(map[string]string{})}}, nil},
		{"a repeated key does", []Existing{repeated}, []writable{rule("dr-a", "a", "")},
			Edits{Replace: map[int][]byte{0: fresh(map[string]string{})}}, nil},
		{"what cannot be read is replaced", []Existing{unread}, []writable{rule("dr-a", "a", "")},
			Edits{Replace: map[int][]byte{0: fresh(map[string]string{})}}, nil},
		{"an own item is replaced with what its host noted, and nothing else of it",
			[]Existing{item("dr-a", "old", mark, "true", pathKey, "p.yaml", indexKey, "3", "config.kubernetes.io/path", "p.yaml", "config.k8s.io/id", "4", "kustomize.config.k8s.io/id", "5", "alpha.config.kubernetes.io/transformations", "6", "example.com/team", "shop")},
			[]writable{rule("dr-a", "a", "x.yaml")},
			Edits{Replace: map[int][]byte{0: fresh(map[string]string{pathKey: "p.yaml", indexKey: "3", "config.kubernetes.io/path": "p.yaml", "config.k8s.io/id": "4", "kustomize.config.k8s.io/id": "5", "alpha.config.kubernetes.io/transformations": "6"})}}, nil},
		{"an own item in another version of its group is replaced", []Existing{{Ref: beta.Ref, Annotations: map[string]string{mark: "true"}, Text: []byte("- a: b\n")}}, []writable{rule("dr-a", "a", "")},
			Edits{Replace: map[int][]byte{0: fresh(map[string]string{})}}, nil},
		{"an own item that is no longer wanted is removed", []Existing{item("other", "b"), item("dr-b", "b", mark, "true")}, nil,
			Edits{Remove: map[int]bool{1: true}}, nil},
		{"of own duplicates the first stays", []Existing{item("dr-a", "a", mark, "true"), item("dr-a", "a", mark, "true")}, []writable{rule("dr-a", "a", "")},
			Edits{Remove: map[int]bool{1: true}}, nil},
		{"an object of others is a conflict", []Existing{item("dr-a", "a")}, []writable{rule("dr-a", "a", "")}, Edits{}, []Conflict{{0, 0}}},
		{"in any version of the group", []Existing{item("b", "b"), beta}, []writable{rule("dr-a", "a", "")}, Edits{}, []Conflict{{0, 1}}},
		{"in the default namespace", []Existing{named}, []writable{rule("dr-a", "a", "")}, Edits{}, []Conflict{{0, 0}}},
		{"a conflict leaves no own item beside it", []Existing{item("dr-a", "a", mark, "true"), item("dr-a", "a")}, []writable{rule("dr-a", "a", "")},
			Edits{Remove: map[int]bool{0: true}}, []Conflict{{0, 1}}},
		{"another kind or namespace is another object", []Existing{service, elsewhere}, []writable{rule("dr-a", "a", "")},
			Edits{Append: [][]byte{fresh(map[string]string{})}}, nil},
		{"only the value true marks an own item", []Existing{item("dr-b", "b", mark, "false")}, nil, Edits{}, nil},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			got, conflicts, err := merge(test.existing, test.wanted)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.conflicts, conflicts); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMergeErrors(t *testing.T) {
	broken := rule("dr-b", "b", "")
	broken.YAML = func(map[string]string) ([]byte, error) { return nil, errors.New("no text") }
	tests := []struct {
		reason string
		wanted []writable
		want   string
	}{
		{"two wanted objects of one identity", []writable{rule("dr-a", "a", ""), rule("dr-a", "b", "")}, "DestinationRule/dr-a is wanted twice"},
		{"an object that cannot be written", []writable{broken}, "no text"},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			if _, _, err := merge(nil, test.wanted); err == nil || err.Error() != test.want {
				t.Errorf("error %v, want %s", err, test.want)
			}
		})
	}
}

func TestPlaces(t *testing.T) {
	const file = "a/destinationrule_dr-a.yaml"
	tests := []struct {
		reason   string
		existing []Existing
		beside   string
		want     string // path and index
	}{
		{"beside the Service", nil, "a/service.yaml", file + " 0"},
		{"in the package's own directory", nil, "service.yaml", "destinationrule_dr-a.yaml 0"},
		{"a path is cleaned", nil, "./a//b/../service.yaml", file + " 0"},
		{"no pathKey, no place", nil, "", ""},
		{"outside of the package", nil, "../service.yaml", ""},
		{"outside of it in the end", nil, "a/../../service.yaml", ""},
		{"absolute", nil, "/etc/service.yaml", ""},
		{"of another system", nil, `a\..\..\service.yaml`, ""},
		{"control characters", nil, "a\n/service.yaml", ""},
		{"another item in the file", []Existing{item("x", "x", pathKey, file, indexKey, "4")}, "a/b.yaml", file + " 5"},
		{"two of them, without an index and in older annotations", []Existing{item("y", "y", "config.kubernetes.io/path", "./"+file, "config.kubernetes.io/index", "1"), item("x", "x", pathKey, file)}, "a/b.yaml", file + " 2"},
		{"one that is removed", []Existing{item("x", "x", pathKey, file, indexKey, "4", mark, "true")}, "a/b.yaml", file + " 0"},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			var got string
			w := rule("dr-a", "a", test.beside)
			w.YAML = func(annotations map[string]string) ([]byte, error) {
				got = strings.TrimSpace(annotations[pathKey] + " " + annotations[indexKey])
				return nil, nil
			}
			if _, _, err := merge(test.existing, []writable{w}); err != nil {
				t.Fatal(err)
			}
			if got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

// TestPlacesDiffer says that objects of one name in two namespaces, whose Services share a directory, share a
// file without sharing a place in it.
func TestPlacesDiffer(t *testing.T) {
	a, b := rule("dr-a", "a", "x.yaml"), rule("dr-a", "a", "x.yaml")
	b.Namespace = "shop"
	edits, _, err := merge(nil, []writable{a, b})
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range edits.Append {
		if want := fmt.Sprintf("%s: '%d'\n", indexKey, i); !strings.Contains(string(text), want) {
			t.Errorf("object %d lacks %q:\n%s", i, want, text)
		}
	}
}
