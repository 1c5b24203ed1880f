package guard_test

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sigs.k8s.io/kustomize/kyaml/kio"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// packages are lists of all manifests that lie in a directory of the repository, of examples and test cases, and some others.
func packages(t *testing.T) map[string]string {
	t.Helper()
	lists := map[string]string{
		"large": big(), "empty": "", "no YAML": "{",
		"an error": strings.Replace(small(), "items:", "functionConfig: {apiVersion: graylane.dev/v1alpha1, kind: GrayRelease, spec: {nope: 1}}\nitems:", 1),
	}
	for dir, nodes := range directories(t, "examples", "testdata") {
		var b bytes.Buffer
		w := kio.ByteWriter{Writer: &b, WrappingKind: kio.ResourceListKind, WrappingAPIVersion: kio.ResourceListAPIVersion}
		if err := w.Write(nodes); err == nil {
			lists[dir] = b.String()
		}
	}
	observed := slices.ContainsFunc(slices.Collect(maps.Values(lists)), func(list string) bool { return strings.Contains(list, "kind: ObservedCalls") })
	if !observed {
		t.Fatal("no package has observed calls")
	}
	if len(lists) < 100 {
		t.Fatalf("there are %d packages alone", len(lists))
	}
	return lists
}

// directories are the objects of the manifests in each directory below some roots.
func directories(t *testing.T, roots ...string) map[string][]*yaml.RNode {
	t.Helper()
	all := map[string][]*yaml.RNode{}
	for _, root := range roots {
		err := filepath.WalkDir(filepath.Join("../..", root), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !slices.Contains([]string{".yaml", ".yml", ".json"}, filepath.Ext(path)) {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			nodes, err := (&kio.ByteReader{Reader: bytes.NewReader(text), OmitReaderAnnotations: true}).Read()
			if err == nil { // some are broken on purpose
				all[filepath.Dir(path)] = append(all[filepath.Dir(path)], nodes...)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}
