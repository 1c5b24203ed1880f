package catalog

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/gnostic-models/openapiv3"
	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"k8s.io/kube-openapi/pkg/validation/spec"
	"k8s.io/kube-openapi/pkg/validation/strfmt"
	"k8s.io/kube-openapi/pkg/validation/validate"
	"sigs.k8s.io/kustomize/kyaml/fn/framework"
	"sigs.k8s.io/kustomize/kyaml/resid"
	"sigs.k8s.io/yaml"
)

// defined is the schema of a GrayRelease as kyaml's framework finds it in the definition.
func defined(t *testing.T) *spec.Schema {
	t.Helper()
	group, version, _ := strings.Cut(api.APIVersion, "/")
	schema, err := framework.SchemaFromFunctionDefinition(resid.NewGvk(group, version, api.Kind), string(Definition()))
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// TestDefinition reads the definition as kyaml does, without a field that it does not know.
func TestDefinition(t *testing.T) {
	var d framework.KRMFunctionDefinition
	if err := yaml.UnmarshalStrict(Definition(), &d); err != nil {
		t.Fatal(err)
	}
	if d.APIVersion != framework.FunctionDefinitionGroupVersion || d.Kind != framework.FunctionDefinitionKind {
		t.Errorf("it is a %s %s", d.APIVersion, d.Kind)
	}
	if v := d.Spec.Versions[0]; v.Runtime.Container.Image != Image || !v.Idempotent || len(d.Spec.Versions) != 1 {
		t.Errorf("its versions are %+v", d.Spec.Versions)
	}
}

// TestDefinitionIsOpenAPI has a reader of OpenAPI v3.0 read the schema, who refuses any keyword that is none of its own.
func TestDefinitionIsOpenAPI(t *testing.T) {
	check := func(schema any) error {
		text, err := json.Marshal(map[string]any{
			"openapi": "3.0.0", "info": map[string]any{"title": "graylane", "version": "1"}, "paths": map[string]any{},
			"components": map[string]any{"schemas": map[string]any{api.Kind: schema}},
		})
		if err != nil {
			t.Fatal(err)
		}
		_, err = openapi_v3.ParseDocument(text)
		return err
	}
	var d map[string]any
	if err := yaml.Unmarshal(Definition(), &d); err != nil {
		t.Fatal(err)
	}
	version := d["spec"].(map[string]any)["versions"].([]any)[0].(map[string]any)
	schema := version["schema"].(map[string]any)["openAPIV3Schema"].(map[string]any)
	if err := check(schema); err != nil {
		t.Error(err)
	}
	for _, keyword := range []string{"$defs", "const", "patternProperties"} {
		schema[keyword] = map[string]any{}
		if err := check(schema); err == nil {
			t.Errorf("a schema with %s passes: the test finds nothing", keyword)
		}
		delete(schema, keyword)
	}
}

// TestDefinitionTakesWhatGraylaneTakes compares the schema with what reading a configuration says: of those of the examples and
// the tests, and of wrong ones.
func TestDefinitionTakesWhatGraylaneTakes(t *testing.T) {
	texts := map[string]string{}
	for _, pattern := range []string{"../../examples/*/graylane.yaml", "../../examples/*/*/graylane*.yaml", "../../testdata/apps/*/config.yaml", "../../conformance/expected/testdata/*/config.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no file (%v)", pattern, err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			texts[file] = string(text)
		}
	}
	const of = "apiVersion: graylane.dev/v1alpha1\nkind: GrayRelease\nspec: "
	for _, spec := range []string{
		"{}", "{match: lane}", "{match: both}", "{unknown: 1}", "{versionLabel: 1}", "{versionLabel: a/b/c}", "{checkOnly: yes}", "{header: {}}", "{header: {name: a b}}",
		"{lanes: [{name: gray}]}", "{lanes: [{name: gray, version: v2}]}", "{lanes: [{name: gray, version: v2, versions: {a: v2}}]}", "{lanes: [{name: gray, versions: {}}]}", "{lanes: [{name: gray, versions: {a: [v2]}}]}",
		"{calls: {add: [{from: a, to: b}]}}", "{calls: {add: [{from: A, to: b}]}}", "{calls: {add: [{from: 1, to: b}]}}", "{calls: {add: [{to: b}]}}", "{calls: {add: [{from: {namespace: a}, to: b}]}}",
		"{calls: {add: [{from: {labels: {app: a}}, to: b, port: 80}]}}", "{calls: {add: [{from: {labels: {app: a}, more: b}, to: b}]}}", "{calls: {add: [{from: a, to: b, port: 70000}]}}", "{calls: {ignore: [{}]}}",
		"{entries: [{service: a, hosts: [b.example.com], gateways: [c/d], weights: {v1: 10, v2: 90}}]}", "{entries: [{service: a, hosts: [], gateways: [c]}]}", "{entries: [{service: a, hosts: [b], gateways: [c], weights: {v1: 101}}]}",
		"{entries: [{service: a, hosts: [b], gateways: [c], match: [{headers: {x: {exact: a, prefix: b}}, version: v2}]}]}", "{istio: {apiVersion: networking.istio.io/v2}}", "{istio: {syncWaves: true}}",
	} {
		texts[spec] = of + spec
	}
	schema, refused := defined(t), 0
	for name, text := range texts {
		_, ds := api.Load([]byte(text), nil)
		var v any
		if err := yaml.Unmarshal([]byte(text), &v); err != nil {
			t.Fatal(err)
		}
		err := validate.AgainstSchema(schema, v, strfmt.Default)
		if diag.HasError(ds) != (err != nil) {
			t.Errorf("%s: graylane says %v, the schema %v", name, ds, err)
		}
		if err != nil {
			refused++
		}
	}
	if refused < 15 {
		t.Errorf("only %d are refused", refused)
	}
}

// TestMetadata holds metadata.yaml against what kpt's catalogue demands: no other fields, and tags of its own.
func TestMetadata(t *testing.T) {
	var m metadata
	if err := yaml.UnmarshalStrict(Metadata(), &m); err != nil {
		t.Fatal(err)
	}
	if m.Image == "" || strings.Contains(m.Image, ":") || m.Description == "" || m.Hidden {
		t.Errorf("got %+v", m)
	}
	if diff := cmp.Diff([]string{"mutator", "validator"}, m.Tags); diff != "" {
		t.Errorf("tags (-want +got):\n%s", diff)
	}
	for _, url := range m.ExamplePackageURLs {
		_, path, found := strings.Cut(url, "/tree/main/")
		if _, err := os.Stat(filepath.Join("../..", path)); !found || err != nil {
			t.Errorf("%s is no example: %v", url, err)
		}
	}
}

// TestDoc holds the document of --doc against the fields that kpt's functions give.
func TestDoc(t *testing.T) {
	var got map[string]any
	if err := json.Unmarshal(Doc(Help{"short", "long <b>", "examples"}), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"short": "short", "long": "long <b>", "examples": "examples", "image": Image, "description": description,
		"tags": []any{"mutator", "validator"}, "sourceURL": home, "examplePackageURLs": []any{home + "/tree/main/examples/kpt/shop"},
		"license": license, "hidden": false,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestImage: catalogues name the image that a release publishes. The release is a module of its own, so its text is read.
func TestImage(t *testing.T) {
	release, err := os.ReadFile(filepath.Join("..", "..", "release", "images.go"))
	if err != nil {
		t.Fatal(err)
	}
	if want := "const repository = \"" + Image + "\"\n"; !strings.Contains(string(release), want) {
		t.Errorf("release/images.go has no %s", want)
	}
}
