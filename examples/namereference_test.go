package examples_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestNameReference has kustomize rename everything in a layer above the one that runs graylane, with the configuration of
// config/namereference and without it. The application has all that graylane writes names of: rules for HTTP, TCP, TLS and an
// unknown protocol, entries, a delegate, and templates with mirrors and gateways.
func TestNameReference(t *testing.T) {
	kustomize := kustomizeBinary(t)
	const app = "testdata/namereference"
	render := func(edit func(string) string) []string {
		dir := t.TempDir()
		for _, copied := range []string{app, "config"} {
			if err := os.CopyFS(filepath.Join(dir, copied), os.DirFS(filepath.Join("..", copied))); err != nil {
				t.Fatal(err)
			}
		}
		install(t, filepath.Join(dir, app, "base"))
		configuration := filepath.Join(dir, "config/namereference/namereference.yaml")
		if err := os.WriteFile(configuration, []byte(edit(read(t, configuration))), 0o644); err != nil {
			t.Fatal(err)
		}
		return formerNames(documents(t, run(t, kustomize, "build", "--enable-alpha-plugins", "--enable-exec", filepath.Join(dir, app, "staging"))))
	}

	// Names with a namespace, or with the cluster's domain, are none to kustomize: the README of the example says so.
	want := []string{"safe.shop", "safe.shop.svc", "safe.shop.svc.cluster.local", "shop/gw", "web.shop.svc.cluster.local"}
	got := render(func(s string) string { return s })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("names from before the renaming (-want +got):\n%s", diff)
	}
	// Each of its lines is needed.
	configuration := strings.Split(read(t, "../config/namereference/namereference.yaml"), "\n")
	for i, line := range configuration {
		if !strings.Contains(line, "path: ") {
			continue
		}
		without := render(func(string) string { return strings.Join(slices.Delete(slices.Clone(configuration), i-2, i+1), "\n") })
		if cmp.Equal(got, without) {
			t.Errorf("nothing shows that %q is needed", strings.TrimSpace(line))
		}
	}
}

// formerNames are the strings in the specifications of generated objects that still hold names from before a renaming to
// stg-NAME-x, sorted.
func formerNames(objects []map[string]any) []string {
	renamed := map[string]bool{}
	for _, o := range objects {
		name := fmt.Sprint(o["metadata"].(map[string]any)["name"])
		renamed[strings.TrimSuffix(strings.TrimPrefix(name, "stg-"), "-x")] = true
	}
	var found []string
	for _, o := range objects {
		annotations, _ := o["metadata"].(map[string]any)["annotations"].(map[string]any)
		if annotations["graylane.dev/generated"] != "true" {
			continue
		}
		for _, value := range stringsIn(o["spec"]) {
			name, _, _ := strings.Cut(strings.TrimPrefix(value, "shop/"), ".shop")
			if renamed[name] {
				found = append(found, value)
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// stringsIn are the strings in a tree, but for labels, which are no names.
func stringsIn(tree any) []string {
	var all []string
	switch v := tree.(type) {
	case map[string]any:
		for key, inner := range v {
			if key != "sourceLabels" {
				all = append(all, stringsIn(inner)...)
			}
		}
	case []any:
		for _, inner := range v {
			all = append(all, stringsIn(inner)...)
		}
	case string:
		all = append(all, v)
	}
	return all
}
