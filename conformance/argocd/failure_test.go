package argocd

import (
	"strings"
	"testing"

	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
)

// TestFailures: why an Application fails is told to the user interface, in words of the Application.
func TestFailures(t *testing.T) {
	start(t)
	text := func(s string) *string { return &s }
	tests := []struct {
		reason string
		app    func(*testing.T) Application
		want   []string
	}{
		{"a gap that is not allowed", func(t *testing.T) Application {
			app := sample(t)
			app.Path = "gap/warn"
			app.Plugin = &v1alpha1.ApplicationSourcePlugin{Parameters: v1alpha1.ApplicationSourcePluginParameters{{Name: "gaps", String_: text("error")}}}
			return app
		}, []string{"`graylane build . --argocd` failed exit status 1: ", "error GL0306 kustomization.yaml Service/shop/b: The lane v2 is lost here", "Deploy it once for each lane"}},
		{"a parameter with a wrong value", func(t *testing.T) Application {
			app := sample(t)
			app.Plugin = &v1alpha1.ApplicationSourcePlugin{Parameters: v1alpha1.ApplicationSourcePluginParameters{{Name: "gaps", String_: text("colne")}}}
			return app
		}, []string{`parameter gaps is "colne"; it takes "warn" or "error" or "clone"`}},
		{"a parameter that does not exist", func(t *testing.T) Application {
			app := sample(t)
			app.Plugin = &v1alpha1.ApplicationSourcePlugin{Parameters: v1alpha1.ApplicationSourcePluginParameters{{Name: "basline", String_: text("v1")}}}
			return app
		}, []string{"There is no field parameter basline (did you mean parameter baseline?)"}},
		{"a variable that does not exist", func(t *testing.T) Application {
			app := sample(t)
			app.Plugin = &v1alpha1.ApplicationSourcePlugin{Env: v1alpha1.Env{{Name: "GRAYLANE_BASLINE", Value: "v1"}}}
			return app
		}, []string{"GRAYLANE_BASLINE in the plugin's env is no field of the configuration (did you mean GRAYLANE_BASELINE?)"}},
		{"a configuration with a mistake", func(t *testing.T) Application {
			return Application{Name: "shop", Repository: write(t, map[string]string{"kustomization.yaml": "resources: [a.yaml]\ntransformers: [graylane.yaml]",
				"a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n", "graylane.yaml": release + "spec: {gap: warn}"})}
		}, []string{"graylane.yaml", "There is no field spec.gap (did you mean spec.gaps?)"}},
		{"a file that is missing", func(t *testing.T) Application {
			return Application{Name: "shop", Repository: write(t, map[string]string{"kustomization.yaml": "resources: [a.yaml]\ntransformers: [graylane.yaml]", "graylane.yaml": release})}
		}, []string{"a.yaml"}},
		{"a remote base, where there is no git", func(t *testing.T) Application {
			return Application{Name: "shop", Repository: write(t, map[string]string{"kustomization.yaml": "resources: ['https://git.example.invalid/x.git?ref=v1']\ntransformers: [graylane.yaml]", "graylane.yaml": release})}
		}, []string{"git.example.invalid"}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			got := refused(t, tt.app(t))
			has(t, got, tt.want...)
			t.Log(got)
			if lines := strings.Count(got, "\n") + 1; lines > 8 {
				t.Errorf("%d lines are more than the user interface shows", lines)
			}
		})
	}
}
