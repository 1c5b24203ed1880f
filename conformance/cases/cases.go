package cases

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/graylane/graylane/conformance"
)

// Case is an application, and how graylane is to be configured for it.
type Case struct {
	Name   string
	Path   string   // what graylane reads; empty for Input
	Input  []byte   // what graylane reads on stdin
	Config string   // the file with the GrayRelease; empty for none beside those in the input
	Set    []string // fields of the GrayRelease to set on top, as --set takes them
}

// root is the repository, seen from the packages of this module that hold tests.
const root = "../.."

// Repository are the cases of the repository: the examples and testdata/apps.
func Repository(t testing.TB) []Case {
	t.Helper()
	return append(Examples(t), testdata(t)...)
}

// All are all cases. Where the corpus is missing they are those of the repository, and the test says so; it fails where
// GRAYLANE_REQUIRE_ALL is set.
func All(t testing.TB) []Case {
	t.Helper()
	all := Repository(t)
	if os.Getenv("GRAYLANE_CORPUS") == "" {
		if os.Getenv("GRAYLANE_REQUIRE_ALL") != "" {
			t.Fatal("GRAYLANE_CORPUS names no directory")
		}
		t.Log("without the real applications: GRAYLANE_CORPUS names no directory")
		return all
	}
	return append(all, corpus(t, os.Getenv("GRAYLANE_CORPUS"))...)
}

// Examples are the packages of examples/, by the directory that each README renders.
func Examples(t testing.TB) []Case {
	var all []Case
	for _, dir := range []string{
		"seed", "chain", "gateway/simple", "gateway/delegate", "gap/warn", "gap/header", "header", "template", "tcp", "namespaces",
		"overlay/staging", "prefix/staging", "component/overlays/prod", "container", "committed", "rollout/shop", "kpt/shop",
		"helm/expected.yaml", "argocd/shop", "demo/gray", "observed",
	} {
		c := Case{Name: "examples/" + dir, Path: filepath.Join(root, "examples", dir)}
		if dir == "component/overlays/prod" {
			c.Config = filepath.Join(root, "examples/component/lanes/graylane.yaml")
		}
		all = append(all, c)
	}
	listed := map[string]bool{}
	for _, c := range all {
		listed[first(c.Name[len("examples/"):])] = true
	}
	for _, dir := range glob(t, filepath.Join(root, "examples", "*", "README.md")) {
		if name := filepath.Base(filepath.Dir(dir)); !listed[name] {
			t.Fatalf("examples/%s is not among the cases", name)
		}
	}
	return all
}

// first is the first element of a path.
func first(path string) string {
	for i := range path {
		if path[i] == '/' {
			return path[:i]
		}
	}
	return path
}

func testdata(t testing.TB) []Case {
	var all []Case
	for _, input := range glob(t, filepath.Join(root, "testdata", "apps", "*", "input.yaml")) {
		dir := filepath.Dir(input)
		c := Case{Name: "apps/" + filepath.Base(dir), Path: input}
		if config := filepath.Join(dir, "config.yaml"); exists(config) {
			c.Config = config
		}
		all = append(all, c)
	}
	return all
}

func corpus(t testing.TB, dir string) []Case {
	var all []Case
	for _, truth := range glob(t, filepath.Join(dir, "*", "truth.json")) {
		app := filepath.Dir(truth)
		c := Case{Name: "corpus/" + filepath.Base(app), Path: filepath.Join(app, "manifests")}
		twice := Case{Name: c.Name + "/two-versions", Input: doubled(t, c)}
		all = append(all, c, twice)
	}
	return all
}

// glob is what matches a pattern, sorted; a pattern that nothing matches ends the test.
func glob(t testing.TB, pattern string) []string {
	t.Helper()
	found, err := filepath.Glob(pattern)
	if err != nil || len(found) == 0 {
		t.Fatalf("nothing matches %s (%v)", pattern, err)
	}
	return found
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

// Program gives the graylane binary; see [conformance.Require].
func Program(t testing.TB) string {
	t.Helper()
	return conformance.Require(t, "graylane")
}
