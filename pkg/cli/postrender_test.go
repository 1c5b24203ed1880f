package cli_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/cli"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// TestHelmPlugin runs what the plugin for Helm 4 runs, on the manifests of a release. Helm itself is in conformance/hosts.
func TestHelmPlugin(t *testing.T) {
	text, err := os.ReadFile("../../config/helm/plugin.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var plugin struct {
		Type          string
		RuntimeConfig struct {
			PlatformCommand []struct {
				Command string
				Args    []string
			} `yaml:"platformCommand"`
		} `yaml:"runtimeConfig"`
	}
	if err := yaml.Unmarshal(text, &plugin); err != nil {
		t.Fatal(err)
	}
	commands := plugin.RuntimeConfig.PlatformCommand
	if plugin.Type != "postrenderer/v1" || len(commands) == 0 || commands[0].Command != "graylane" {
		t.Fatalf("%+v", plugin)
	}
	const release = "# Source: shop/templates/api.yaml\napiVersion: v1\nkind: Service\nmetadata: {name: api}\n"
	var out, errs bytes.Buffer
	if code := cli.Run(commands[0].Args, cli.Streams{In: strings.NewReader(release), Out: &out, Err: &errs}); code != 0 {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	if diff := cmp.Diff(release, out.String()); diff != "" {
		t.Error(diff)
	}
}
