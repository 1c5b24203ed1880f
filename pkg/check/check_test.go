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

// TestCodes runs each analyzer over all cases of testdata/apps: it must report each of its codes somewhere, and no
// other one.
func TestCodes(t *testing.T) {
	files, err := filepath.Glob("../../testdata/apps/*/input.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no case found (%v)", err)
	}
	reported := map[string][]diag.Code{}
	for _, file := range files {
		text, err := os.ReadFile(filepath.Join(filepath.Dir(file), "config.yaml"))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		config, _ := api.Load(text, nil)
		r := pipeline.Analyze(facts(t, file), &config)
		in := check.Input{Model: r.Model, Graph: r.Graph, Plan: r.Plan, Spec: &config.Spec}
		for _, a := range check.All() {
			a.Run(in, func(d diag.Diagnostic) {
				if !slices.Contains(a.Codes, d.Code) {
					t.Errorf("%s: analyzer %s reports %s, which it does not declare", file, a.Name, d.Code)
				}
				reported[a.Name] = append(reported[a.Name], d.Code)
			})
		}
	}
	for _, a := range check.All() {
		for _, c := range a.Codes {
			if !slices.Contains(reported[a.Name], c) {
				t.Errorf("no case of testdata/apps makes %s report %s", a.Name, c)
			}
		}
	}
}

func facts(t *testing.T, file string) []model.Any {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []model.Any
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for {
		var n yaml.Node
		err := decoder.Decode(&n)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(file, strings.TrimSpace(err.Error()))
		}
		item := manifest.Decode(&n, diag.Place{File: file})
		all = append(all, item.Facts...)
	}
}
