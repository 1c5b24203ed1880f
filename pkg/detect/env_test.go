package detect_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/detect"
)

// configurations are ConfigMaps and a Secret whose values mention the Service api, but for words.
const configurations = `
---
{apiVersion: v1, kind: ConfigMap, metadata: {name: one}, data: {A: "api:1", B: "api:2", with.dot: "api:3", word: nothing}}
---
{apiVersion: v1, kind: ConfigMap, metadata: {name: two}, data: {A: "api:4"}}
---
{apiVersion: v1, kind: ConfigMap, metadata: {name: words}, data: {A: word, C: word, D: word, PORT: "8080", REF: "$(A)", TWICE: "api:first"}}
---
{apiVersion: v1, kind: ConfigMap, metadata: {name: later}, data: {TWICE: "api:second"}}
---
{apiVersion: v1, kind: Secret, metadata: {name: one}, stringData: {A: "api:5"}, data: {B: YXBpOjY=}}
`

// values are Services of the names that the values below are made of: what mentions no Service is no evidence.
const values = `
---
{apiVersion: v1, kind: Service, metadata: {name: v}}
---
{apiVersion: v1, kind: Service, metadata: {name: w}}
---
{apiVersion: v1, kind: Service, metadata: {name: mine}}
---
{apiVersion: v1, kind: Service, metadata: {name: web}}
---
{apiVersion: v1, kind: Service, metadata: {name: default}}
---
{apiVersion: v1, kind: Service, metadata: {name: a}}
---
{apiVersion: v1, kind: Service, metadata: {name: ab}}
---
{apiVersion: v1, kind: Service, metadata: {name: abc}}
---
{apiVersion: v1, kind: Service, metadata: {name: my-api}, spec: {ports: [{port: 1}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: headless}, spec: {clusterIP: None, ports: [{port: 1}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: external}, spec: {type: ExternalName, externalName: x.example.com, ports: [{port: 1}]}}
`

// cluesIn are the clues that one detector emits for the Deployment web with a pod spec, beside the configurations, the
// groups one after the other.
func cluesIn(t *testing.T, detector, podSpec string) []callgraph.Clue {
	t.Helper()
	m := modelOf(t, deployment(podSpec)+configurations+values)
	var clues []callgraph.Clue
	for _, d := range detect.All() {
		if d.Name != detector {
			continue
		}
		for _, w := range m.Workloads() {
			d.Detect(m, w, func(group ...callgraph.Clue) { clues = append(clues, group...) })
		}
	}
	return clues
}

func TestEnv(t *testing.T) {
	const field = "Deployment/web spec.template.spec.containers[0].env"
	tests := []struct {
		reason, container string
		want              []string // object field name=value
	}{
		{"a plain value", "env: [{name: X, value: v}]", []string{field + "[0].value X=v"}},
		{"a value that mentions no Service", "env: [{name: X, value: x}, {name: Y, value: '8080'}, {name: Z, value: '${X}'}]", []string{field + "[1].value Y=8080", field + "[2].value Z=${X}"}},
		{"of a repeated name the later counts", "env: [{name: X, value: v}, {name: X, value: w}]", []string{field + "[1].value X=w"}},
		{"one key of a ConfigMap", "env: [{name: X, valueFrom: {configMapKeyRef: {name: one, key: A}}}]", []string{"ConfigMap/one data.A X=api:1"}},
		{"one key of a Secret", "env: [{name: X, valueFrom: {secretKeyRef: {name: one, key: B}}}]", []string{"Secret/one data.B X=api:6"}},
		{"a key that is not there", "env: [{name: X, valueFrom: {configMapKeyRef: {name: one, key: Z}}}]", nil},
		{"a ConfigMap that is not there", "envFrom: [{configMapRef: {name: three}}]", nil},
		{"all keys of a ConfigMap that may name a Service", "envFrom: [{configMapRef: {name: one}}]",
			[]string{"ConfigMap/one data.A A=api:1", "ConfigMap/one data.B B=api:2", `ConfigMap/one data["with.dot"] with.dot=api:3`}},
		{"all keys of a Secret", "envFrom: [{secretRef: {name: one}}]", []string{"Secret/one stringData.A A=api:5", "Secret/one data.B B=api:6"}},
		{"also ports, and what may be put in later", "envFrom: [{configMapRef: {name: words}}]", []string{"ConfigMap/words data.PORT PORT=8080", "ConfigMap/words data.REF REF=$(A)", "ConfigMap/words data.TWICE TWICE=api:first"}},
		{"of two sources the later counts", "envFrom: [{configMapRef: {name: one}}, {configMapRef: {name: two}}]",
			[]string{"ConfigMap/one data.B B=api:2", `ConfigMap/one data["with.dot"] with.dot=api:3`, "ConfigMap/two data.A A=api:4"}},
		{"a prefix keeps sources apart", "envFrom: [{configMapRef: {name: two}}, {prefix: P_, configMapRef: {name: two}}]",
			[]string{"ConfigMap/two data.A A=api:4", "ConfigMap/two data.A P_A=api:4"}},
		{"one key of a ConfigMap whose value mentions no Service", "env: [{name: X, valueFrom: {configMapKeyRef: {name: one, key: word}}}]", nil},
		{"a later value that names no Service hides an earlier one", "envFrom: [{configMapRef: {name: two}}, {configMapRef: {name: words}}]",
			[]string{"ConfigMap/words data.PORT PORT=8080", "ConfigMap/words data.REF REF=$(A)", "ConfigMap/words data.TWICE TWICE=api:first"}},
		{"a prefix hides what it names alone", "envFrom: [{prefix: P_, configMapRef: {name: two}}, {configMapRef: {name: words}}]",
			[]string{"ConfigMap/two data.A P_A=api:4", "ConfigMap/words data.PORT PORT=8080", "ConfigMap/words data.REF REF=$(A)", "ConfigMap/words data.TWICE TWICE=api:first"}},
		{"env wins over envFrom", "envFrom: [{configMapRef: {name: two}}], env: [{name: A, value: mine}]", []string{field + "[0].value A=mine"}},
		{"another source hides it too", "envFrom: [{configMapRef: {name: two}}], env: [{name: A, valueFrom: {fieldRef: {fieldPath: x}}}]", nil},
		{"a field of the pod", "env: [{name: A, valueFrom: {fieldRef: {fieldPath: \"metadata.labels['app']\"}}}]", []string{field + "[0].valueFrom.fieldRef.fieldPath A=web"}},
		{"the namespace of the pod", "env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}]", []string{field + "[0].valueFrom.fieldRef.fieldPath A=default"}},
		{"a label that it does not have", "env: [{name: A, valueFrom: {fieldRef: {fieldPath: \"metadata.labels['x']\"}}}]", nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			var got []string
			for _, c := range cluesIn(t, "env", "containers: [{name: web, "+tt.container+"}]") {
				if c.Weak || c.Secret != strings.HasPrefix(c.Object.Kind, "Secret") {
					t.Errorf("%s: weak %v, secret %v", c.Field, c.Weak, c.Secret)
				}
				got = append(got, c.Object.String()+" "+c.Field+" "+c.Setting.Name+"="+c.Setting.Value)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestEnvOfSharedConfigMap reads one ConfigMap from two containers: what the first hides stays for the second.
func TestEnvOfSharedConfigMap(t *testing.T) {
	var got []string
	for _, c := range cluesIn(t, "env", "containers: [{name: a, envFrom: [{configMapRef: {name: two}}], env: [{name: A, value: mine}]}, {name: b, envFrom: [{configMapRef: {name: two}}]}]") {
		got = append(got, c.Setting.Value)
	}
	if diff := cmp.Diff([]string{"mine", "api:4"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestEnvOfInitContainers(t *testing.T) {
	tests := []struct {
		reason, container string
		weak              bool
	}{
		{"an init container may only wait", "env: [{name: X, value: v}]", true},
		{"one that restarts always is a sidecar", "env: [{name: X, value: v}], restartPolicy: Always", false},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			got := cluesIn(t, "env", "initContainers: [{name: x, "+tt.container+"}]")
			if len(got) != 1 || got[0].Weak != tt.weak {
				t.Errorf("got %+v, want one, weak: %v", got, tt.weak)
			}
		})
	}
}

// TestExpansion is what the kubelet makes of $(VAR) in env.
func TestExpansion(t *testing.T) {
	tests := []struct {
		reason, env, want string // want is the value of X
	}{
		{"a variable before it", "{name: A, value: a}, {name: X, value: 'http://$(A):80/$(A)'}", "http://a:80/a"},
		{"a variable behind it is not there yet", "{name: X, value: $(Z)}, {name: Z, value: a}", "$(Z)"},
		{"its own name is not there yet", "{name: X, value: $(X)}", "$(X)"},
		{"an earlier value of its own name", "{name: X, value: a}, {name: X, value: $(X)b}", "ab"},
		{"through another", "{name: A, value: a}, {name: B, value: $(A)b}, {name: X, value: $(B)c}", "abc"},
		{"a variable of envFrom", "{name: X, value: $(PORT)}", "8080"},
		{"what comes from elsewhere is not expanded", "{name: A, value: a}, {name: X, valueFrom: {configMapKeyRef: {name: words, key: REF}}}", "$(A)"},
		{"an escape", "{name: A, value: a}, {name: X, value: $$(A)}", "$(A)"},
		{"an escape before a reference", "{name: A, value: a}, {name: X, value: $$$(A)}", "$a"},
		{"not closed", "{name: A, value: a}, {name: X, value: $(A}", "$(A"},
		{"a shell's spelling is not the kubelet's", "{name: A, value: a}, {name: X, value: '${A} $A'}", "${A} $A"},
		{"an empty value", "{name: A, value: ''}, {name: X, value: '$(A)api:1'}", "api:1"},
		{"no value", "{name: A}, {name: X, value: '$(A)api:1'}", "api:1"},
		{"a value that is not known", "{name: PORT, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}, {name: X, value: $(PORT)}", "$(PORT)"},
		{"an annotation of the pod", "{name: A, valueFrom: {fieldRef: {fieldPath: \"metadata.annotations['x']\"}}}, {name: X, value: '$(A)'}", "$(A)"},
		{"a Service with a hyphen", "{name: X, value: $(MY_API_SERVICE_HOST)}", "my-api.default.svc"},
		{"a headless Service has no variables", "{name: X, value: $(HEADLESS_SERVICE_HOST)}", "$(HEADLESS_SERVICE_HOST)"},
		{"an ExternalName neither", "{name: X, value: $(EXTERNAL_SERVICE_HOST)}", "$(EXTERNAL_SERVICE_HOST)"},
		{"of two sources the later", "{name: X, value: $(TWICE)}", "api:second"},
		{"a dollar at the end", "{name: X, value: a$}", "a$"},
		{"the address of a Service", "{name: X, value: $(API_SERVICE_HOST)}", "api.default.svc"},
		{"its port", "{name: X, value: 'a:$(API_SERVICE_PORT) a:$(API_SERVICE_PORT_HTTP)'}", "a:8080 a:8080"},
		{"the older variables for links", "{name: X, value: $(API_PORT) $(API_PORT_8080_TCP_ADDR) $(API_PORT_8080_TCP_PORT) $(API_PORT_8080_TCP_PROTO)}", "tcp://api.default.svc:8080 api.default.svc 8080 tcp"},
		{"a Service that is not there", "{name: X, value: $(OTHER_SERVICE_HOST)}", "$(OTHER_SERVICE_HOST)"},
		{"a port that it does not have", "{name: X, value: $(API_SERVICE_PORT_GRPC)}", "$(API_SERVICE_PORT_GRPC)"},
		{"a variable of its own before that of a Service", "{name: API_SERVICE_HOST, value: a}, {name: X, value: $(API_SERVICE_HOST)}", "a"},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			got := "none"
			for _, c := range cluesIn(t, "env", "containers: [{name: web, envFrom: [{configMapRef: {name: words}}, {configMapRef: {name: later}}], env: ["+tt.env+"]}]") {
				if c.Setting.Name == "X" {
					got = c.Setting.Value
				}
			}
			if got != tt.want {
				t.Errorf("X is %q, want %q", got, tt.want)
			}
		})
	}
	for _, c := range cluesIn(t, "env", "enableServiceLinks: false, containers: [{name: web, env: [{name: X, value: $(API_SERVICE_HOST)}]}]") {
		if c.Setting.Value != "$(API_SERVICE_HOST)" {
			t.Errorf("without service links X is %q", c.Setting.Value)
		}
	}
}
