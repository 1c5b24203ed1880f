package locate_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/locate"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/source"
)

// locator knows the documents of paths; places are those of their objects as the stages have them.
func locator(t *testing.T, o source.Options, paths ...string) (*locate.Locator, map[string]manifest.Item) {
	t.Helper()
	found, err := source.Read(paths, o)
	if err != nil {
		t.Fatal(err)
	}
	var l locate.Locator
	items := map[string]manifest.Item{}
	for _, d := range found.Documents {
		item, err := manifest.Parse(d.Text, d.Place, "")
		if err != nil {
			t.Fatal(err)
		}
		l.Add(d, item.Ref, item.Place)
		items[item.Ref.String()] = item
	}
	return &l, items
}

// write writes files below a new directory, which becomes the working directory.
func write(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

const api = `# the API
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  ports:
  - name: http
    port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  labels: {app: api}
spec:
  template:
    spec:
      containers:
      - name: main
        env:
        - name: A
          value: "1"
        - name: B
          value: "2"
`

func TestPlaceInFiles(t *testing.T) {
	write(t, map[string]string{
		"dir/api.yaml":  api,
		"list.yaml":     "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n  metadata:\n    name: a\n- {apiVersion: v1, kind: Service,\n  metadata: {name: b}}\n",
		"typed.yaml":    "apiVersion: v1\nkind: ServiceList\nitems:\n- metadata:\n    name: c\n",
		"list.json":     "{\"kind\": \"List\", \"apiVersion\": \"v1\", \"items\": [\n  {\"apiVersion\": \"v1\",\n  \"kind\": \"Service\",\n  \"metadata\": {\n  \"name\": \"j\"}}]}\n",
		"twice.yaml":    "apiVersion: v1\nkind: Service\nmetadata: {name: t}\nspec:\n  a: 1\n  a: 2\n  a: 3\n",
		"escaped.json":  "\n{\"apiVersion\": \"v1\", \"kind\": \"Service\",\n\"metadata\": {\n\"annotations\": {\"a\\/b\": \"x\"},\n\"name\": \"e\"}}\n",
		"another.yaml":  "apiVersion: v1\nkind: Service\nmetadata: {name: t}\nspec: {}\n",
		"package.yaml":  "apiVersion: v1\nkind: Service\nmetadata:\n  name: p\n  annotations: {config.kubernetes.io/path: there.yaml, config.kubernetes.io/index: '3'}\n",
		"nowhere/x.txt": "",
	})
	stdin := "\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: s\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: q\n" +
		"  annotations: {config.kubernetes.io/path: there.yaml, config.kubernetes.io/index: '3'}\n"
	l, items := locator(t, source.Options{Stdin: strings.NewReader(stdin)}, "dir", "list.yaml", "typed.yaml", "list.json", "escaped.json", "twice.yaml", "package.yaml", "-")
	for _, tt := range []struct {
		reason, object, field string
		want                  diag.Place
	}{
		{"an object", "Service/api", "", diag.Place{File: "dir/api.yaml", Line: 2}},
		{"a field", "Service/api", "spec.ports[0].port", diag.Place{File: "dir/api.yaml", Line: 9}},
		{"a field of a later document", "Deployment/api", "spec.template.spec.containers[0].env[1].value", diag.Place{File: "dir/api.yaml", Index: 1, Line: 25}},
		{"a field that is not there", "Deployment/api", "spec.template.metadata.labels.version", diag.Place{File: "dir/api.yaml", Index: 1, Line: 17}},
		{"an item of a list", "Service/a", "metadata.name", diag.Place{File: "list.yaml", Line: 7}},
		{"an item in flow style", "Service/b", "metadata.name", diag.Place{File: "list.yaml", Index: 1, Line: 9}},
		{"an item that was encoded anew is where it begins", "Service/c", "metadata.name", diag.Place{File: "typed.yaml", Line: 4}},
		{"an item of a list in JSON", "Service/j", "metadata.name", diag.Place{File: "list.json", Line: 5}},
		{"what YAML cannot read as it stands is where it begins", "Service/e", "metadata.name", diag.Place{File: "escaped.json", Line: 2}},
		{"standard input", "Service/s", "metadata.name", diag.Place{File: "-", Line: 6}},
		{"a package that someone else has read", "Service/q", "metadata.name", diag.Place{File: "there.yaml", Index: 3}},
		{"a file is where it is, whatever it says", "Service/p", "metadata.name", diag.Place{File: "package.yaml", Line: 4}},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			item := items[tt.object]
			d := diag.New(diag.NotRouted, item.Ref).In(tt.field).At(item.Place)
			if got := l.Place(d); got != tt.want {
				t.Errorf("%+v, want %+v", got, tt.want)
			}
		})
	}
	for i, twice := range items["Service/t"].Diagnostics {
		if got := l.Place(twice); got != (diag.Place{File: "twice.yaml", Line: 6 + i}) {
			t.Errorf("a finding that has the line already: %+v", got)
		}
	}
	copied := diag.New(diag.CallerNoSidecar, diag.Ref{APIVersion: "apps/v1", Kind: "Deployment", Name: "api-v2"}, "", "").
		In("spec.template.spec.containers[0].env[0].value").At(diag.Place{File: "dir/api.yaml", Index: 1, Line: 11})
	if got := l.Place(copied); got != (diag.Place{File: "dir/api.yaml", Index: 1, Line: 23}) {
		t.Errorf("a finding about a copy is where its original is: %+v", got)
	}
	broken := diag.New(diag.InputNotYAML, diag.Ref{}, "").At(diag.Place{File: "dir/api.yaml", Index: 1, Line: 4})
	if got := l.Place(broken); got != broken.Place {
		t.Errorf("a document that cannot be read is before the next that can: %+v", got)
	}
	unknown := diag.New(diag.NoVersionLabel, diag.Ref{}, "version", "")
	if got := l.Place(unknown); got != (diag.Place{}) {
		t.Errorf("a finding about nothing: %+v", got)
	}
}

func TestPlaceInKustomizations(t *testing.T) {
	const configured = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: "
	write(t, map[string]string{
		"base/kustomization.yaml":      "resources:\n- api.yaml\n- maps\nconfigMapGenerator:\n- name: urls\n  literals: [A=b]\n- name: urls-more\n  literals: [A=b]\n",
		"base/api.yaml":                api,
		"base/maps/kustomization.yaml": "resources: [all.yaml]\n",
		"base/maps/all.yaml":           configured + "one\n---\n" + configured + "two\ndata:\n  key: x\n",
		"overlay/kustomization.yaml": `namePrefix: stg-
nameSuffix: -eu
namespace: staging
resources: [../base, own.yaml]
secretGenerator:
- name: key
  literals: [a=b]
patches:
- patch: |
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: api}
    spec: {replicas: 3, template: {spec: {containers: [{name: main, env: [{name: C, value: x}, {name: B, value: new}]}]}}}
`,
		"overlay/own.yaml": configured + "own\n",
	})
	l, items := locator(t, source.Options{}, "overlay")
	at := func(kind, name string) manifest.Item {
		for ref, item := range items {
			if strings.HasPrefix(ref, kind+"/staging/stg-"+name) {
				return item
			}
		}
		t.Fatalf("no %s %s among %v", kind, name, items)
		return manifest.Item{}
	}
	for _, tt := range []struct {
		reason, kind, name, field, file string
		line                            int
	}{
		{"an object of a base", "Service", "api-eu", "", "base/api.yaml", 2},
		{"a field of it", "Service", "api-eu", "spec.ports[0].port", "base/api.yaml", 9},
		{"an element behind one that a patch brings", "Deployment", "api-eu", "spec.template.spec.containers[0].env[2].name", "base/api.yaml", 22},
		{"a field that a patch brings", "Deployment", "api-eu", "spec.replicas", "base/api.yaml", 16},
		{"one of several in the file of a base of the base", "ConfigMap", "two-eu", "data.key", "base/maps/all.yaml", 11},
		{"an own object of the overlay", "ConfigMap", "own-eu", "", "overlay/own.yaml", 1},
		{"a generated one is where its generator is", "ConfigMap", "urls-eu-", "data.A", "base/kustomization.yaml", 5},
		{"of those with a common beginning the right one", "ConfigMap", "urls-more-eu-", "data.A", "base/kustomization.yaml", 7},
		{"a generated Secret", "Secret", "key-eu-", "data.a", "overlay/kustomization.yaml", 6},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			item := at(tt.kind, tt.name)
			d := diag.New(diag.NotRouted, item.Ref).In(tt.field).At(item.Place)
			if got := l.Place(d); got.File != tt.file || got.Line != tt.line {
				t.Errorf("%s:%d, want %s:%d", got.File, got.Line, tt.file, tt.line)
			}
		})
	}
}

// TestPlaceBesideFunctions locates in kustomizations that name graylane, hold templates, or ask for origins themselves.
func TestPlaceBesideFunctions(t *testing.T) {
	const template = "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: t\n  annotations: {graylane.dev/template: 'true', config.kubernetes.io/local-config: 'true'}\n"
	const release = "apiVersion: graylane.dev/v1alpha1\nkind: GrayRelease\nmetadata: {name: x}\n"
	write(t, map[string]string{
		"functions/kustomization.yaml": "resources: [../plain]\ntransformers: [release.yaml]\n",
		"functions/release.yaml":       release,
		"plain/kustomization.yaml":     "resources: [api.yaml, template.yaml]\ntransformers: [release.yaml]\n",
		"plain/release.yaml":           release,
		"plain/api.yaml":               api,
		"plain/template.yaml":          "# a comment\n" + template,
		"asked/kustomization.yaml":     "resources: [api.yaml]\nbuildMetadata: [originAnnotations, managedByLabel]\n",
		"asked/api.yaml":               api,
		"patched/kustomization.yaml":   "resources: [api.yaml]\npatches:\n- target: {kind: Service}\n  patch: |\n    - {op: add, path: /metadata/annotations, value: {a: b}}\n",
		"patched/api.yaml":             api,
		"remade/kustomization.yaml":    "resources: [api.yaml]\npatches:\n- target: {kind: Service}\n  options: {allowNameChange: true}\n  patch: |\n    - {op: replace, path: /metadata/name, value: other}\n",
		"remade/api.yaml":              api,
		"moved/kustomization.yaml": "resources: [api.yaml]\nconfigMapGenerator:\n- {name: urls, options: {disableNameSuffixHash: true}}\ntransformers:\n- |\n" +
			"  {apiVersion: builtin, kind: NamespaceTransformer, metadata: {name: n, namespace: shop}, fieldSpecs: [{path: metadata/namespace, create: true}]}\n",
		"moved/api.yaml":                      api,
		"replaced/kustomization.yaml":         "resources: [without, own.yaml]\n",
		"replaced/without/kustomization.yaml": "resources: [api.yaml]\npatches:\n- patch: |\n    {apiVersion: v1, kind: Service, metadata: {name: api}, $patch: delete}\n",
		"replaced/without/api.yaml":           api,
		"replaced/own.yaml":                   "apiVersion: v1\nkind: Service\nmetadata: {name: api}\nspec:\n  ports: [{port: 1}]\n",
		"twice/kustomization.yaml":            "resources: [a, b]\n",
		"twice/a/kustomization.yaml":          "namePrefix: a-\nresources: [../../plain]\n",
		"twice/b/kustomization.yaml":          "namePrefix: b-\nresources: [../../plain]\n",
	})
	for _, tt := range []struct{ reason, dir, object, want string }{
		{"the functions of graylane do not run for it", "functions", "Service/api", "plain/api.yaml:9"},
		{"a template is in a file too", "plain", "VirtualService/t", "plain/template.yaml:2"},
		{"the user has asked for the annotations", "asked", "Service/api", "asked/api.yaml:9"},
		{"a patch has taken all annotations away", "patched", "Service/api", "patched/api.yaml:9"},
		{"a patch has given another name", "remade", "Service/other", "remade/api.yaml:9"},
		{"a transformer has given a namespace", "moved", "Service/shop/api", "moved/api.yaml:9"},
		{"a transformer has given a namespace to what is generated", "moved", "ConfigMap/shop/urls", "moved/kustomization.yaml:3"},
		{"a patch has deleted one of the same name", "replaced", "Service/api", "replaced/own.yaml:5"},
		{"another kustomization gives the same file another name", "twice", "Service/b-api", "plain/api.yaml:9"},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			l, items := locator(t, source.Options{Self: self(t)}, tt.dir)
			item, found := items[tt.object]
			if !found {
				t.Fatalf("no %s", tt.object)
			}
			got := l.Place(diag.New(diag.NotRouted, item.Ref).In("spec.ports[0].port").At(item.Place))
			if text := fmt.Sprintf("%s:%d", got.File, got.Line); text != tt.want {
				t.Errorf("%s, want %s", text, tt.want)
			}
		})
	}
}

// self is a program that is a function which passes on what it reads.
func self(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "graylane")
	if err := os.WriteFile(path, []byte("#!/bin/sh\ncat\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}
