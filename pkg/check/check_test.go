package check_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/check"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/pipeline"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// TestAll keeps the list in order, and every analyzer's name, codes and function there.
func TestAll(t *testing.T) {
	previous := ""
	owner := map[diag.Code]string{}
	for _, a := range check.All() {
		if a.Name <= previous || a.Run == nil || len(a.Codes) == 0 {
			t.Errorf("analyzer %q: out of order after %q, or incomplete", a.Name, previous)
		}
		previous = a.Name
		for _, c := range a.Codes {
			if owner[c] != "" {
				t.Errorf("%s is of %s and of %s", c, owner[c], a.Name)
			}
			owner[c] = a.Name
		}
	}
}

// TestCodes runs each analyzer over all cases of testdata/apps and testdata/check: it must report each of its codes
// somewhere, and no other one.
func TestCodes(t *testing.T) {
	reported := map[diag.Code]bool{}
	for _, file := range inputs(t) {
		in := analyze(t, file, filepath.Join(filepath.Dir(file), "config.yaml"))
		for _, a := range check.All() {
			a.Run(in, func(d diag.Diagnostic) {
				if !slices.Contains(a.Codes, d.Code) {
					t.Errorf("%s: analyzer %s reports %s, which it does not declare", file, a.Name, d.Code)
				}
				reported[d.Code] = true
			})
		}
	}
	for _, a := range check.All() {
		for _, c := range a.Codes {
			if !reported[c] {
				t.Errorf("no case makes %s report %s", a.Name, c)
			}
		}
	}
}

// inputs are the inputs of all cases.
func inputs(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"apps/*/input.yaml", "check/*/bad.yaml", "check/*/good.yaml"} {
		files, err := filepath.Glob("../../testdata/" + pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no case for %s (%v)", pattern, err)
		}
		all = append(all, files...)
	}
	return all
}

// analyze takes a file of objects through the stages before the checks, with the configuration of another file, if there
// is one.
func analyze(t *testing.T, file, config string) check.Input {
	t.Helper()
	text, err := os.ReadFile(config)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	release, ds := api.Load(text, nil)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	r := pipeline.Analyze(facts(t, file), &release)
	return check.Input{Model: r.Model, Graph: r.Graph, Plan: r.Plan, Trace: r.Trace, Spec: &release.Spec}
}

func facts(t *testing.T, file string) []model.Any {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return decode(t, text, filepath.Base(file))
}

// decode reads the objects of a text, which is called name in places.
func decode(t *testing.T, text []byte, name string) []model.Any {
	t.Helper()
	var all []model.Any
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for i := 0; ; i++ {
		var n yaml.Node
		err := decoder.Decode(&n)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(name, strings.TrimSpace(err.Error()))
		}
		item := manifest.Decode(&n, diag.Place{File: name, Index: i})
		all = append(all, item.Facts...)
	}
}
