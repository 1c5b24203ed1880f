package source

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/diag"
)

// TestLibrary names what stands in the files of layers as kustomize will.
func TestLibrary(t *testing.T) {
	dir := tree(t, `-- over/kustomization.yaml --
namePrefix: o-
nameSuffix: -o
namespace: over
resources: [../base, own.yaml]
configMapGenerator:
- {name: urls, behavior: merge, literals: [a=b]}
- {name: keys, behavior: replace, literals: [a=b]}
- {name: new, literals: [a=b]}
-- over/own.yaml --
{apiVersion: v1, kind: Service, metadata: {name: own}}
-- base/kustomization.yaml --
namePrefix: b-
nameSuffix: -b
namespace: base
resources: [api.yaml, absent.yaml, https://example.com/x.yaml]
components: [../component]
secretGenerator:
- {name: urls}
-- base/api.yaml --
{apiVersion: v1, kind: Service, metadata: {name: api}}
---
{apiVersion: v1, kind: Service, metadata: {name: two, namespace: other}}
-- component/kustomization.yaml --
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
resources: [part.yaml]
-- component/part.yaml --
{apiVersion: v1, kind: Service, metadata: {name: part}}
-- plain/kustomization.yaml --
resources: [../base]
`)
	for _, tt := range []struct {
		dir  string
		want []string
	}{
		{"over", []string{
			"Service/over/o-b-api-b-o base/api.yaml:1", "Service/over/o-b-two-b-o base/api.yaml:3",
			"Service/over/o-b-part-b-o component/part.yaml:1", "Secret/over/o-b-urls-b-o base/kustomization.yaml:7",
			"Service/over/o-own-o over/own.yaml:1", "ConfigMap/over/o-new-o over/kustomization.yaml:8",
		}},
		{"plain", []string{
			"Service/base/b-api-b base/api.yaml:1", "Service/base/b-two-b base/api.yaml:3",
			"Service/base/b-part-b component/part.yaml:1", "Secret/base/b-urls-b base/kustomization.yaml:7",
		}},
		{"absent", nil},
	} {
		var got []string
		for _, w := range libraryOf(filepath.Join(dir, tt.dir)) {
			file, err := filepath.Rel(dir, w.Place.File)
			if err != nil {
				t.Fatal(err)
			}
			if text := fmt.Sprintf("%s %s:%d", w.rendered, file, w.Place.Line); !w.hashed {
				got = append(got, text)
			} else if hashed := w.rendered; got[len(got)-1] != text || !w.becomes(withName(hashed, hashed.Name+"-0123456789")) {
				t.Errorf("%s: %s may have a hash as well", tt.dir, text)
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.dir, diff)
		}
	}
}

func withName(r diag.Ref, name string) diag.Ref {
	r.Name = name
	return r
}

// TestLibraryEnds looks at kustomizations that name each other, and at some that multiply.
func TestLibraryEnds(t *testing.T) {
	text := "-- a/kustomization.yaml --\nresources: [../b]\n-- b/kustomization.yaml --\nresources: [../a]\n"
	for i := range 40 {
		text += fmt.Sprintf("-- m%d/kustomization.yaml --\nresources: [../m%d, ../m%d]\n", i, i+1, i+1)
	}
	dir := tree(t, text)
	for _, name := range []string{"a", "m0"} {
		if found := libraryOf(filepath.Join(dir, name)); len(found) > 0 {
			t.Errorf("%s: %v", name, found)
		}
	}
}
