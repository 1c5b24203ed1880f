package hosts

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/conformance"
)

// wanted is the routing of examples/kpt/shop, each resource in the directory of its Service.
var wanted = []string{"cart/DestinationRule", "stock/DestinationRule", "stock/VirtualService"}

// kptEnv lets kpt find the binary under test by the name that the Kptfile has.
func kptEnv(t *testing.T) []string {
	t.Helper()
	graylane := conformance.Require(t, "graylane")
	bin := t.TempDir()
	if err := os.Symlink(graylane, filepath.Join(bin, "graylane")); err != nil {
		t.Fatal(err)
	}
	return []string{"PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH")}
}

func TestKptRender(t *testing.T) {
	kpt, env := conformance.Require(t, "kpt"), kptEnv(t)
	dir := copyOf(t, "kpt/shop")
	before := readTree(t, dir)

	must(t, env, "", kpt, "fn", "render", "--allow-exec", dir)
	first := readTree(t, dir)
	items, others := first.generated()
	if diff := cmp.Diff(wanted, items); diff != "" {
		t.Errorf("generated resources, each beside its Service (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(before, others); diff != "" {
		t.Errorf("files of others must stay as they are, comments included (-want +got):\n%s", diff)
	}

	must(t, env, "", kpt, "fn", "render", "--allow-exec", dir)
	if diff := cmp.Diff(first, readTree(t, dir)); diff != "" {
		t.Errorf("a second render must change nothing (-first +second):\n%s", diff)
	}
}

// TestKptRenderRemoves takes v2 away, so that there is nothing left to route.
func TestKptRenderRemoves(t *testing.T) {
	kpt, env := conformance.Require(t, "kpt"), kptEnv(t)
	dir := copyOf(t, "kpt/shop")
	must(t, env, "", kpt, "fn", "render", "--allow-exec", dir)

	for _, app := range []string{"cart", "stock"} {
		path := filepath.Join(dir, app, "deployments.yaml")
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		v1, _, _ := strings.Cut(string(data), "---\n")
		if err := os.WriteFile(path, []byte(v1), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	must(t, env, "", kpt, "fn", "render", "--allow-exec", dir)
	files := readTree(t, dir)
	if items, _ := files.generated(); len(items) > 0 {
		t.Errorf("routing of versions that are gone is still there: %v", items)
	}
	if diff := cmp.Diff(readTree(t, filepath.Join(root, "examples/kpt/shop")).paths(), files.paths()); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestKptEval(t *testing.T) {
	kpt, graylane := conformance.Require(t, "kpt"), conformance.Require(t, "graylane")
	rendered := copyOf(t, "kpt/shop")
	must(t, kptEnv(t), "", kpt, "fn", "render", "--allow-exec", rendered)
	want := readTree(t, rendered)
	const config = "graylane.yaml"

	for _, test := range []struct {
		reason  string
		without bool // the package has no GrayRelease
		args    []string
	}{
		{"its configuration is the package's GrayRelease", false, []string{"--fn-config", filepath.Join(rendered, config)}},
		{"it finds the package's GrayRelease by itself", false, nil},
		{"kpt makes a ConfigMap of the arguments", true, []string{"--", "baseline=v1"}},
		{"it needs no configuration", true, nil},
	} {
		t.Run(test.reason, func(t *testing.T) {
			dir, want := copyOf(t, "kpt/shop"), maps.Clone(want)
			if test.without {
				delete(want, config)
				if err := os.Remove(filepath.Join(dir, config)); err != nil {
					t.Fatal(err)
				}
			}
			must(t, nil, "", kpt, append([]string{"fn", "eval", dir, "--exec", graylane}, test.args...)...)
			if diff := cmp.Diff(want, readTree(t, dir)); diff != "" {
				t.Errorf("differs from kpt fn render (-render +eval):\n%s", diff)
			}
		})
	}
}

// TestKptError renames the versions, so that graylane cannot know the baseline and says so.
func TestKptError(t *testing.T) {
	kpt, env := conformance.Require(t, "kpt"), kptEnv(t)
	dir := copyOf(t, "kpt/shop", "version: v1", "version: blue", "version: v2", "version: green")
	before, results := readTree(t, dir), t.TempDir()

	r := run(t, env, "", kpt, "fn", "render", "--allow-exec", "--results-dir", results, dir)
	if r.code == 0 {
		t.Error("kpt passes, although graylane reported an error")
	}
	console := r.stdout + r.stderr
	if !strings.Contains(console, "[error]") || !strings.Contains(console, "GL0303") {
		t.Errorf("kpt does not show the result:\n%s", console)
	}
	if diff := cmp.Diff(before, readTree(t, dir)); diff != "" {
		t.Errorf("a failed run must leave the package alone (-want +got):\n%s", diff)
	}
	saved := readTree(t, results)["results.yaml"]
	for _, want := range []string{"severity: error", "kind: Service", "exitCode: 1"} {
		if !strings.Contains(saved, want) {
			t.Errorf("results.yaml has no %q:\n%s", want, saved)
		}
	}
}
