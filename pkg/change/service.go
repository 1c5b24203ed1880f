package change

import (
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// Service is a Service of the application that differs.
type Service struct {
	Kind Kind
	diag.Ref
	Added, Removed []string // versions that run, in version order
	// Old and New are what it is on the sides; nil where it is not.
	Old, New *State
}

// State is what a Service is in one rendering.
type State struct {
	Baseline string // the version for the baseline's requests; empty where it is not known, or not one
	// Unnamed are the versions where callers land that no rule names, and Reason is why: as of a lane.Hop.
	Unnamed []string
	Reason  lane.Reason
}

// Steered tells whether rules choose among the versions.
func (s State) Steered() bool { return s.Reason == lane.OnBaseline }

func (s State) equal(other State) bool {
	return s.Baseline == other.Baseline && s.Reason == other.Reason && slices.Equal(s.Unnamed, other.Unnamed)
}

// compareServices are the Services that differ. Those of the context are none of the application's.
func compareServices(o, n *picture) []Service {
	before, after := o.own(), n.own()
	var all []Service
	for _, key := range keys(before, after, model.Key.Compare) {
		s, differs := compareService(o.look(before[key]), n.look(after[key]))
		if differs {
			all = append(all, s)
		}
	}
	return all
}

// own are the Services that are not of the context.
func (p *picture) own() map[model.Key]*model.Service {
	all := map[model.Key]*model.Service{}
	for _, s := range p.Model.Services() {
		if !s.Context && p.concerns(s.Namespace) {
			all[s.Key()] = s
		}
	}
	return all
}

// look is what is seen of a Service; nil for none.
func (p *picture) look(s *model.Service) *looked {
	if s == nil {
		return nil
	}
	l := looked{ref: s.Ref, versions: p.Plan.Versions(s)}
	l.Baseline = p.baseline(s)
	l.Unnamed, l.Reason = p.Plan.Unnamed(s)
	return &l
}

type looked struct {
	ref      diag.Ref
	versions []string
	State
}

func compareService(before, after *looked) (Service, bool) {
	switch {
	case before == nil:
		return Service{Kind: Added, Ref: after.ref, Added: after.versions, New: &after.State}, true
	case after == nil:
		return Service{Kind: Removed, Ref: before.ref, Removed: before.versions, Old: &before.State}, true
	}
	s := Service{Kind: Changed, Ref: after.ref, Old: &before.State, New: &after.State}
	s.Removed, s.Added = apart(before.versions, after.versions)
	return s, len(s.Added)+len(s.Removed) > 0 || !s.Old.equal(*s.New)
}

// baseline is the version of s for the baseline's requests: the planned one, else the only one of its running workloads that
// is in no other lane.
func (p *picture) baseline(s *model.Service) string {
	if planned := p.Plan.Service(s); planned != nil {
		return planned.Baseline.Version
	}
	var found []string
	for _, w := range p.Model.Selected(s) {
		if p.Model.Runs(w) && p.laneOf(w) == lane.Baseline {
			found = append(found, w.PodLabels[p.VersionLabel])
		}
	}
	if slices.Sort(found); len(slices.Compact(found)) == 1 {
		return found[0]
	}
	return ""
}
