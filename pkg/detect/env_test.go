package detect_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/detect"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

const configMaps = `
- {apiVersion: v1, kind: ConfigMap, metadata: {name: one}, data: {A: one-a, B: one-b, with.dot: one-c}}
- {apiVersion: v1, kind: ConfigMap, metadata: {name: two}, data: {A: two-a}}
`

func TestEnv(t *testing.T) {
	tests := []struct {
		reason, container string
		want              []string
	}{
		{"a plain value", "env: [{name: X, value: v}]", []string{"Deployment/w spec.template.spec.containers[0].env[0].value=v"}},
		{"of a repeated name the later counts", "env: [{name: X, value: v}, {name: X, value: w}]",
			[]string{"Deployment/w spec.template.spec.containers[0].env[1].value=w"}},
		{"one key of a ConfigMap", "env: [{name: X, valueFrom: {configMapKeyRef: {name: one, key: A}}}]", []string{"ConfigMap/one data.A=one-a"}},
		{"a key that is not there", "env: [{name: X, valueFrom: {configMapKeyRef: {name: one, key: Z}}}]", nil},
		{"a ConfigMap that is not there", "envFrom: [{configMapRef: {name: three}}]", nil},
		{"all keys of a ConfigMap, by variable", "envFrom: [{configMapRef: {name: one}}]",
			[]string{"ConfigMap/one data.A=one-a", "ConfigMap/one data.B=one-b", `ConfigMap/one data["with.dot"]=one-c`}},
		{"of two sources the later counts", "envFrom: [{configMapRef: {name: one}}, {configMapRef: {name: two}}]",
			[]string{"ConfigMap/two data.A=two-a", "ConfigMap/one data.B=one-b", `ConfigMap/one data["with.dot"]=one-c`}},
		{"a prefix keeps sources apart", "envFrom: [{configMapRef: {name: two}}, {prefix: P_, configMapRef: {name: two}}]",
			[]string{"ConfigMap/two data.A=two-a", "ConfigMap/two data.A=two-a"}},
		{"env wins over envFrom", "envFrom: [{configMapRef: {name: two}}]\nenv: [{name: A, value: mine}]",
			[]string{"Deployment/w spec.template.spec.containers[0].env[0].value=mine"}},
		{"another source hides it too", "envFrom: [{configMapRef: {name: two}}]\nenv: [{name: A, valueFrom: {fieldRef: {fieldPath: x}}}]", nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			var got []string
			for _, e := range evidence(t, tt.container, "containers") {
				if e.Weak {
					t.Errorf("%s is weak", e.Field)
				}
				got = append(got, e.Object.String()+" "+e.Field+"="+e.Value)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEnvOfInitContainers(t *testing.T) {
	tests := []struct {
		reason, container string
		weak              bool
	}{
		{"an init container may only wait", "env: [{name: X, value: v}]", true},
		{"one that restarts always is a sidecar", "env: [{name: X, value: v}]\nrestartPolicy: Always", false},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			got := evidence(t, tt.container, "initContainers")
			if len(got) != 1 || got[0].Weak != tt.weak {
				t.Errorf("got %+v, want one, weak: %v", got, tt.weak)
			}
		})
	}
}

// evidence is what the detectors emit for a Deployment with one container, beside the ConfigMaps above.
func evidence(t *testing.T, container, field string) []callgraph.Evidence {
	t.Helper()
	var facts []model.Any
	var maps yaml.Node
	if err := yaml.Unmarshal([]byte(configMaps), &maps); err != nil {
		t.Fatal(err)
	}
	for _, n := range maps.Content[0].Content {
		item := manifest.Decode(n, diag.Place{})
		facts = append(facts, item.Facts...)
	}
	var c, deployment yaml.Node
	if err := yaml.Unmarshal([]byte(container), &c); err != nil {
		t.Fatal(err)
	}
	text := "{apiVersion: apps/v1, kind: Deployment, metadata: {name: w}, spec: {template: {spec: {" + field + ": [X]}}}}"
	if err := yaml.Unmarshal([]byte(text), &deployment); err != nil {
		t.Fatal(err)
	}
	replace(&deployment, "X", c.Content[0])
	item := manifest.Decode(&deployment, diag.Place{})
	m := model.New(append(facts, item.Facts...))
	var found []callgraph.Evidence
	for _, w := range m.Workloads() {
		for _, d := range detect.All() {
			d.Detect(m, w, func(e callgraph.Evidence) { found = append(found, e) })
		}
	}
	return found
}

func replace(n *yaml.Node, scalar string, by *yaml.Node) {
	for i, c := range n.Content {
		if c.Value == scalar {
			n.Content[i] = by
		}
		replace(c, scalar, by)
	}
}
