package callgraph

import (
	"fmt"
	"testing"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// TestPartiesLookAtFew says that finding the workloads that the configuration means does not look at all of them.
func TestPartiesLookAtFew(t *testing.T) {
	var objects []model.Any
	for i := range 100 {
		original := &model.Workload{
			Object:    model.Object{Ref: diag.Ref{Kind: "Deployment", Namespace: "shop", Name: fmt.Sprint("w-", i)}},
			PodLabels: model.Labels{"app": fmt.Sprint("w-", i), "team": "all", "version": "v1"},
		}
		copied := *original
		copied.Name, copied.CopyOf = original.Name+"-copy", original
		copied.PodLabels = model.Labels{"app": fmt.Sprint("w-", i), "team": "all", "version": "v2"}
		objects = append(objects, original, &copied)
	}
	m := model.New(objects)
	b := newBuilder(NewResolver(m, "cluster.local"))
	for _, test := range []struct {
		reason string
		labels model.Labels
		looked int
		means  int
	}{
		{"the rarest label decides", model.Labels{"team": "all", "app": "w-7"}, 2, 2},
		{"labels of the original", model.Labels{"version": "v1", "app": "w-7"}, 2, 2},
		{"labels of the copy alone", model.Labels{"version": "v2", "app": "w-7"}, 2, 1},
		{"labels of no pod", model.Labels{"app": "other"}, 0, 0},
		{"no labels", nil, 0, 0},
	} {
		if got := len(b.parties().withRarestOf(test.labels)); got != test.looked {
			t.Errorf("%s: it looks at %d workloads, not %d", test.reason, got, test.looked)
		}
		if got := len(b.labelled(api.Party{Labels: test.labels})); got != test.means {
			t.Errorf("%s: it means %d workloads, not %d", test.reason, got, test.means)
		}
	}
	if got := len(b.named(api.Party{Name: "w-7"})); got != 2 {
		t.Errorf("a name means %d workloads, and not one and its copy", got)
	}
	if got := len(b.named(api.Party{Namespace: "other", Name: "w-7"})); got != 0 {
		t.Errorf("a name in another namespace means %d workloads", got)
	}
}

// TestEvidenceBeyondTheLimit says that a call which is full keeps its count, and takes what is strong where it has nothing strong.
func TestEvidenceBeyondTheLimit(t *testing.T) {
	c := &Call{}
	for range maxEvidence {
		c.enter(Evidence{Weak: true})
	}
	if c.takes(true) || !c.takes(false) {
		t.Errorf("a call full of weak evidence takes weak %t, strong %t", c.takes(true), c.takes(false))
	}
	c.enter(Evidence{Weak: true})
	c.enter(Evidence{Host: "a"})
	c.enter(Evidence{Host: "b"})
	if c.takes(false) || c.More != 3 || len(c.Evidence) != maxEvidence || c.Evidence[maxEvidence-1].Host != "a" {
		t.Errorf("takes %t, %d more, %d pieces, the last of %q", c.takes(false), c.More, len(c.Evidence), c.Evidence[maxEvidence-1].Host)
	}
}
