package change

import (
	"cmp"
	"slices"

	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// Member is a version in a lane that is in it on one side alone, or two versions of an application of which the new one took
// the place of the old one. On the baseline are also the versions that serve it with other lanes.
type Member struct {
	Kind Kind
	// Old and New are the application at its version; nil where it has none in the lane.
	Old, New *Party
	// Was is where the new version was before, and Is where the old version is now.
	Was, Is Standing
}

// Standing is where a version is.
type Standing struct {
	There bool // whether there is such a version at all
	Lane  string
}

// standings are the versions of applications, with their lanes.
type standings map[identity]map[string]standing

type standing struct {
	party Party
	lane  string
}

// standings are those of the running workloads of the application itself. Of several with one version the first by name
// counts.
func (p *picture) standings() standings {
	all := standings{}
	for _, w := range p.Model.Workloads() {
		if w.Context || !p.Model.Runs(w) || !p.concerns(w.Namespace) {
			continue
		}
		id, party := p.applicationOf(w), p.party(w)
		if all[id] == nil {
			all[id] = map[string]standing{}
		}
		if _, known := all[id][party.Version]; !known {
			all[id][party.Version] = standing{party, p.laneOf(w)}
		}
	}
	return all
}

// laneOf is the lane of a workload; the baseline for one that serves several, since its calls stay there.
func (p *picture) laneOf(w *model.Workload) string {
	l, ok := p.Plan.Lane(w)
	if !ok {
		return lane.Baseline
	}
	return l
}

// in are the versions of an application in a lane, in order.
func (s standings) in(id identity, name string) []string {
	var versions []string
	for v, at := range s[id] {
		if at.lane == name {
			versions = append(versions, v)
		}
	}
	slices.SortFunc(versions, lane.CompareVersions)
	return versions
}

func (s standings) where(id identity, version string) Standing {
	at, there := s[id][version]
	return Standing{there, at.lane}
}

// compareMembers are the members that differ, by lane.
func compareMembers(o, n *picture) map[string][]Member {
	before, after := o.standings(), n.standings()
	all := map[string][]Member{}
	for _, id := range keys(before, after, identity.compare) {
		for _, name := range lanesOf(o, n) {
			gone, come := apart(before.in(id, name), after.in(id, name))
			for i := range max(len(gone), len(come)) {
				m := Member{Kind: Changed}
				if i < len(gone) {
					m.Old, m.Is = pointer(before[id][gone[i]].party), after.where(id, gone[i])
				} else {
					m.Kind = Added
				}
				if i < len(come) {
					m.New, m.Was = pointer(after[id][come[i]].party), before.where(id, come[i])
				} else {
					m.Kind = Removed
				}
				all[name] = append(all[name], m)
			}
		}
	}
	return all
}

// apart is what each of two lists has alone.
func apart[V cmp.Ordered](a, b []V) (onlyA, onlyB []V) {
	lacks := func(list []V) func(V) bool { return func(v V) bool { return slices.Contains(list, v) } }
	return slices.DeleteFunc(slices.Clone(a), lacks(b)), slices.DeleteFunc(slices.Clone(b), lacks(a))
}

func pointer[V any](v V) *V { return &v }

// version is a version of a Service, by which reach is compared.
type version struct {
	service model.Key
	name    string
}

func (v version) compare(other version) int {
	return cmp.Or(v.service.Compare(other.service), lane.CompareVersions(v.name, other.name))
}
