package hosts

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/conformance"
)

// helm is one version of Helm with graylane as post-renderer, and a namespace for releases of examples/helm.
type helm struct {
	administrator
	program, namespace string
	post               []string // what makes graylane the post-renderer
}

// helmChart is the chart of examples/helm.
var helmChart = filepath.Join(root, "examples/helm/shop")

// TestHelm uses each version of Helm as its users do.
func TestHelm(t *testing.T) {
	a := newAdministrator(t)
	a.env = append(a.env, kptEnv(t)...) // graylane on PATH
	three := helm{a, conformance.Require(t, "helm3"), "three",
		[]string{"--post-renderer", "graylane", "--post-renderer-args", "build", "--post-renderer-args", "-"}}
	four := helm{a, conformance.Require(t, "helm4"), "four", []string{"--post-renderer", "graylane"}}
	four.env = append(slices.Clip(a.env), "HOME="+t.TempDir()) // Helm 3 complains about what Helm 4 installs
	must(t, four.env, "", four.program, "plugin", "install", filepath.Join(root, "config/helm"))
	for _, h := range []helm{three, four} {
		t.Run(h.namespace, func(t *testing.T) {
			t.Run("template", func(t *testing.T) { h.as(t).template() })
			t.Run("release", func(t *testing.T) { h.as(t).release() })
			t.Run("order", func(t *testing.T) { h.as(t).order() })
			t.Run("hooks", func(t *testing.T) { h.as(t).hooks() })
			t.Run("refused", func(t *testing.T) { h.as(t).refused() })
		})
	}
}

// as is the same for a part of the test.
func (h helm) as(t *testing.T) helm {
	h.administrator = h.in(t)
	return h
}

// helm runs Helm in the namespace.
func (h helm) helm(args ...string) string {
	h.t.Helper()
	return must(h.t, h.env, "", h.program, append(args, "-n", h.namespace)...)
}

// upgrade installs or upgrades the release to some versions of its two services.
func (h helm) upgrade(versions string) string {
	h.t.Helper()
	return h.helm(slices.Concat([]string{"upgrade", "--install", "--create-namespace", "shop", helmChart,
		"--set", "web.versions={" + versions + "}", "--set", "api.versions={" + versions + "}"}, h.post)...)
}

// release goes through the life of one: what is generated comes, changes, goes, comes back and goes with it.
func (h helm) release() {
	two := map[string]string{"dr-web": "v1 v2", "dr-api": "v1 v2", "vs-api": "v1 v2 v1"}
	three := map[string]string{"dr-web": "v1 v2 v3", "dr-api": "v1 v2 v3", "vs-api": "v1 v2 v3 v1"}
	if notes := h.upgrade("v1,v2"); !strings.Contains(notes, "shop has web v1, web v2, api v1, api v2.") {
		h.t.Errorf("the notes of the chart:\n%s", notes)
	}
	h.lanes("installed", two)
	h.owned()
	h.current()
	h.upgrade("v1,v2,v3")
	h.lanes("with a version more", three)
	h.unchanged("v1,v2,v3")
	h.upgrade("v1")
	h.lanes("with one version", map[string]string{})
	h.helm("rollback", "shop", "1")
	h.lanes("rolled back", two)
	h.helm("uninstall", "shop")
	h.lanes("uninstalled", map[string]string{})
}

// lanes compares the subsets that the DestinationRules have and those that the VirtualServices route to, in order.
func (h helm) lanes(when string, want map[string]string) {
	h.t.Helper()
	got := map[string]string{}
	out := h.kubectl("", "get", "dr,vs", "-n", h.namespace, "-o",
		`jsonpath={range .items[*]}{.metadata.name}={.spec.subsets[*].name}{.spec.http[*].route[*].destination.subset}{"\n"}{end}`)
	for line := range strings.Lines(out) {
		name, subsets, _ := strings.Cut(strings.TrimSpace(line), "=")
		got[name] = subsets
	}
	if diff := cmp.Diff(want, got); diff != "" {
		h.t.Errorf("%s (-want +got):\n%s", when, diff)
	}
}

// owned wants what was generated to belong to the release, in Helm's own words.
func (h helm) owned() {
	h.t.Helper()
	got := h.kubectl("", "get", "dr,vs", "-n", h.namespace, "-o",
		`jsonpath={range .items[*]}{.metadata.annotations.meta\.helm\.sh/release-name} {.metadata.labels.app\.kubernetes\.io/managed-by} {end}`)
	if got != strings.Repeat("shop Helm ", 3) {
		h.t.Errorf("owners of the generated resources: %q", got)
	}
}

// current wants graylane to know what it finds in the cluster for its own, and up to date.
func (h helm) current() {
	h.t.Helper()
	h.graylane(h.kubectl("", "get", kinds+",dr,vs", "-n", h.namespace, "-o", "yaml"), "check", "--generated", "-")
}

// unchanged wants an upgrade to the same versions to leave the generated resources as they are.
func (h helm) unchanged(versions string) {
	h.t.Helper()
	stored := func() string {
		return h.kubectl("", "get", "dr,vs", "-n", h.namespace, "-o",
			`jsonpath={range .items[*]}{.metadata.name} {.metadata.resourceVersion}{"\n"}{end}`)
	}
	before := stored()
	h.upgrade(versions)
	if diff := cmp.Diff(before, stored()); diff != "" {
		h.t.Errorf("an upgrade to the same versions writes (-before +after):\n%s", diff)
	}
}

// order holds Helm to what the documentation says of it, since graylane has no say in it: it creates DestinationRules before
// VirtualServices, and deletes in that order too.
func (h helm) order() {
	created, deleted := []string{"services", "deployments", "destinationrules", "virtualservices"}, []string{"deployments", "destinationrules", "virtualservices"}
	for _, step := range []struct {
		what string
		do   func()
		verb string
		want []string
	}{
		{"install", func() { h.upgrade("v1,v2") }, "created", created},
		{"upgrade to one version", func() { h.upgrade("v1") }, "delete", deleted},
		{"rollback", func() { h.helm("rollback", "shop", "1") }, "created", created[1:]},
		{"uninstall", func() { h.helm("uninstall", "shop") }, "delete", append([]string{"services"}, deleted...)},
	} {
		past := len(h.changes())
		step.do()
		var got []string
		for _, c := range h.changes()[past:] {
			if c.in == h.namespace && c.what == step.verb && slices.Contains(created, c.kind) {
				got = append(got, c.kind)
			}
		}
		if diff := cmp.Diff(step.want, slices.Compact(got)); diff != "" {
			h.t.Errorf("%s: the order of the kinds (-documented +seen):\n%s", step.what, diff)
		}
	}
}

// hooks wants a hook of the chart to be run as it is, and nothing generated because of it.
func (h helm) hooks() {
	chart := copyOf(h.t, "helm/shop")
	writeFile(h.t, filepath.Join(chart, "templates/hook.yaml"), `apiVersion: v1
kind: ConfigMap
metadata:
  name: hook
  annotations: {helm.sh/hook: "pre-install,pre-upgrade"}
data: {calls: "http://api:8080/"}   # as it came
`)
	h.helm(slices.Concat([]string{"upgrade", "--install", "--create-namespace", "hooked", chart}, h.post)...)
	h.lanes("with a hook", map[string]string{"dr-web": "v1 v2", "dr-api": "v1 v2", "vs-api": "v1 v2 v1"})
	if got := h.kubectl("", "get", "configmap", "hook", "-n", h.namespace, "-o", "jsonpath={.data.calls}"); got != "http://api:8080/" {
		h.t.Errorf("the hook has run as %q", got)
	}
	if manifest := h.helm("get", "manifest", "hooked"); strings.Contains(manifest, "name: hook") {
		h.t.Errorf("the hook is in the manifest of the release:\n%s", manifest)
	}
	h.helm("uninstall", "hooked")
}
