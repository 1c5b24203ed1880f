package random

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReduce keeps what the difference needs, and no more.
func TestReduce(t *testing.T) {
	app := App{
		{"kind": "Service", "metadata": object{"name": "a"}},
		{"kind": "Service", "metadata": object{"name": "b", "labels": object{"x": "1", "y": "2"}}, "spec": object{"ports": list{1, 2, 3}}},
		{"kind": "Pod"},
	}
	asked := 0
	differs := func(app App) bool {
		asked++
		for _, o := range app {
			metadata, _ := o["metadata"].(object)
			spec, _ := o["spec"].(object)
			ports, _ := spec["ports"].(list)
			labels, _ := metadata["labels"].(object)
			if labels["y"] == "2" && slices.Contains(ports, any(2)) {
				return true
			}
		}
		return false
	}
	want := App{{"metadata": object{"labels": object{"y": "2"}}, "spec": object{"ports": list{2}}}}
	if diff := cmp.Diff(want, Reduce(app, differs)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if asked > 40 {
		t.Errorf("%d questions", asked)
	}
	if diff := cmp.Diff(list{1, 2, 3}, app[1]["spec"].(object)["ports"]); diff != "" {
		t.Errorf("the application itself is changed:\n%s", diff)
	}
}

// TestSame keeps a seed from giving another application the next time.
func TestSame(t *testing.T) {
	if diff := cmp.Diff(Draw(7).String(), Draw(7).String()); diff != "" {
		t.Error(diff)
	}
	if Draw(7).String() == Draw(8).String() {
		t.Error("two seeds give one application")
	}
}
