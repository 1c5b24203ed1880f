package source

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// config is a function config of graylane as people write it, to be formatted with a name.
const config = `# of %[1]s
apiVersion: graylane.dev/v1alpha1
kind: GrayRelease
metadata:
  name: %[1]s
  annotations:
    config.kubernetes.io/function: |
      exec: {path: ./graylane}
`

func configOf(name string) string { return fmt.Sprintf(config, name) }

// inline is a configuration as an element of a list in a kustomization.
func inline(config string) string {
	return "- |\n  " + strings.ReplaceAll(strings.TrimSpace(config), "\n", "\n  ") + "\n"
}

const oneService = "-- top/service.yaml --\napiVersion: v1\nkind: Service\nmetadata:\n  name: s\n"

// In these kustomizations graylane stands at the very end, so it need not run: Read gets along
// without the path of its executable.
func TestTheLastFunctionIsLeftToTheCaller(t *testing.T) {
	const resources = oneService + "-- top/kustomization.yaml --\nresources: [service.yaml]\n"
	for _, tt := range []struct {
		reason, files, want string
	}{
		{"a file", resources + "transformers: [fn.yaml]\n-- top/fn.yaml --\n" + configOf("a"), "top/fn.yaml:1 # of a"},
		{"inline", resources + "transformers:\n" + inline(configOf("a")), "top/kustomization.yaml:4 # of a"},
		{"inline, quoted", resources + "transformers: ['{apiVersion: graylane.dev/v1alpha1, kind: GrayRelease, metadata: {name: a}}']\n", "top/kustomization.yaml:2 {apiVersion: graylane.dev/v1alpha1, kind: GrayRelease, metadata: {name: a}}"},
		{"without a function annotation", resources + "transformers: [fn.yaml]\n-- top/fn.yaml --\napiVersion: graylane.dev/v1alpha1\nkind: GrayRelease\nmetadata: {name: a}\n", "top/fn.yaml:1 apiVersion: graylane.dev/v1alpha1"},
		{"an image", resources + "transformers: [fn.yaml]\n-- top/fn.yaml --\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations: {config.kubernetes.io/function: 'container: {image: r.example:5000/x/graylane:v1}'}\n", "top/fn.yaml:1 apiVersion: v1"},
		{"the executable of another name, but our own kind", resources + "transformers: [fn.yaml]\n-- top/fn.yaml --\n" + strings.ReplaceAll(configOf("a"), "./graylane", "./run.sh"), "top/fn.yaml:1 # of a"},
		{"after builtin plugins", resources + "transformers: [suffix.yaml, fn.yaml]\n-- top/fn.yaml --\n" + configOf("a") +
			"-- top/suffix.yaml --\napiVersion: builtin\nkind: SuffixTransformer\nmetadata: {name: s}\nsuffix: x\nfieldSpecs: [{path: metadata/labels/none}]\n", "top/fn.yaml:1 # of a"},
	} {
		t.Chdir(tree(t, tt.files))
		got, err := Read([]string{"top"}, Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.reason, err)
			continue
		}
		if diff := cmp.Diff([]string{"top/kustomization.yaml s"}, names(got.Documents)); diff != "" {
			t.Errorf("%s: documents (-want +got):\n%s", tt.reason, diff)
		}
		if diff := cmp.Diff([]string{tt.want}, places(allConfigs(got))); diff != "" {
			t.Errorf("%s: configs (-want +got):\n%s", tt.reason, diff)
		}
	}
}

// allConfigs are the configurations of all layers.
func allConfigs(r Result) []Document { return slices.Concat(r.Configs, r.BaseConfigs) }

// places are the file, line and first line of documents.
func places(documents []Document) []string {
	var out []string
	for _, d := range documents {
		first, _, _ := strings.Cut(string(d.Text), "\n")
		out = append(out, fmt.Sprintf("%s:%d %s", filepath.ToSlash(d.Place.File), d.Place.Line, first))
	}
	return out
}

func TestConfigsOfUpperLayersComeFirst(t *testing.T) {
	t.Setenv(functionEnv, "1")
	t.Chdir(tree(t, oneService+"-- top/kustomization.yaml --\nresources: [service.yaml, ../base]\ncomponents: [../c]\ntransformers:\n- fns.yaml\n- ../dir\n- list.yaml\n"+
		"-- top/fns.yaml --\n"+configOf("a")+"---\n"+configOf("b")+"-- top/list.yaml --\n"+
		"apiVersion: v1\nkind: List\nitems:\n- {apiVersion: graylane.dev/v1, kind: GrayRelease, metadata: {name: c}}\n"+
		"-- dir/kustomization.yaml --\nresources: [fn.yaml]\n-- dir/fn.yaml --\n"+configOf("d")+
		"-- base/kustomization.yaml --\nresources: [x.yaml]\ntransformers: [fn.yaml]\n-- base/fn.yaml --\n"+configOf("e")+"-- base/x.yaml --\n"+object("x")+
		"-- c/kustomization.yaml --\napiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\ntransformers: [fn.yaml]\n-- c/fn.yaml --\n"+configOf("check")))
	got, err := Read([]string{"./top/"}, Options{Self: self(t)})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"top/fns.yaml:1 # of a", "top/fns.yaml:10 # of b", "top/kustomization.yaml: ../dir:0 apiVersion: graylane.dev/v1alpha1",
		"top/list.yaml:4 {apiVersion: graylane.dev/v1, kind: GrayRelease, metadata: {name: c}}", "base/fn.yaml:1 # of e", "c/fn.yaml:1 # of check",
	}
	if diff := cmp.Diff(want, places(allConfigs(got))); diff != "" || len(got.Configs) != 4 {
		t.Errorf("%d of the root (-want +got):\n%s", len(got.Configs), diff)
	}
}
