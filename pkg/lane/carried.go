package lane

import (
	"slices"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// carriers are the lanes whose requests each workload sends on: the one that it is in, or those that it receives; and
// those that land on it because its Service lacks their version.
type carriers map[*model.Workload]map[string]bool

// follow follows the requests of all lanes along calls, to the pods where they land. Weak calls and those that nothing shows
// are not followed.
func (p *Plan) follow(calls []*callgraph.Call) carriers {
	all, from := carriers{}, map[*model.Workload][]*callgraph.Call{}
	var work []*model.Workload
	for w := range p.member {
		all[w] = p.own(w)
		work = append(work, w)
	}
	for _, c := range calls {
		w := c.Caller.Workload
		switch {
		case c.Weak():
		case w != nil:
			from[w] = append(from[w], c)
		default:
			for _, lane := range p.declared(c) {
				work = append(work, all.land(p, c, lane)...)
			}
		}
	}
	for len(work) > 0 {
		w := work[0]
		work = work[1:]
		for _, c := range from[w] {
			for lane := range all[w] {
				work = append(work, all.land(p, c, lane)...)
			}
		}
	}
	return all
}

// land lets a request of a lane land on the pods of its callee; it gives those to which that lane is new.
func (all carriers) land(p *Plan, c *callgraph.Call, lane string) []*model.Workload {
	var changed []*model.Workload
	for _, port := range portsOf(c) {
		for _, w := range p.landing(p.hop(c, lane, port)) {
			if all[w] != nil && !all[w][lane] && !p.opposed(w, lane) {
				all[w][lane] = true
				changed = append(changed, w)
			}
		}
	}
	return changed
}

// opposed tells whether a workload is in a lane other than the baseline: requests of others that land there are strays of a
// Service without rules, and not followed.
func (p *Plan) opposed(w *model.Workload, lane string) bool {
	own, ok := p.Lane(w)
	return ok && own != Baseline && own != lane
}

// carried are the lanes whose requests the caller of c sends on.
func (all carriers) carried(p *Plan, c *callgraph.Call) map[string]bool {
	if w := c.Caller.Workload; w != nil {
		return all[w]
	}
	lanes := map[string]bool{}
	for _, lane := range p.declared(c) {
		lanes[lane] = true
	}
	return lanes
}

// own are the lanes of a workload by itself: the one it is in; else those that it receives; else the baseline.
func (p *Plan) own(w *model.Workload) map[string]bool {
	lane, ok := p.Lane(w)
	a := p.member[w]
	switch {
	case ok:
		return map[string]bool{lane: true}
	case a.versioned() || len(a.receives) == 0:
		return map[string]bool{Baseline: true}
	}
	lanes := map[string]bool{}
	for lane := range a.receives {
		lanes[lane] = true
	}
	return lanes
}

// declared are the lanes of pods that the configuration declares as callers: those that the callee has, unless their labels
// name a version.
func (p *Plan) declared(c *callgraph.Call) []string {
	s, version := p.planned[c.Callee], c.Caller.Labels[p.label]
	var lanes []string
	if s != nil {
		for _, subset := range s.Subsets {
			if subset != s.Baseline && (version == "" || slices.Contains(p.valuesOf(subset), version)) {
				lanes = append(lanes, subset.Lane)
			}
		}
	}
	switch {
	case version == "":
		return append([]string{Baseline}, lanes...)
	case len(lanes) > 0:
		return lanes
	case s == nil || s.Baseline.Version != version:
		for _, lane := range p.Lanes {
			if slices.Contains(p.values[lane], version) {
				return []string{lane}
			}
		}
	}
	return []string{Baseline}
}

// ordered are lanes in order, the baseline first.
func (p *Plan) ordered(lanes map[string]bool) []string {
	return slices.DeleteFunc(append([]string{Baseline}, p.Lanes...), func(lane string) bool { return !lanes[lane] })
}
