// Package pkg_test holds the tests about the structure of the packages beside it.
package pkg_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers are the packages, the lowest first. A package imports only lower ones.
var layers = []string{
	"alias", "block", "parallel", "git", "quote", "diag", "api", "argocd", "catalog", "model", "source", "manifest", "locate", "setting", "address", "command", "configfile", "callgraph", "detect", "lane", "istio", "check", "drift", "scope", "change", "diagram", "palette", "draw", "layout", "svg", "page", "view", "report", "pipeline", "krm", "telemetry", "observe", "prometheus", "cli",
}

// reserved are imports that only certain packages may have, by the import's prefix.
var reserved = map[string][]string{
	"istio.io/api":                 {"istio"},
	"sigs.k8s.io/kustomize/api":    {"source"},
	"github.com/spf13/cobra":       {"cli"},
	"os":                           {"git", "source", "cli"},
	"os/exec":                      {"git"},                                              // the one program that is run, for commits
	"net":                          {"prometheus"},                                       // the one server that is asked
	"time":                         {"api", "telemetry", "observe", "prometheus", "cli"}, // for the type that YAML dates decode into; how times are written; how old they are; how long things take
	"sigs.k8s.io/kustomize/kyaml/": {"alias", "block", "api", "catalog", "source", "manifest", "configfile", "drift", "krm", "observe"},
}

const module = "github.com/graylane/graylane/pkg/"

func TestLayers(t *testing.T) {
	for rank, name := range layers {
		files := sources(t, name)
		if len(files) == 0 {
			t.Errorf("package %s has no files", name)
		}
		for file, imports := range files {
			for _, path := range imports {
				if lower, ours := strings.CutPrefix(path, module); ours && slices.Index(layers, lower) >= rank {
					t.Errorf("%s imports %s, which is no lower layer", file, lower)
				}
				for prefix, allowed := range reserved {
					if (path == prefix || strings.HasPrefix(path, strings.TrimSuffix(prefix, "/")+"/") && prefix != "os") && !slices.Contains(allowed, name) {
						t.Errorf("%s imports %s, which is for %v alone", file, path, allowed)
					}
				}
			}
		}
	}
}

// TestEveryPackageIsInALayer finds packages that the list of layers has forgotten, and those without a doc.go.
func TestEveryPackageIsInALayer(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		if !slices.Contains(layers, e.Name()) {
			t.Errorf("package %s is in no layer", e.Name())
		}
		if _, err := os.Stat(filepath.Join(e.Name(), "doc.go")); err != nil {
			t.Errorf("package %s has no doc.go", e.Name())
		}
	}
}

// TestNoInit forbids init functions: what runs before main runs for every verb.
func TestNoInit(t *testing.T) {
	for _, name := range layers {
		for file := range sources(t, name) {
			parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range parsed.Decls {
				if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
					t.Errorf("%s has an init function", file)
				}
			}
		}
	}
}

// sources are the imports of a package's files, tests aside, by file.
func sources(t *testing.T, name string) map[string][]string {
	t.Helper()
	files := map[string][]string{}
	err := filepath.WalkDir(name, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		files[path] = nil
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			files[path] = append(files[path], imported)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
