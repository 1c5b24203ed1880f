package view_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/pipeline"
	"github.com/graylane/graylane/pkg/view"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// facts reads the objects of a YAML stream.
func facts(t *testing.T, stream []byte) []model.Any {
	t.Helper()
	var all []model.Any
	for decoder := yaml.NewDecoder(bytes.NewReader(stream)); ; {
		var n yaml.Node
		if err := decoder.Decode(&n); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		item := manifest.Decode(&n, diag.Place{})
		all = append(all, item.Facts...)
	}
}

// analyze takes facts through the stages.
func analyze(t *testing.T, facts []model.Any, config []byte) view.Graph {
	t.Helper()
	loaded, ds := api.Load(config, nil)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	r := pipeline.Analyze(facts, &loaded)
	return view.Graph{Model: r.Model, Graph: r.Graph, Plan: r.Plan, VersionLabel: loaded.Spec.VersionLabel}
}

// render renders in a format.
func render(t *testing.T, g view.Graph, format string) string {
	t.Helper()
	for _, f := range view.Formats() {
		if f.Name == format {
			out, err := f.Render(g)
			if err != nil {
				t.Fatal(err)
			}
			return string(out)
		}
	}
	t.Fatalf("no format %s", format)
	return ""
}

// app is a case of testdata/apps.
type app struct {
	name   string
	facts  []model.Any
	config []byte
}

func apps(t *testing.T) []app {
	t.Helper()
	files, err := filepath.Glob("../../testdata/apps/*/input.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no case found (%v)", err)
	}
	var all []app
	for _, file := range files {
		stream, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Dir(file)
		config, err := os.ReadFile(filepath.Join(dir, "config.yaml"))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		all = append(all, app{filepath.Base(dir), facts(t, stream), config})
	}
	return all
}

// TestOrder renders the objects of each case in several orders, which changes no byte.
func TestOrder(t *testing.T) {
	for _, a := range apps(t) {
		for _, f := range view.Formats() {
			want := render(t, analyze(t, a.facts, a.config), f.Name)
			if !strings.HasSuffix(want, "\n") || strings.HasSuffix(want, "\n\n") {
				t.Errorf("%s: %s does not end in one line break", a.name, f.Name)
			}
			for seed := range uint64(3) {
				shuffled := append([]model.Any{}, a.facts...)
				rand.New(rand.NewPCG(seed, 0)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
				if diff := cmp.Diff(want, render(t, analyze(t, shuffled, a.config), f.Name)); diff != "" {
					t.Errorf("%s: %s in another order (seed %d):\n%s", a.name, f.Name, seed, diff)
				}
			}
		}
	}
}

// service is a Service, with more fields of its spec where rest has some, each after a comma.
func service(name string, rest string) string {
	return "apiVersion: v1\nkind: Service\nmetadata: {name: " + name + "}\n" +
		"spec: {ports: [{name: http, port: 80}], selector: {app: " + name + "}" + rest + "}\n---\n"
}

// deployment has the name app-version and calls URLs.
func deployment(app, version string, urls ...string) string {
	var env []string
	for i, url := range urls {
		env = append(env, fmt.Sprintf("{name: URL%d, value: %q}", i, url))
	}
	return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: " + app + "-" + version + "}\n" +
		"spec: {template: {metadata: {labels: {app: " + app + ", version: " + version + "}}, " +
		"spec: {containers: [{env: [" + strings.Join(env, ", ") + "]}]}}}\n---\n"
}

// TestFormats keeps names apart, and text the default.
func TestFormats(t *testing.T) {
	var names []string
	for _, f := range view.Formats() {
		names = append(names, f.Name)
	}
	if diff := cmp.Diff([]string{"text", "json"}, names); diff != "" {
		t.Error(diff)
	}
}
