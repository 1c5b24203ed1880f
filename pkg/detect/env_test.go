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
- {apiVersion: v1, kind: ConfigMap, metadata: {name: one}, data: {A: one-a:1, B: one-b:1, with.dot: one-c:1, word: one-d}}
- {apiVersion: v1, kind: ConfigMap, metadata: {name: two}, data: {A: two-a:1}}
- {apiVersion: v1, kind: ConfigMap, metadata: {name: words}, data: {A: word, C: word, D: word, E: word}}
`

func TestEnv(t *testing.T) {
	tests := []struct {
		reason, container string
		want              []string
	}{
		{"a plain value", "env: [{name: X, value: v}]", []string{"Deployment/w spec.template.spec.containers[0].env[0].value=v"}},
		{"of a repeated name the later counts", "env: [{name: X, value: v}, {name: X, value: w}]",
			[]string{"Deployment/w spec.template.spec.containers[0].env[1].value=w"}},
		{"one key of a ConfigMap", "env: [{name: X, valueFrom: {configMapKeyRef: {name: one, key: A}}}]", []string{"ConfigMap/one data.A=one-a:1"}},
		{"a key that is not there", "env: [{name: X, valueFrom: {configMapKeyRef: {name: one, key: Z}}}]", nil},
		{"a ConfigMap that is not there", "envFrom: [{configMapRef: {name: three}}]", nil},
		{"all keys of a ConfigMap, by variable", "envFrom: [{configMapRef: {name: one}}]",
			[]string{"ConfigMap/one data.A=one-a:1", "ConfigMap/one data.B=one-b:1", `ConfigMap/one data["with.dot"]=one-c:1`}},
		{"of two sources the later counts", "envFrom: [{configMapRef: {name: one}}, {configMapRef: {name: two}}]",
			[]string{"ConfigMap/two data.A=two-a:1", "ConfigMap/one data.B=one-b:1", `ConfigMap/one data["with.dot"]=one-c:1`}},
		{"a prefix keeps sources apart", "envFrom: [{configMapRef: {name: two}}, {prefix: P_, configMapRef: {name: two}}]",
			[]string{"ConfigMap/two data.A=two-a:1", "ConfigMap/two data.A=two-a:1"}},
		{"of a whole ConfigMap no value that names no host", "envFrom: [{configMapRef: {name: words}}]", nil},
		{"one key of a ConfigMap, whatever its value", "env: [{name: X, valueFrom: {configMapKeyRef: {name: one, key: word}}}]",
			[]string{"ConfigMap/one data.word=one-d"}},
		{"a later value that names no host hides an earlier one", "envFrom: [{configMapRef: {name: two}}, {configMapRef: {name: words}}]", nil},
		{"also when it has fewer keys than there are variables", "envFrom: [{configMapRef: {name: one}}, {prefix: P_, configMapRef: {name: one}}, {configMapRef: {name: words}}]",
			[]string{"ConfigMap/one data.B=one-b:1", "ConfigMap/one data.A=one-a:1", "ConfigMap/one data.B=one-b:1",
				`ConfigMap/one data["with.dot"]=one-c:1`, `ConfigMap/one data["with.dot"]=one-c:1`}},
		{"a prefix hides what it names alone", "envFrom: [{prefix: P_, configMapRef: {name: two}}, {configMapRef: {name: words}}]",
			[]string{"ConfigMap/two data.A=two-a:1"}},
		{"a prefix hides the same variable", "envFrom: [{prefix: P_, configMapRef: {name: two}}, {prefix: P_, configMapRef: {name: words}}]", nil},
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

// TestEnvOfSharedConfigMap reads one ConfigMap from two containers: what the first hides stays for the second.
func TestEnvOfSharedConfigMap(t *testing.T) {
	two := "{name: a, envFrom: [{configMapRef: {name: two}}], env: [{name: A, value: mine}]}, {name: b, envFrom: [{configMapRef: {name: two}}]}"
	var list yaml.Node
	if err := yaml.Unmarshal([]byte("["+two+"]"), &list); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range detected(t, list.Content[0], "containers") {
		got = append(got, e.Detector+" "+e.Value)
	}
	if diff := cmp.Diff([]string{"env mine", "env two-a:1"}, got); diff != "" {
		t.Error(diff)
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
	var c yaml.Node
	if err := yaml.Unmarshal([]byte(container), &c); err != nil {
		t.Fatal(err)
	}
	return detected(t, &yaml.Node{Kind: yaml.SequenceNode, Content: c.Content}, field)
}

// detected is what they emit for a Deployment with a list of containers.
func detected(t *testing.T, list *yaml.Node, field string) []callgraph.Evidence {
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
	var deployment yaml.Node
	text := "{apiVersion: apps/v1, kind: Deployment, metadata: {name: w}, spec: {template: {spec: {" + field + ": X}}}}"
	if err := yaml.Unmarshal([]byte(text), &deployment); err != nil {
		t.Fatal(err)
	}
	replace(&deployment, "X", list)
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
