package lane

import (
	"maps"
	"slices"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// judge compares one sighting with the plan: it is a leak, or none, or cannot be compared.
func (j *judge) judge(call *api.ObservedCall) (*Leak, Why) {
	callees := j.finder.Callees(call)
	switch {
	case call.Stale:
		return nil, IsStale
	case len(callees) == 0:
		return nil, CalleeUnknown
	}
	found := j.expectation(call, callees)
	if found.why != "" || slices.Contains(found.versions, call.To.Version) {
		return nil, found.why
	}
	leak := found.leak
	leak.Call, leak.Intended = call, found.versions
	return &leak, ""
}

// expected is what the plan has for the requests of a caller: the versions, in version order, and what a leak to others is told by.
type expected struct {
	versions []string
	leak     Leak
	why      Why // why there are none
}

// expectation is what the plan has for a sighting: for all that it may mean.
func (j *judge) expectation(call *api.ObservedCall, callees []*model.Service) expected {
	for _, s := range callees {
		if why := j.choice(call, s); why != "" {
			return expected{why: why}
		}
	}
	if gateways := j.gateways(call, callees); gateways != nil {
		return j.sentBy(gateways, callees[0])
	}
	callers := j.callers(call)
	if call.From.Version == "" && !j.unversioned(call, callers) {
		return expected{why: VersionsUnknown}
	}
	found := expected{why: CallerUnknown}
	for _, pair := range j.finder.Find(call) {
		if !slices.Contains(callers, pair.Caller.Workload) {
			continue
		}
		of := j.expected(callAt{pair.Caller.Workload, pair.Callee, pair.Port})
		switch {
		case of.why != "":
			return of
		case found.why != "":
			found = of
		default:
			found.versions = union(found.versions, of.versions)
			found.leak.Lanes = j.plan.inOrder(append(slices.Clone(found.leak.Lanes), of.leak.Lanes...))
		}
	}
	return found
}

// choice tells why a sighting says nothing about the choice among the versions of s; empty where it does.
func (j *judge) choice(call *api.ObservedCall, s *model.Service) Why {
	switch versions := j.plan.versions[s]; {
	case len(versions) < 2:
		return NothingToChoose
	case call.To.Version == "":
		return VersionsUnknown
	case !slices.Contains(versions, call.To.Version):
		return VersionMissing
	}
	return ""
}

// unversioned tells whether the caller of a sighting, one of callers, is known although its version is not: it is of the name that was
// seen, its pods have no version, and nothing of its application has one.
func (j *judge) unversioned(call *api.ObservedCall, callers []*model.Workload) bool {
	return len(callers) == 1 && callers[0].Name == call.From.Workload && len(j.plan.member[callers[0]].versions) == 0
}

// callers are the workloads of exactly the version that was seen: the one of the name that was seen, where there is one among them.
func (j *judge) callers(call *api.ObservedCall) []*model.Workload {
	var all, named []*model.Workload
	for _, c := range j.finder.Callers(call.From) {
		w := c.Workload
		if w == nil || j.plan.member[w] == nil || w.PodLabels[j.plan.label] != call.From.Version || j.isGateway(w) {
			continue
		}
		all = append(all, w)
		if w.Name == call.From.Workload {
			named = append(named, w)
		}
	}
	if len(named) > 0 {
		return named
	}
	return all
}

// expected is what the plan has for the requests of a workload: over all lanes that pass through it.
func (j *judge) expected(at callAt) expected {
	if found, known := j.byCall[at]; known {
		return found
	}
	found := expected{leak: Leak{Caller: at.caller, Callee: at.callee, Port: at.port}}
	if a := j.plan.member[at.caller]; a.versioned() && a.baseline == "" {
		found.why = BaselineOpen
	} else if j.graph.Ignored(at.caller, at.callee) {
		found.why = IsIgnored
	} else {
		j.follow(at, &found)
	}
	j.byCall[at] = found
	return found
}

// follow finds where the requests of each lane go.
func (j *judge) follow(at callAt, found *expected) {
	call := j.calls[at]
	if call == nil {
		call = &callgraph.Call{Caller: callgraph.Caller{Workload: at.caller}, Callee: at.callee}
	}
	c := *call
	c.Port = at.port
	lanes, told := map[string]bool{}, Baseline
	for _, l := range j.plan.ordered(j.lanes.of[at.caller]) {
		lanes[l.lane] = true
		for _, port := range portsOf(&c) {
			h := j.plan.hop(&c, l, port)
			versions, why := j.plan.intended(h, l)
			if why != "" {
				found.why = why
				return
			}
			found.versions = union(found.versions, versions)
			if found.leak.Reason == "" || told == Baseline && h.Lane != Baseline {
				told = h.Lane
				found.leak.tell(j.Trace, h, call)
			}
		}
	}
	found.leak.Lanes = j.plan.inOrder(slices.Collect(maps.Keys(lanes)))
}

// intended are the versions that the plan means requests to reach.
func (p *Plan) intended(h Hop, l load) ([]string, Why) {
	switch h.Reason {
	case InLane, ByHeader, OnBaseline, Fallback, Gap:
		return h.Versions, ""
	case Undeclared, Hidden, NoSidecar, NotExported, NotImported:
		return []string{p.meant(h, l)}, ""
	case Ambiguous:
		return nil, CannotTell
	}
	return nil, NotPlanned
}

// meant is the version that serves requests of a lane if rules reach the caller: the lane's where the caller is in it or passes on
// its header, else the baseline's.
func (p *Plan) meant(h Hop, l load) string {
	s := p.planned[h.Callee]
	own, inLane := p.Lane(h.Call.Caller.Workload)
	knows := inLane && own == h.Lane || l.header && p.readsHeaders(h.Callee, h.Port)
	if subset, has := s.InLane(h.Lane); has && knows {
		return subset.Version
	}
	return s.Baseline.Version
}

// tell notes why requests land where they do.
func (l *Leak) tell(t *Trace, h Hop, call *callgraph.Call) {
	l.Reason, l.Rule = h.Reason, nil
	switch h.Reason {
	case Undeclared:
		l.Cause = Unruled
	case Hidden, NoSidecar, NotExported, NotImported:
		l.Cause = OutOfReach
	default:
		l.Cause, l.Rule = Disobeyed, t.Rule(h)
		if call.Basis() == callgraph.ObservedOnly {
			l.Cause = JustRuled
		}
	}
}

// inOrder are lanes, each once, the baseline first.
func (p *Plan) inOrder(lanes []string) []string {
	slices.SortFunc(lanes, func(a, b string) int { return p.rank(a) - p.rank(b) })
	return slices.Compact(lanes)
}

// union are versions of both, each once, in version order.
func union(a, b []string) []string {
	all := append(slices.Clone(a), b...)
	slices.SortFunc(all, compareVersions)
	return slices.Compact(all)
}
