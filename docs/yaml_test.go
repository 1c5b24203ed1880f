package docs_test

import (
	"strings"
	"testing"

	"sigs.k8s.io/kustomize/kyaml/yaml"

	"github.com/graylane/graylane/pkg/api"
)

// TestYAML reads the blocks of YAML that pages show: each is YAML, and what is a configuration, or its spec, is a valid one.
func TestYAML(t *testing.T) {
	configurations := 0
	for _, page := range pages(t) {
		for _, text := range page.Shown("yaml") {
			var fields map[string]any
			if err := yaml.Unmarshal([]byte(text), &fields); err != nil && !strings.HasPrefix(text, " ") {
				t.Errorf("%s: %v\n%s", page.Path, err, text)
			}
			if !configures(fields) {
				continue
			}
			configurations++
			if fields["kind"] == nil {
				text = "apiVersion: graylane.dev/v1alpha1\nkind: GrayRelease\nmetadata: {name: x}\n" + text
			}
			if _, found := api.Load([]byte(text), nil); len(found) > 0 {
				t.Errorf("%s: %v\n%s", page.Path, found, text)
			}
		}
	}
	t.Logf("%d configurations", configurations)
	if configurations < 5 {
		t.Error("so few: are the pages all there?")
	}
}

// configures tells whether an object is a GrayRelease, or a spec of one alone.
func configures(fields map[string]any) bool {
	if fields["kind"] != nil {
		return fields["kind"] == "GrayRelease"
	}
	spec, _ := fields["spec"].(map[string]any)
	return len(fields) == 1 && spec["hosts"] == nil && spec["template"] == nil && spec["selector"] == nil && len(spec) > 0
}
