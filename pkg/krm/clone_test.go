package krm

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/diag"
)

// cloned is the case clone, with its configuration, and what the function makes of it.
func cloned(t *testing.T) (objects []string, config, out string) {
	t.Helper()
	objects, config = applications(t)["clone"], configuration(t, "clone")
	out, ds := runOn(t, listOf(objects)+config)
	if !slices.ContainsFunc(ds, func(d diag.Diagnostic) bool { return d.Code == diag.Cloned }) || !strings.Contains(out, "name: b-v2\n") {
		t.Fatalf("nothing is copied: %v", ds)
	}
	return objects, config, out
}

func TestRunOnItsOwnCopies(t *testing.T) {
	_, _, out := cloned(t)
	for range 2 {
		again, _ := runOn(t, out)
		if again != out {
			t.Fatal(cmp.Diff(out, again))
		}
	}
}

// theirs is an object of the user: b in the version v2.
const theirs = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: NAME\nspec:\n  template:\n    metadata:\n      labels: {app: APP, version: v2}\n    spec: {containers: [{name: main, env: [{name: U, value: \"http://c:8000\"}]}]}\n"

func TestRunAfterTheGap(t *testing.T) {
	_, _, out := cloned(t)
	items, rest, _ := strings.Cut(out, "functionConfig:")
	user := func(name, app string) string {
		return itemOf(strings.NewReplacer("NAME", name, "APP", app).Replace(theirs))
	}
	tests := []struct {
		reason, in string
		copies     int // objects b-v2 that are graylane's
		all        int // objects b-v2
		code       diag.Code
	}{
		{"the call behind is gone", strings.ReplaceAll(out, "http://c:8000", "none"), 0, 0, ""},
		{"gaps: warn", strings.Replace(out, "gaps: clone", "gaps: warn", 1), 0, 0, diag.Gap},
		{"the user deploys that version", items + user("b-new", "b") + "functionConfig:" + rest, 0, 0, ""},
		{"under the name of the copy", items + user("b-v2", "b") + "functionConfig:" + rest, 0, 1, ""},
		{"or something else under it", items + user("b-v2", "other") + "functionConfig:" + rest, 0, 1, diag.CloneRefused},
		{"the user makes the copy his own", strings.Replace(out, "    name: b-v2\n    annotations:\n      graylane.dev/generated: \"true\"\n", "    name: b-v2\n", 1), 0, 1, ""},
		{"someone edits the copy", strings.Replace(out, "replicas: 1", "replicas: 7", 1), 1, 1, diag.Cloned},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if tt.in == out {
				t.Fatal("the edit changes nothing")
			}
			got, ds := runOn(t, tt.in)
			got, _, _ = strings.Cut(got, "results:")
			if diag.HasError(ds) {
				t.Errorf("there is an error: %v", ds)
			}
			copies := strings.Count(got, "    name: b-v2\n    annotations:\n      graylane.dev/generated: \"true\"\n")
			if all := strings.Count(got, "name: b-v2\n"); copies != tt.copies || all != tt.all {
				t.Errorf("%d objects b-v2, %d of them copies\n%s", all, copies, got)
			}
			if tt.code != "" && !slices.ContainsFunc(ds, func(d diag.Diagnostic) bool { return d.Code == tt.code }) {
				t.Errorf("nothing says %s: %v", tt.code, ds)
			}
			if strings.Contains(got, "replicas: 7") {
				t.Error("the edit is still there")
			}
		})
	}
}

// TestRunCopiesItsPlace has a copy beside its original in the package.
func TestRunCopiesItsPlace(t *testing.T) {
	objects, config, _ := cloned(t)
	for i, o := range objects {
		if strings.Contains(o, "name: b-v1\n") {
			objects[i] = strings.Replace(o, "  name: b-v1\n", "  name: b-v1\n  annotations:\n    internal.config.kubernetes.io/path: deep/b.yaml\n    internal.config.kubernetes.io/index: '2'\n", 1)
		}
	}
	out, _ := runOn(t, listOf(objects)+config)
	if !strings.Contains(out, "internal.config.kubernetes.io/path: \"deep/deployment_b-v2.yaml\"\n") || !strings.Contains(out, "internal.config.kubernetes.io/index: \"0\"\n") {
		t.Errorf("the copy is not beside its original:\n%s", out)
	}
	if again, _ := runOn(t, out); again != out {
		t.Error(cmp.Diff(out, again))
	}
}

// TestRunCopiesWhatRefersToOthers has an original that takes its labels from another item, so that no item can be read alone.
func TestRunCopiesWhatRefersToOthers(t *testing.T) {
	objects, config, _ := cloned(t)
	for i, o := range objects {
		if strings.Contains(o, "name: b-v1\n") {
			o = strings.Replace(o, "      labels:\n        app: b\n        version: v1\n", "      labels: *labels\n", 1)
			objects = append(append(slices.Clone(objects[:i]), "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  labels: &labels\n    app: b\n    version: v1\n", o), objects[i+1:]...)
			break
		}
	}
	out, _ := runOn(t, listOf(objects)+config)
	if !strings.Contains(out, "        labels:\n          app: b\n          version: v2\n") {
		t.Errorf("nothing is copied:\n%s", out)
	}
}
