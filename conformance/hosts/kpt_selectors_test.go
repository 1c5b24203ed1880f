package hosts

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/conformance"
)

// withSelectors is the package with selectors for its mutator.
func withSelectors(t *testing.T, selectors string) string {
	t.Helper()
	const config = "    configPath: graylane.yaml\n"
	return copyOf(t, "kpt/shop", config, config+selectors+"\n")
}

// dropValidator takes the validator out of a package.
func dropValidator(t *testing.T, dir string) {
	t.Helper()
	kptfile, _, found := strings.Cut(readTree(t, dir)["Kptfile"], "  validators:")
	if !found {
		t.Fatal("there is no validator")
	}
	writeFile(t, filepath.Join(dir, "Kptfile"), kptfile)
}

// TestKptSelectors renders with selectors, once and once more: what they have to select so that graylane finds its own
// resources again is what docs/quickstart-kpt.md says of them.
func TestKptSelectors(t *testing.T) {
	kpt, env := conformance.Require(t, "kpt"), kptEnv(t)
	tests := []struct {
		reason, selectors string
		again             []string // after the second rendering
		says              string   // of kpt, of the second rendering, where there is a validator
	}{
		{"the kinds that it reads and those that it writes",
			"    selectors: [{kind: Deployment}, {kind: Service}, {kind: DestinationRule}, {kind: VirtualService}]", wanted, ""},
		{"all but what concerns neither", "    exclude: [{kind: Kptfile}, {kind: Role}]", wanted, ""},
		{"kinds without those that it writes: it cannot know what is there already", "    selectors: [{kind: Deployment}, {kind: Service}]", []string{
			"cart/DestinationRule", "cart/DestinationRule", "stock/DestinationRule", "stock/DestinationRule", "stock/VirtualService", "stock/VirtualService",
		}, `^Error: resource at path ".*" and index "0" already exists`},
		{"one of those excluded", "    exclude: [{kind: VirtualService}]", []string{
			"cart/DestinationRule", "stock/DestinationRule", "stock/VirtualService", "stock/VirtualService",
		}, `^Error: resource at path "stock/virtualservice_vs-stock.yaml" and index "0" already exists`},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			dir := withSelectors(t, tt.selectors)
			dropValidator(t, dir)
			for i, want := range [][]string{wanted, tt.again} {
				must(t, env, "", kpt, "fn", "render", "--allow-exec", dir)
				items, _ := readTree(t, dir).generated()
				if diff := cmp.Diff(want, items); diff != "" {
					t.Errorf("rendering %d (-want +got):\n%s", i+1, diff)
				}
			}
			validated := withSelectors(t, tt.selectors)
			must(t, env, "", kpt, "fn", "render", "--allow-exec", validated)
			first := readTree(t, validated)
			r := run(t, env, "", kpt, "fn", "render", "--allow-exec", validated)
			if r.code == 0 != (tt.says == "") || !matches(tt.says, r.stdout+r.stderr) {
				t.Errorf("with a validator the second rendering ends with %d, want a line %q in\n%s%s", r.code, tt.says, r.stdout, r.stderr)
			}
			if diff := cmp.Diff(first, readTree(t, validated)); diff != "" {
				t.Errorf("with a validator the package changes (-first +second):\n%s", diff)
			}
		})
	}
}

// TestKptSelectorsPrune is about what a rendering removes.
func TestKptSelectorsPrune(t *testing.T) {
	kpt, graylane := conformance.Require(t, "kpt"), conformance.Require(t, "graylane")
	tests := []struct {
		reason string
		args   []string
		want   []string
	}{
		{"what it generated for a Service that it does not see is taken for the routing of one that is gone", []string{"--match-kind", "DestinationRule"}, []string{"stock/VirtualService"}},
		{"what it does not see stays", []string{"--match-name", "cart"}, wanted},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			dir := copyOf(t, "kpt/shop")
			must(t, kptEnv(t), "", kpt, "fn", "render", "--allow-exec", dir)
			must(t, nil, "", kpt, append([]string{"fn", "eval", dir, "--exec", graylane}, tt.args...)...)
			items, _ := readTree(t, dir).generated()
			if diff := cmp.Diff(tt.want, items); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestKptSelectorsMended takes selectors away that have doubled resources: the next rendering puts that right.
func TestKptSelectorsMended(t *testing.T) {
	kpt, env := conformance.Require(t, "kpt"), kptEnv(t)
	const selectors = "    exclude: [{kind: VirtualService}]"
	dir := withSelectors(t, selectors)
	dropValidator(t, dir)
	for range 2 {
		must(t, env, "", kpt, "fn", "render", "--allow-exec", dir)
	}
	writeFile(t, filepath.Join(dir, "Kptfile"), strings.Replace(readTree(t, dir)["Kptfile"], selectors+"\n", "", 1))
	must(t, env, "", kpt, "fn", "render", "--allow-exec", dir)
	items, _ := readTree(t, dir).generated()
	if diff := cmp.Diff(wanted, items); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
