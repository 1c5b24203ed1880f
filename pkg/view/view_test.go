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
	"github.com/graylane/graylane/pkg/lane"
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
	return view.Graph{Model: r.Model, Graph: r.Graph, Plan: r.Plan, Trace: r.Trace, VersionLabel: loaded.Spec.VersionLabel}
}

// render renders a graph in a format.
func render(t *testing.T, g view.Graph, format string) string {
	t.Helper()
	return renderAs(t, view.Formats(), g, format)
}

// explain renders where all calls land, also those that nothing shows, in a format.
func explain(t *testing.T, g view.Graph, format string) string {
	t.Helper()
	return renderAs(t, view.ExplainFormats(), view.Explanation{Graph: g, Answer: g.Trace.Answer(lane.Question{Undeclared: true, Aside: g.Folds})}, format)
}

func renderAs[V any](t *testing.T, formats []view.Format[V], v V, format string) string {
	t.Helper()
	for _, f := range formats {
		if f.Name == format {
			out, err := f.Render(v)
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
	for verb, render := range map[string]func(*testing.T, view.Graph, string) string{"graph": render, "explain": explain} {
		formats := []string{"text", "json"}
		if verb == "graph" {
			formats = append(formats, "wide", "mermaid", "dot")
		}
		for _, a := range apps(t) {
			for _, format := range formats {
				want := render(t, analyze(t, a.facts, a.config), format)
				if !strings.HasSuffix(want, "\n") || strings.HasSuffix(want, "\n\n") {
					t.Errorf("%s: %s as %s does not end in one line break", a.name, verb, format)
				}
				for seed := range uint64(3) {
					shuffled := append([]model.Any{}, a.facts...)
					rand.New(rand.NewPCG(seed, 0)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
					if diff := cmp.Diff(want, render(t, analyze(t, shuffled, a.config), format)); diff != "" {
						t.Errorf("%s: %s as %s in another order (seed %d):\n%s", a.name, verb, format, seed, diff)
					}
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
	var graph, explain []string
	for _, f := range view.Formats() {
		graph = append(graph, f.Name)
	}
	for _, f := range view.ExplainFormats() {
		explain = append(explain, f.Name)
	}
	if diff := cmp.Diff([]string{"text", "wide", "json", "mermaid", "dot", "svg", "html"}, graph); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"text", "wide", "json"}, explain); diff != "" {
		t.Error(diff)
	}
}
