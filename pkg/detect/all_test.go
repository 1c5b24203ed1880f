package detect_test

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/detect"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// apiService is the Service that examples call.
const apiService = `
apiVersion: v1
kind: Service
metadata: {name: api}
spec: {selector: {app: api}, ports: [{name: http, port: 8080}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec: {template: {metadata: {labels: {app: api}}, spec: {containers: [{name: api}]}}}
`

// modelOf is the model of manifests, and of apiService.
func modelOf(t *testing.T, manifests string) *model.Model {
	t.Helper()
	var facts []model.Any
	decoder := yaml.NewDecoder(strings.NewReader(apiService + "\n---\n" + manifests))
	for {
		var n yaml.Node
		if err := decoder.Decode(&n); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		item := manifest.Decode(&n, diag.Place{})
		facts = append(facts, item.Facts...)
	}
	return model.New(facts)
}

// callsIn are the calls that the manifests show.
func callsIn(t *testing.T, manifests string) []*callgraph.Call {
	t.Helper()
	config := api.GrayRelease{Spec: api.Default()}
	g, _ := callgraph.Infer(modelOf(t, manifests), &config, detect.All)
	return g.Calls
}

// TestExamples shows that each detector's example in the documentation is a call, and that this detector sees it.
func TestExamples(t *testing.T) {
	for _, d := range detect.All() {
		t.Run(d.Name, func(t *testing.T) {
			if d.Reads == "" {
				t.Error("it does not say what it reads")
			}
			found := callsIn(t, d.Example)
			if len(found) != 1 || found[0].Caller.Workload.Name != "web" || found[0].Callee.Name != "api" {
				t.Fatalf("got %d calls, want that of api by web", len(found))
			}
			if !slices.ContainsFunc(found[0].Evidence, func(e callgraph.Evidence) bool { return e.Detector == d.Name }) {
				t.Errorf("another detector saw it: %+v", found[0].Evidence)
			}
			if found[0].Port != 8080 {
				t.Errorf("the port is %d", found[0].Port)
			}
		})
	}
}

// TestForms shows that what the documentation says of forms is so.
func TestForms(t *testing.T) {
	for _, f := range detect.Forms() {
		t.Run(f.What, func(t *testing.T) {
			var env strings.Builder
			for line := range strings.SplitSeq(f.Text, "\n") {
				name, value, _ := strings.Cut(line, "=")
				fmt.Fprintf(&env, "{name: %s, value: '%s'}, ", name, value)
			}
			found := callsIn(t, deployment("containers: [{name: web, env: ["+env.String()+"]}]"))
			if called := len(found) == 1 && found[0].Port == 8080; called != f.Calls || len(found) > 1 {
				t.Errorf("got %d calls: %v", len(found), found)
			}
		})
	}
}

// TestFileForms shows that each kind of file in the documentation is read.
func TestFileForms(t *testing.T) {
	for _, f := range detect.FileForms() {
		t.Run(f.What, func(t *testing.T) {
			text := fmt.Sprintf("---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: files}\ndata:\n  %s: |\n    %s\n", f.Name, strings.ReplaceAll(f.Text, "\n", "\n    "))
			found := callsIn(t, deployment("containers: [{name: web, volumeMounts: [{name: f, mountPath: /f}]}], volumes: [{name: f, configMap: {name: files}}]")+text)
			if len(found) != 1 || found[0].Port != 8080 || found[0].Weak() {
				t.Errorf("got %d calls: %+v", len(found), found)
			}
		})
	}
}

// deployment is a Deployment called web with a pod spec, the inside of a mapping in flow style.
func deployment(podSpec string) string {
	return "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {template: {metadata: {labels: {app: web}}, spec: {" + podSpec + "}}}}\n"
}

func TestNamesAreInOrder(t *testing.T) {
	var names []string
	for _, d := range detect.All() {
		names = append(names, d.Name)
	}
	if !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Errorf("the detectors are not in order, or one is there twice: %v", names)
	}
}
