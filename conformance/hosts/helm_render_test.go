package hosts

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"
)

// template renders the chart without a cluster, and compares with what the example shows.
func (h helm) template() {
	want, err := os.ReadFile(filepath.Join(root, "examples/helm/expected.yaml"))
	if err != nil {
		h.t.Fatal(err)
	}
	if diff := cmp.Diff(resources(string(want)), resources(h.render())); diff != "" {
		h.t.Errorf("helm template (-expected +got):\n%s", diff)
	}
	if got := h.render("--post-renderer-args", "--set", "--post-renderer-args", "istio.hosts=fqdn",
		"--post-renderer-args", "-n", "--post-renderer-args", "market"); !strings.Contains(got, "  - api.market.svc.cluster.local\n") {
		h.t.Errorf("arguments of the post-renderer have no effect:\n%s", got)
	}
	h.configured()
}

// configured wants a GrayRelease among the templates to be the configuration, and no part of the release.
func (h helm) configured() {
	chart := copyOf(h.t, "helm/shop")
	writeFile(h.t, filepath.Join(chart, "templates/graylane.yaml"),
		"apiVersion: graylane.dev/v1alpha1\nkind: GrayRelease\nmetadata: {name: shop}\nspec: {baseline: {{ .Values.baseline }}}\n")
	got := h.helm(slices.Concat([]string{"template", "shop", chart, "--set", "baseline=v2"}, h.post)...)
	if !strings.HasSuffix(strings.TrimSpace(got), "  - route:\n    - destination:\n        host: api\n        subset: v2") {
		h.t.Errorf("the default route is not to the baseline of the chart's GrayRelease:\n%s", got)
	}
	if strings.Contains(got, "GrayRelease") {
		h.t.Errorf("the GrayRelease is in what Helm would install:\n%s", got)
	}
}

func (h helm) render(args ...string) string {
	h.t.Helper()
	return h.helm(slices.Concat([]string{"template", "shop", helmChart}, h.post, args)...)
}

// resources are the lines of a text that say something, without Helm's comments about where they come from.
func resources(text string) []string {
	return slices.DeleteFunc(strings.Split(text, "\n"), func(line string) bool {
		return line == "" || line == "---" || strings.HasPrefix(line, "# Source: ")
	})
}

// refused wants an error of graylane to stop an upgrade before anything is written, and to be read by who runs it.
func (h helm) refused() {
	h.upgrade("v1,v2")
	past := len(h.changes())
	upgrade := slices.Concat([]string{"upgrade", "shop", helmChart, "-n", h.namespace, "--set", "api.versions={blue,green}"}, h.post)
	got := run(h.t, h.env, "", h.program, upgrade...)
	if got.code == 0 || !matches("^error GL0303 .* Name the baseline in spec.baseline", got.stderr) {
		h.t.Errorf("versions without an order: exit %d, stderr\n%s", got.code, got.stderr)
	}
	for _, c := range h.changes()[past:] {
		if c.in == h.namespace && c.kind != "secrets" { // where Helm keeps its releases
			h.t.Errorf("written all the same: %+v", c)
		}
	}
	h.helm("uninstall", "shop")
}
