package argocd

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/pkg/api"
)

func TestRead(t *testing.T) {
	tests := []struct {
		reason  string
		environ []string
		want    Environment
	}{
		{"nothing is said", []string{"PATH=/bin", "ARGOCD_ENV_OTHER=x", "PARAM_GAPS=clone"}, Environment{}},
		{"the namespace", []string{"ARGOCD_APP_NAMESPACE=shop"}, Environment{Namespace: "shop"}},
		{"a string", parameters(`{"name": "gaps", "string": "clone"}`), assigned(api.Assignment{Path: "gaps", Text: "clone", Called: "parameter gaps"})},
		{"an empty string is a form without an entry", parameters(`{"name": "baseline", "string": " "}`), Environment{}},
		{"a word for the header is its name", parameters(`{"name": "header", "string": "x-lane"}`),
			assigned(api.Assignment{Path: "header.name", Text: "x-lane", Called: "parameter header"})},
		{"a mapping for the header is itself", parameters(`{"name": "header", "string": "{name: x-lane}"}`),
			assigned(api.Assignment{Path: "header", Text: "{name: x-lane}", Called: "parameter header"})},
		{"what is no name is left to the configuration", parameters(`{"name": "header", "string": "False"}`),
			assigned(api.Assignment{Path: "header", Text: "False", Called: "parameter header"})},
		{"a map has the fields of a field, in order", parameters(`{"name": "header", "map": {"trust": "true", "name": "x-lane"}}`),
			assigned(api.Assignment{Path: "header.name", Text: "x-lane", Called: "parameter header.name"}, api.Assignment{Path: "header.trust", Text: "true", Called: "parameter header.trust"})},
		{"lanes are a map by name, in order", parameters(`{"name": "lanes", "map": {"menu": "web=v2, shop/cart = v5", "beta": "v3"}}`),
			assigned(api.Assignment{Path: "lanes", Items: []string{`{"name":"beta","version":"v3"}`, `{"name":"menu","versions":{"shop/cart":"v5","web":"v2"}}`}, Called: "parameter lanes"})},
		{"an array has the items of a list", parameters(`{"name": "calls.ignore", "array": ["{from: loadgen}"]}`),
			assigned(api.Assignment{Path: "calls.ignore", Items: []string{"{from: loadgen}"}, Called: "parameter calls.ignore"})},
		{"an empty array is an empty list", parameters(`{"name": "calls.ignore", "array": []}`),
			assigned(api.Assignment{Path: "calls.ignore", Items: []string{}, Called: "parameter calls.ignore"})},
		{"an unknown name is left to the configuration", parameters(`{"name": "gap", "string": "clone"}`), assigned(api.Assignment{Path: "gap", Text: "clone", Called: "parameter gap"})},
		{"variables come before parameters, which win", append(parameters(`{"name": "gaps", "string": "clone"}`), "ARGOCD_ENV_GRAYLANE_GAPS=error", "ARGOCD_ENV_GRAYLANE_ISTIO_EXPORT_TO=auto"),
			assigned(api.Assignment{Path: "gaps", Text: "error", Called: "env GRAYLANE_GAPS"}, api.Assignment{Path: "istio.exportTo", Text: "auto", Called: "env GRAYLANE_ISTIO_EXPORT_TO"},
				api.Assignment{Path: "gaps", Text: "clone", Called: "parameter gaps"})},
		{"an empty variable says nothing", []string{"ARGOCD_ENV_GRAYLANE_GAPS="}, Environment{}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			got, err := Read(tt.environ)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func parameters(list string) []string { return []string{"ARGOCD_APP_PARAMETERS=[" + list + "]"} }

func assigned(all ...api.Assignment) Environment { return Environment{Assignments: all} }

func TestReadRejects(t *testing.T) {
	tests := []struct {
		reason  string
		environ []string
		want    string
	}{
		{"no list", []string{"ARGOCD_APP_PARAMETERS={}"}, "ARGOCD_APP_PARAMETERS is no list of parameters: json: cannot unmarshal object into Go value of type []argocd.parameter"},
		{"no value", parameters(`{"name": "gaps"}`), "parameter gaps has no value; give it a string, an array or a map"},
		{"an array for a text", parameters(`{"name": "gaps", "array": ["warn"]}`), `parameter gaps is an array; it takes "warn" or "error" or "clone"`},
		{"a map for a text", parameters(`{"name": "baseline", "map": {"a": "v1"}}`), "parameter baseline is a map; it takes the value of a version label, such as v1"},
		{"two versions of one application", parameters(`{"name": "lanes", "map": {"menu": "web=v2, cart=v5,web = v3"}}`), "parameter lanes: the lane menu has two versions of web"},
		{"a map for a list", parameters(`{"name": "entries", "map": {"a": "v1"}}`), "parameter entries is a map; it takes a list"},
		{"a variable of ours that is none", []string{"ARGOCD_ENV_GRAYLANE_NONSENSE=x", "ARGOCD_ENV_GRAYLANE_OTHERNONSENSE=x"}, "GRAYLANE_NONSENSE in the plugin's env is no field of the configuration"},
		{"one that is nearly right", []string{"ARGOCD_ENV_GRAYLANE_ISTIO_EXPORTTO=auto"}, "GRAYLANE_ISTIO_EXPORTTO in the plugin's env is no field of the configuration (did you mean GRAYLANE_ISTIO_EXPORT_TO?)"},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			_, err := Read(tt.environ)
			if err == nil || err.Error() != tt.want {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

// TestVariables: no two fields have the same variable.
func TestVariables(t *testing.T) {
	paths := map[string]string{}
	for _, f := range api.Fields() {
		name := Variable(f.Path)
		if paths[name] != "" {
			t.Errorf("%s is %s and %s", name, paths[name], f.Path)
		}
		paths[name] = f.Path
	}
	for name, path := range map[string]string{"GRAYLANE_BASELINE": "baseline", "GRAYLANE_VERSION_LABEL": "versionLabel", "GRAYLANE_ISTIO_API_VERSION": "istio.apiVersion"} {
		if paths[name] != path {
			t.Errorf("%s is %q, want %s", name, paths[name], path)
		}
	}
}

func TestAsks(t *testing.T) {
	if v, asks := Asks([]string{"ARGOCD_ENV_GRAYLANE_B=1", "ARGOCD_ENV_GRAYLANE_A=2"}); !asks || v != "GRAYLANE_A" {
		t.Errorf("got %s, %v", v, asks)
	}
	if v, asks := Asks([]string{"GRAYLANE_A=2", "ARGOCD_ENV_OTHER=3"}); asks {
		t.Errorf("%s asks", v)
	}
}
