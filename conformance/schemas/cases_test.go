package schemas

import (
	"slices"
	"sync/atomic"
	"testing"

	"github.com/graylane/graylane/conformance/cases"
)

// older is the API version beside the default one.
const older = "networking.istio.io/v1beta1"

// again are cases that have every kind of rule between them.
var again = []string{"apps/protocols", "apps/entry-layers", "apps/entry-delegate-private", "apps/entry-header"}

// all are the cases of the package cases, and those of again once more in the older API version.
func all(t *testing.T) []cases.Case {
	t.Helper()
	all := cases.All(t)
	for _, name := range again {
		i := slices.IndexFunc(all, func(c cases.Case) bool { return c.Name == name })
		if i < 0 {
			t.Fatal("there is no case ", name)
		}
		c := all[i]
		c.Name, c.Set = c.Name+"/v1beta1", []string{"istio.apiVersion=" + older}
		all = append(all, c)
	}
	return all
}

// tally counts what a test went through.
type tally struct {
	want                      int
	cases, refused, resources atomic.Int64
}

// complete is whether every case was asked: not so where -run leaves some out.
func (n *tally) complete() bool { return int(n.cases.Load()+n.refused.Load()) == n.want }

// each runs a check, as a test of its own, on the answer to every case that graylane does not refuse. The tests run side
// by side: the tally has its numbers when the clean-up of t begins.
func each(t *testing.T, check func(t *testing.T, c cases.Case, a cases.Answer)) *tally {
	t.Helper()
	cases.Program(t)
	all := all(t)
	n := &tally{want: len(all)}
	t.Cleanup(func() {
		t.Logf("%d resources of %d cases; %d cases refused", n.resources.Load(), n.cases.Load(), n.refused.Load())
	})
	for _, c := range all {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			a := cases.Ask(t, c)
			if a.Refused {
				n.refused.Add(1)
				return
			}
			n.cases.Add(1)
			n.resources.Add(int64(len(a.Generated)))
			check(t, c, a)
		})
	}
	return n
}

// name is what tells an object from the others of its case.
func name(o map[string]any) string {
	id := cases.Text(o, "metadata", "name")
	if namespace := cases.Text(o, "metadata", "namespace"); namespace != "" {
		id = namespace + "/" + id
	}
	return cases.Text(o, "kind") + " " + id
}
