package change

import (
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
)

// Lost is something that requests had before and do not have any more. One of its pointers is set.
type Lost struct {
	Lane    string   // of which it is; lane.Baseline for a Service
	Gap     *Gap     // a gap that opens, or makes more unreachable
	Reach   *Reach   // a version that is not reached any more, without a gap
	Call    *Call    // one whose requests miss the version that they went to
	Service *Service // one whose callers may land on several versions now, or where others decide
}

// lost is what a change takes from requests, the Services first, then lane by lane.
func lost(c Change) []Lost {
	var all []Lost
	spread := map[diag.Ref]bool{}
	for i := range c.Services {
		if s := &c.Services[i]; s.Spreads() {
			spread[s.Ref] = true
			all = append(all, Lost{Service: s})
		}
	}
	for i := range c.Lanes {
		l := &c.Lanes[i]
		unreached := l.lostReach()
		gaps := slices.ContainsFunc(unreached, func(lost Lost) bool { return lost.Gap != nil })
		all = append(all, unreached...)
		for _, calls := range [][]Call{l.Entries, l.Calls} {
			for j := range calls {
				told := spread[calls[j].Callee] || gaps && calls[j].New != nil && calls[j].New.Reason == lane.Gap
				if !told && calls[j].misses() {
					all = append(all, Lost{Lane: l.Name, Call: &calls[j]})
				}
			}
		}
	}
	return all
}

// lostReach are the gaps of a lane that open, and the versions that are not reached any more without one.
func (l *Lane) lostReach() []Lost {
	var all []Lost
	var behind []Party
	for i := range l.Gaps {
		if g := &l.Gaps[i]; g.widens() {
			behind = append(behind, g.New...)
			all = append(all, Lost{Lane: l.Name, Gap: g})
		}
	}
	for i := range l.Reaches {
		r := &l.Reaches[i]
		told := slices.ContainsFunc(behind, func(p Party) bool { return sameVersion(p, r.Version) })
		if r.Old == Reached && r.New == Unreached && !told {
			all = append(all, Lost{Lane: l.Name, Reach: r})
		}
	}
	return all
}

// Spreads tells whether callers that no rule names landed on one version of s, and now may land on several, or where others
// decide.
func (s *Service) Spreads() bool {
	return s.Old != nil && s.New != nil && len(s.Old.Unnamed) == 1 && len(s.New.Unnamed) != 1
}

// widens tells whether a gap opens, or makes a version unreachable that it did not before.
func (g *Gap) widens() bool {
	more := slices.ContainsFunc(g.New, func(v Party) bool {
		return !slices.ContainsFunc(g.Old, func(old Party) bool { return sameVersion(v, old) })
	})
	return g.Kind == Added || g.Kind == Changed && more
}

// misses tells whether requests of a call landed on one version, and do not any more; or on that of their lane, and now on
// another; or for labels that tell nothing apart. A share of the requests is somebody's decision.
func (c *Call) misses() bool {
	if c.Kind != Changed || c.New.Weak {
		return false
	}
	one := func(l *Landing) bool { return len(l.Versions) == 1 || l.Percent > 0 }
	inLane := func(l *Landing) bool { return l.Reason == lane.InLane || l.Reason == lane.ByHeader }
	return one(c.Old) && !one(c.New) || inLane(c.Old) && !inLane(c.New) || c.New.Reason == lane.Ambiguous
}

// Elsewhere tells whether callers that no rule names land elsewhere, although the baseline is the same.
func (s *Service) Elsewhere() bool {
	return s.Old != nil && s.New != nil && s.Old.Baseline == s.New.Baseline && !slices.Equal(s.Old.Unnamed, s.New.Unnamed)
}

// Production tells whether anything changes for requests that are in no lane. Calls that may be none do not count.
func (c *Change) Production() bool {
	for _, l := range c.Lanes {
		replaced := func(m Member) bool { return m.Kind == Changed }
		if l.Name == lane.Baseline && (slices.ContainsFunc(l.Members, replaced) || Count(l.Entries) != Traffic{} || Count(l.Calls) != Traffic{}) {
			return true
		}
	}
	return slices.ContainsFunc(c.Services, func(s Service) bool { return s.Elsewhere() })
}

// Traffic counts calls that differ.
type Traffic struct {
	Moved   int // whose requests land elsewhere
	Added   int
	Removed int
}

// Count counts calls. Those that may be none do not count.
func Count(calls []Call) Traffic {
	var t Traffic
	for _, c := range calls {
		if c.Old != nil && c.Old.Weak || c.New != nil && c.New.Weak {
			continue
		}
		switch c.Kind {
		case Changed:
			t.Moved++
		case Added:
			t.Added++
		case Removed:
			t.Removed++
		}
	}
	return t
}

// Differs tells whether l is more than calls that land where they did for another reason.
func (l *Lane) Differs() bool {
	return l.Kind != Changed || len(l.Members)+len(l.Gaps)+len(l.Reaches) > 0 ||
		slices.ContainsFunc(slices.Concat(l.Entries, l.Calls), func(c Call) bool { return c.Kind != Reason })
}
