package manifest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/diag"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// original has every field that a copy must have otherwise, beside fields that it must keep.
const original = `# a comment
apiVersion: apps/v1
kind: Deployment
metadata:
  name: b-v1 # kpt-set: ${name}
  namespace: shop
  uid: 1-2
  resourceVersion: "7"
  creationTimestamp: null
  generation: 3
  selfLink: /x
  managedFields: [{manager: kubectl}]
  ownerReferences: [{kind: X}]
  labels: {app: b, version: v1, tier: v1}
  annotations:
    internal.config.kubernetes.io/path: b.yaml
    config.kubernetes.io/index: "3"
    kustomize.config.k8s.io/id: "4"
    kubectl.kubernetes.io/last-applied-configuration: "{}"
    deployment.kubernetes.io/revision: "2"
    argocd.argoproj.io/tracking-id: shop:apps/Deployment:shop/b-v1
    argocd.argoproj.io/installation-id: here
    argocd.argoproj.io/sync-wave: "1"
    owner: team
spec:
  replicas: 5
  paused: false
  selector:
    matchLabels: {app: b, version: v1}
  template:
    metadata:
      labels: {app: b, version: v1, "on": "yes"}
      annotations: {version: v1}
    spec:
      initContainers:
      - name: init
        env: [{name: VERSION, value: v1}]
      containers:
      - name: main
        image: b:v1
        args: ["--version=v1"]
        env:
        - {name: PORT, value: "8080"}
        - {name: APP_VERSION, value: 'v1'}
        command: [sh, -c, "a\n  b\n"]
status:
  replicas: 5
`

const copied = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: b-v2
  namespace: shop
  labels:
    app: b
    version: v2
    tier: v1
  annotations:
    argocd.argoproj.io/sync-wave: "1"
    owner: team
    graylane.dev/generated: "true"
    internal.config.kubernetes.io/path: "c.yaml"
spec:
  replicas: 1
  paused: false
  selector:
    matchLabels:
      app: b
      version: v2
  template:
    metadata:
      labels:
        app: b
        version: v2
        "on": "yes"
      annotations:
        version: v1
    spec:
      initContainers:
      - name: init
        env:
        - name: VERSION
          value: v2
      containers:
      - name: main
        image: b:v1
        args:
        - "--version=v1"
        env:
        - name: PORT
          value: "8080"
        - name: APP_VERSION
          value: v2
        command:
        - sh
        - -c
        - "a\n  b\n"
`

func TestClone(t *testing.T) {
	got := cloned(t, original, Change{Name: "b-v2", Label: "version", Version: "v2", Env: map[string]string{
		"spec.template.spec.initContainers[0].env[0].value": "v2",
		"spec.template.spec.containers[0].env[1].value":     "v2",
	}}, map[string]string{"internal.config.kubernetes.io/path": "c.yaml"})
	if diff := cmp.Diff(copied, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func cloned(t *testing.T, text string, change Change, annotations map[string]string) string {
	t.Helper()
	c, err := CloneText([]byte(text), change)
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.YAML(annotations)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestCloneFields(t *testing.T) {
	const template = "template: {metadata: {labels: {app: b, version: v1}}}"
	tests := []struct{ reason, metadata, spec, path, want string }{
		{"a label of another version stays", "labels: {version: v7}", template, "metadata.labels.version", "v7\n"},
		{"annotations are made", "x: y", template, "metadata.annotations", "graylane.dev/generated: \"true\"\n"},
		{"an earlier mark is no reason for a second", "annotations: {graylane.dev/generated: 'false'}", template, "metadata.annotations", "graylane.dev/generated: \"true\"\n"},
		{"replicas are set", "x: y", template, "spec.replicas", "1\n"},
		{"a selector without the version gets it", "x: y", "selector: {matchLabels: {app: b}}, " + template, "spec.selector", "matchLabels:\n  app: b\n  version: v2\n"},
		{"one of expressions too", "x: y", "selector: {matchExpressions: [{key: app, operator: In, values: [b]}]}, " + template, "spec.selector",
			"matchExpressions:\n- key: app\n  operator: In\n  values:\n  - b\nmatchLabels:\n  version: v2\n"},
		{"expressions about the version go", "x: y", "selector: {matchLabels: {app: b}, matchExpressions: [{key: version, operator: In, values: [v1]}]}, " + template, "spec.selector",
			"matchLabels:\n  app: b\n  version: v2\n"},
		{"none is that of the pods", "x: y", template, "spec.selector", "matchLabels:\n  app: b\n  version: v2\n"},
		{"aliases and merge keys are written out", "x: &l {app: b, version: v1}", "selector: {matchLabels: *l}, template: {metadata: {labels: {<<: *l, tier: x}}}", "spec",
			"selector:\n  matchLabels:\n    app: b\n    version: v2\ntemplate:\n  metadata:\n    labels:\n      app: b\n      version: v2\n      tier: x\nreplicas: 1\n"},
		{"and the anchor's own field is another", "labels: &l {app: b, version: v1}", "template: {metadata: {labels: *l}}", "metadata.labels", "app: b\nversion: v2\n"},
		{"of a repeated key the last counts", "x: y", "paused: true, paused: false, " + template, "spec.paused", "false\n"},
		{"null stays", "labels: null", "strategy: null, " + template, "spec.strategy", "null\n"},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			text := "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: b, " + tt.metadata + "}\nspec: {" + tt.spec + "}\n"
			root := yaml.MustParse(cloned(t, text, Change{Name: "b-v2", Label: "version", Version: "v2"}, nil))
			at, err := root.Pipe(yaml.Lookup(strings.Split(tt.path, ".")...))
			if err != nil {
				t.Fatal(err)
			}
			if got := at.MustString(); got != tt.want {
				t.Errorf("%s is\n%s\nnot\n%s", tt.path, got, tt.want)
			}
		})
	}
}

// TestCloneQuotes keeps a version a string, whatever it looks like.
func TestCloneQuotes(t *testing.T) {
	for _, version := range []string{"2", "1.10", "on", "true", "null", "1e3", "v2", "0x1f", "y"} {
		text := cloned(t, original, Change{Name: "b-x", Label: "version", Version: version}, nil)
		var object struct {
			Spec struct {
				Template struct {
					Metadata struct{ Labels map[string]any }
				}
			}
		}
		if err := yaml.Unmarshal([]byte(text), &object); err != nil {
			t.Fatal(err)
		}
		if got := object.Spec.Template.Metadata.Labels["version"]; got != version {
			t.Errorf("%s becomes %v (%[2]T)", version, got)
		}
		if quoted := strings.Contains(text, "        version: \""+version+"\"\n"); quoted != (version != "v2") {
			t.Errorf("%s is in quotes, as YAML 1.1 needs it: %v", version, quoted)
		}
	}
}

// FuzzClone copies anything that is an object: the copy is an object of YAML, and the same each time.
//
// fuzz: weight 16
func FuzzClone(f *testing.F) {
	f.Add(original)
	f.Add("spec: {template: {metadata: {labels: [a]}}, selector: a}\nmetadata: [b]\n")
	f.Add("metadata:\n  labels: >\n\n   a\n  ? [a]\n  : b\n  annotations: {<<: [{a: b}]}\n")
	f.Fuzz(func(t *testing.T, text string) {
		fuzzing.Bounded(t)
		c, err := CloneText([]byte(text), Change{Name: "b-v2", Label: "version", Version: "v2"})
		if err != nil {
			return
		}
		once, err := c.YAML(nil)
		if err != nil {
			t.Fatal(err)
		}
		if twice, _ := c.YAML(nil); string(twice) != string(once) {
			t.Errorf("not the same again:\n%s\n%s", once, twice)
		}
		if _, err := Parse(once, diag.Place{}, ""); err != nil {
			t.Errorf("%v\n%s", err, once)
		}
	})
}

func TestCloneRejects(t *testing.T) {
	tests := map[string]string{
		"no object": "[]",
		"a bomb":    "metadata: {name: b}\na: &a [1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n",
	}
	for reason, text := range tests {
		if _, err := CloneText([]byte(text), Change{Name: "x", Label: "version", Version: "v2"}); err == nil {
			t.Errorf("%s is copied", reason)
		}
	}
	_, err := CloneText([]byte(original), Change{Name: "x", Label: "version", Version: "v2", Env: map[string]string{"spec.template.spec.containers[7].env[0].value": "v2"}})
	if err == nil {
		t.Error("a field that is not there is changed")
	}
}
