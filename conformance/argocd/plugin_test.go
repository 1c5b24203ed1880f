package argocd

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	"sigs.k8s.io/yaml"
)

// TestDiscovery: Argo CD gives graylane what names a GrayRelease, and nothing else.
func TestDiscovery(t *testing.T) {
	start(t)
	const release = "apiVersion: graylane.dev/v1alpha1\nkind: GrayRelease\nmetadata: {name: shop}\n"
	const object = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"
	tests := []struct {
		reason, path string
		files        map[string]string
		want         string
	}{
		{"a kustomization that names it", "shop", map[string]string{"shop/kustomization.yaml": "transformers: [graylane.yaml]", "shop/graylane.yaml": release}, "Plugin"},
		{"an overlay of one that names it", "prod", map[string]string{"prod/kustomization.yaml": "resources: [../base]", "base/kustomization.yaml": "transformers: [graylane.yaml]", "base/graylane.yaml": release}, "Plugin"},
		{"plain manifests with one among them", "shop", map[string]string{"shop/all.yaml": object + "---\n" + release}, "Plugin"},
		{"one that is broken", "shop", map[string]string{"shop/kustomization.yaml": "transformers: [graylane.yaml]", "shop/graylane.yaml": release + "spec: {"}, "Plugin"},
		{"another kustomization of the repository", "other", map[string]string{"other/kustomization.yaml": "resources: [a.yaml]", "other/a.yaml": object, "shop/graylane.yaml": release}, "Kustomize"},
		{"one that merely stands beside the kustomization", "other", map[string]string{"other/kustomization.yaml": "resources: [a.yaml]", "other/a.yaml": object, "other/graylane.yaml": release}, "Kustomize"},
		{"a kustomization of remote bases alone", "other", map[string]string{"other/kustomization.yaml": "resources: ['https://git.example.invalid/x?ref=v1']"}, "Kustomize"},
		{"a kustomization that kustomize would refuse", "other", map[string]string{"other/kustomization.yaml": "resources: {"}, "Kustomize"},
		{"a directory above applications", ".", map[string]string{"shop/graylane.yaml": release, "apps.yaml": object}, "Directory"},
		{"a chart", "chart", map[string]string{"chart/Chart.yaml": "apiVersion: v2\nname: a\nversion: 1.0.0\n", "chart/templates/graylane.yaml": release}, "Helm"},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			got, err := Application{Repository: write(t, tt.files), Path: tt.path}.Type(soon(t))
			if err != nil || got != tt.want {
				t.Errorf("Argo CD takes it for a %s (%v), want %s", got, err, tt.want)
			}
		})
	}
}

// TestSample: the Application of the example is what graylane build makes of its directory.
func TestSample(t *testing.T) {
	s := start(t)
	got := generated(t, sample(t))
	expected, err := os.ReadFile(filepath.Join(root, "examples/argocd/expected.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for document := range strings.SplitSeq(string(expected), "\n---\n") {
		object, err := yaml.YAMLToJSON([]byte(document))
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, string(object))
	}
	lines := strings.Split(got, "\n")
	slices.Sort(want)
	slices.Sort(lines)
	if !slices.EqualFunc(want, lines, sameJSON) {
		t.Errorf("Argo CD gets\n%s\nand not\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
	has(t, s.read(t), "graylane build . --argocd")
}

func sameJSON(a, b string) bool {
	var one, other any
	return json.Unmarshal([]byte(a), &one) == nil && json.Unmarshal([]byte(b), &other) == nil &&
		string(marshal(one)) == string(marshal(other))
}

func marshal(v any) []byte { data, _ := json.Marshal(v); return data }

// TestApplication: the parameters and the env of the example's Application are honoured.
func TestApplication(t *testing.T) {
	start(t)
	data, err := os.ReadFile(filepath.Join(root, "examples/argocd/application.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var application v1alpha1.Application
	if err := yaml.UnmarshalStrict(data, &application); err != nil {
		t.Fatal(err)
	}
	app := sample(t)
	app.Plugin = application.Spec.Source.Plugin
	got := generated(t, app)
	has(t, got, `"headers":{"request":{"set":{"x-lane":"beta"}}}`)
	hasNot(t, generated(t, sample(t)), "x-lane")
}

// TestSettings: what an Application says counts, parameters over variables over the repository, and no form of them is lost on
// the way.
func TestSettings(t *testing.T) {
	start(t)
	text := func(s string) *string { return &s }
	tests := []struct {
		reason     string
		env        map[string]string
		parameters []v1alpha1.ApplicationSourcePluginParameter
		has        []string
		hasNot     []string
	}{
		{reason: "nothing", has: []string{`"host":"catalog"`, `{"destination":{"host":"web","subset":"v2"},"weight":10}`}, hasNot: []string{"x-lane"}},
		{reason: "a string", parameters: []v1alpha1.ApplicationSourcePluginParameter{{Name: "baseline", String_: text("v2")}}, has: []string{`"subset":"v1"},"weight":90`}},
		{reason: "a map", parameters: []v1alpha1.ApplicationSourcePluginParameter{{Name: "header", OptionalMap: &v1alpha1.OptionalMap{Map: map[string]string{"name": "x-lane", "trust": "true"}}}}, has: []string{`"x-lane"`}},
		{reason: "an array", parameters: []v1alpha1.ApplicationSourcePluginParameter{{Name: "entries", OptionalArray: &v1alpha1.OptionalArray{Array: []string{`{service: web, hosts: [b.example.com], gateways: [gw], weights: {v1: 50, v2: 50}}`}}}}, has: []string{`"b.example.com"`, `"weight":50`}, hasNot: []string{"shop.example.com"}},
		{reason: "an empty array", parameters: []v1alpha1.ApplicationSourcePluginParameter{{Name: "entries", OptionalArray: &v1alpha1.OptionalArray{}}}, hasNot: []string{"shop.example.com"}},
		{reason: "a variable, with one of Argo CD's in it", env: map[string]string{"GRAYLANE_ISTIO_HOSTS": "fqdn", "GRAYLANE_CLUSTER_DOMAIN": "$ARGOCD_APP_NAME.example"}, has: []string{`"host":"catalog.shop.svc.shop.example"`}},
		{reason: "a parameter over a variable", env: map[string]string{"GRAYLANE_HEADER": "x-a"}, parameters: []v1alpha1.ApplicationSourcePluginParameter{{Name: "header", String_: text("x-lane")}}, has: []string{`"x-lane"`}, hasNot: []string{`"x-a"`}},
		{reason: "a variable for somebody else", env: map[string]string{"BASELINE": "v2"}, has: []string{`"weight":10`}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			app := sample(t)
			app.Plugin = &v1alpha1.ApplicationSourcePlugin{Name: "graylane", Parameters: tt.parameters}
			for name, value := range tt.env {
				app.Plugin.Env = append(app.Plugin.Env, &v1alpha1.EnvEntry{Name: name, Value: value})
			}
			got := generated(t, app)
			has(t, got, tt.has...)
			hasNot(t, got, tt.hasNot...)
		})
	}
}

// TestAsked: a variable for graylane in the Application makes it graylane's, without anything in the repository.
func TestAsked(t *testing.T) {
	start(t)
	app := sample(t)
	app.Path = "demo/base"
	app.Plugin = &v1alpha1.ApplicationSourcePlugin{Name: "graylane"}
	has(t, refused(t, app), `couldn't find cmp-server plugin with name "graylane" supporting the given repository`)
	app.Plugin.Env = v1alpha1.Env{{Name: "GRAYLANE_GAPS", Value: "warn"}}
	has(t, generated(t, app), `"kind":"Service"`)
}

// TestParameters: the user interface shows the parameters with the values of the repository.
func TestParameters(t *testing.T) {
	start(t)
	app := sample(t)
	app.Path = "demo/gray"
	announced, err := app.Parameters(soon(t), "graylane")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, a := range announced {
		if a.Title == "" || a.Tooltip == "" {
			t.Errorf("%s is not explained", a.Name)
		}
		found[a.Name] = a.CollectionType + " " + a.String_ + strings.Join(a.Array, ",") + a.Map["menu"]
	}
	want := map[string]string{"baseline": "string ", "lanes": "map catalog=v2, pricing=v2, web=v2", "gaps": "string warn", "header": "string "}
	for name, value := range want {
		if found[name] != value {
			t.Errorf("%s is announced as %q, want %q", name, found[name], value)
		}
	}
}
