package change

import (
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// Gap is a Service where a lane is lost on one side alone, or with other consequences.
type Gap struct {
	Kind Kind // Added for one that opens, Removed for one that closes
	At   diag.Ref
	// Old and New are the versions that cannot be reached for it, by Service, then in version order.
	Old, New []Party
}

// Reach is a version that requests of its lane do not come to on one side alone, for a gap or for want of a way.
type Reach struct {
	Version  Party
	Old, New Arrival
}

// Arrival tells whether requests of its lane come to a version.
type Arrival string

// The arrivals; Absent is for a version that is not in the lane.
const (
	Absent    Arrival = "absent"
	Reached   Arrival = "reached"
	Unreached Arrival = "unreached"
)

// compareGaps are the gaps that differ, by lane.
func compareGaps(o, n *picture) map[string][]Gap {
	before, after := o.gaps(), n.gaps()
	all := map[string][]Gap{}
	for _, name := range lanesOf(o, n) {
		for _, at := range keys(before[name], after[name], model.Key.Compare) {
			gone, come := before[name][at], after[name][at]
			switch {
			case gone == nil:
				all[name] = append(all[name], Gap{Added, come.At, nil, come.New})
			case come == nil:
				all[name] = append(all[name], Gap{Removed, gone.At, gone.New, nil})
			case !slices.EqualFunc(gone.New, come.New, sameVersion):
				all[name] = append(all[name], Gap{Changed, come.At, gone.New, come.New})
			}
		}
	}
	return all
}

func sameVersion(a, b Party) bool { return versionOf(a) == versionOf(b) }

func versionOf(p Party) version { return version{model.KeyOf(p.Namespace, p.Name), p.Version} }

// gaps are those of a rendering by lane and Service, with what they make unreachable as New.
func (p *picture) gaps() map[string]map[model.Key]*Gap {
	all := map[string]map[model.Key]*Gap{}
	for _, l := range p.Trace.Losses {
		if !p.concerns(l.At.Namespace) {
			continue
		}
		if all[l.Lane] == nil {
			all[l.Lane] = map[model.Key]*Gap{}
		}
		g := all[l.Lane][l.At.Key()]
		if g == nil {
			g = &Gap{At: l.At.Ref}
			all[l.Lane][l.At.Key()] = g
		}
		for _, v := range l.Unreachable {
			if v.Service != nil {
				g.New = append(g.New, Party{Ref: v.Service.Ref, Version: v.Version})
			}
		}
	}
	return all
}

// compareReach are the versions whose reach differs, by lane.
func compareReach(o, n *picture) map[string][]Reach {
	before, after := o.unreached(), n.unreached()
	was, is := o.standings(), n.standings()
	all := map[string][]Reach{}
	for _, name := range lanesOf(o, n) {
		for _, v := range keys(before[name], after[name], version.compare) {
			party, unreached := after[name][v]
			old, wasUnreached := before[name][v]
			if unreached && wasUnreached {
				continue
			}
			if wasUnreached {
				party = old
			}
			all[name] = append(all[name], Reach{party, was.arrival(party, name, wasUnreached), is.arrival(party, name, unreached)})
		}
	}
	return all
}

func (s standings) arrival(v Party, name string, unreached bool) Arrival {
	switch at := s.where(identityOf(v.Ref), v.Version); {
	case unreached:
		return Unreached
	case at.There && at.Lane == name:
		return Reached
	}
	return Absent
}

// unreached are the versions that requests of their lane do not come to, by lane.
func (p *picture) unreached() map[string]map[version]Party {
	all := map[string]map[version]Party{}
	add := func(name string, s *model.Service, v string) {
		if s == nil || s.Context || !p.concerns(s.Namespace) {
			return
		}
		if all[name] == nil {
			all[name] = map[version]Party{}
		}
		all[name][version{s.Key(), v}] = Party{Ref: s.Ref, Version: v}
	}
	for _, l := range p.Trace.Losses {
		for _, v := range l.Unreachable {
			add(l.Lane, v.Service, v.Version)
		}
	}
	for _, u := range p.Trace.Unreached {
		add(u.Subset.Lane, u.Service.Service, u.Subset.Version)
	}
	delete(all, lane.Baseline)
	return all
}
