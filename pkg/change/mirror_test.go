package change_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/graylane/graylane/pkg/change"
	"github.com/graylane/graylane/pkg/diag"
)

// TestApps compares every case of testdata/apps with itself, which gives nothing, and with the next one in both directions,
// which gives the same the other way round.
func TestApps(t *testing.T) {
	cases, err := filepath.Glob("../../testdata/apps/*/input.yaml")
	if err != nil || len(cases) < 100 {
		t.Fatalf("%d cases (%v)", len(cases), err)
	}
	read := func(file string) change.Side {
		objects, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		config, err := os.ReadFile(filepath.Join(filepath.Dir(file), "config.yaml"))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		return side(t, objects, config)
	}
	differing := 0
	last := read(cases[len(cases)-1])
	for _, file := range cases {
		x := read(file)
		if c := change.Compare(x, read(file)); !c.Empty() || len(c.Lost) > 0 {
			t.Errorf("%s differs from itself: %+v", file, c)
		}
		there, back := change.Compare(last, x), change.Compare(x, last)
		if diff := cmp.Diff(there, inverted(back), ignored()...); diff != "" {
			t.Errorf("%s: back is not there inverted (-there +back):\n%s", file, diff)
		}
		if len(there.Lanes) > 0 {
			differing++
		}
		last = x
	}
	if differing < len(cases)/2 {
		t.Errorf("only %d of %d pairs differ in a lane", differing, len(cases))
	}
}

// ignored is what is not the same the other way round: what is lost, and how each side writes what both have.
func ignored() []cmp.Option {
	return []cmp.Option{
		cmpopts.EquateEmpty(), cmpopts.IgnoreFields(change.Change{}, "Lost", "Errors"), cmpopts.IgnoreFields(diag.Ref{}, "APIVersion", "Namespace"),
	}
}

// inverted is a change the other way round.
func inverted(c change.Change) change.Change {
	rank := map[change.Kind]int{change.Added: 0, change.Removed: 1} // of findings: new ones first
	for i := range c.Services {
		s := &c.Services[i]
		s.Kind, s.Added, s.Removed, s.Old, s.New = flipped(s.Kind), s.Removed, s.Added, s.New, s.Old
	}
	for i := range c.Lanes {
		l := &c.Lanes[i]
		l.Kind = flipped(l.Kind)
		for j := range l.Members {
			m := &l.Members[j]
			m.Kind, m.Old, m.New, m.Was, m.Is = flipped(m.Kind), m.New, m.Old, m.Is, m.Was
		}
		for _, calls := range [][]change.Call{l.Entries, l.Calls} {
			for j := range calls {
				call := &calls[j]
				call.Kind, call.Old, call.New = flipped(call.Kind), call.New, call.Old
			}
		}
		for j := range l.Gaps {
			g := &l.Gaps[j]
			g.Kind, g.Old, g.New = flipped(g.Kind), g.New, g.Old
		}
		for j := range l.Reaches {
			l.Reaches[j].Old, l.Reaches[j].New = l.Reaches[j].New, l.Reaches[j].Old
		}
	}
	for i := range c.Findings {
		c.Findings[i].Kind = flipped(c.Findings[i].Kind)
	}
	slices.SortStableFunc(c.Findings, func(a, b change.Finding) int { return rank[a.Kind] - rank[b.Kind] })
	for i := range c.Resources {
		c.Resources[i].Kind = flipped(c.Resources[i].Kind)
	}
	return c
}

func flipped(k change.Kind) change.Kind {
	switch k {
	case change.Added:
		return change.Removed
	case change.Removed:
		return change.Added
	}
	return k
}
