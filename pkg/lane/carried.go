package lane

import (
	"cmp"
	"slices"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// load is the requests of a lane that a workload sends on.
type load struct {
	lane   string
	header bool // whether they carry the lane header
}

// carriers are the loads of each workload: of the lane that it is in, or of those that it receives; and of those that land on
// it because its Service lacks their version.
type carriers struct {
	of    map[*model.Workload][]load // in no order
	known map[arrived]bool
}

// follow follows the requests of all lanes along calls, to the pods where they land. Weak calls and those that nothing shows
// are not followed. What else comes to workloads is followed too.
func (p *Plan) follow(calls []*callgraph.Call, more ...arrived) carriers {
	all, from := newCarriers(), map[*model.Workload][]*callgraph.Call{}
	var work []arrived
	for w := range p.member {
		work = append(work, all.begin(w, p.own(w))...)
	}
	for _, a := range more {
		if _, runs := all.of[a.at]; runs && !all.known[a] {
			all.known[a], all.of[a.at] = true, append(all.of[a.at], a.load)
			work = append(work, a)
		}
	}
	for _, e := range p.Entries {
		work = append(work, all.enter(p, e)...)
	}
	for _, c := range calls {
		w := c.Caller.Workload
		switch {
		case c.Weak():
		case w != nil:
			from[w] = append(from[w], c)
		default:
			for _, lane := range p.declared(c) {
				work = append(work, all.land(p, c, load{lane: lane})...)
			}
		}
	}
	for len(work) > 0 {
		a := work[len(work)-1]
		work = work[:len(work)-1]
		for _, c := range from[a.at] {
			work = append(work, all.land(p, c, a.load)...)
		}
	}
	return all
}

// arrived is a load that is new to a workload.
type arrived struct {
	at *model.Workload
	load
}

func newCarriers() carriers { return carriers{map[*model.Workload][]load{}, map[arrived]bool{}} }

// begin gives a workload its own loads.
func (all carriers) begin(w *model.Workload, own []load) []arrived {
	all.of[w] = own
	var changed []arrived
	for _, l := range own {
		all.known[arrived{w, l}] = true
		changed = append(changed, arrived{w, l})
	}
	return changed
}

// land lets a request land on the pods of its callee; it gives what is new to these.
func (all carriers) land(p *Plan, c *callgraph.Call, l load) []arrived {
	var changed []arrived
	for _, port := range portsOf(c) {
		h := p.hop(c, l, port)
		changed = append(changed, all.add(p, p.reached(h), load{l.lane, h.Marked})...)
	}
	return changed
}

// enter lets the requests of an entry land; it gives what is new to the workloads there.
func (all carriers) enter(p *Plan, e *Entry) []arrived {
	var changed []arrived
	for _, a := range p.arrivals(e) {
		changed = append(changed, all.add(p, a.pods, a.load)...)
	}
	return changed
}

// arrival is requests that an entry sends to pods.
type arrival struct {
	load
	pods []*model.Workload
}

// arrivals are what an entry sends, for each share of a rule.
func (p *Plan) arrivals(e *Entry) []arrival {
	var all []arrival
	for _, rule := range e.Rules {
		for _, share := range rule.Shares {
			l := load{share.Lane, p.marksShare(e, rule, share)}
			pods := p.landing(Hop{Callee: e.Callee, Subset: share.Subset, Versions: []string{share.Subset.Version}})
			all = append(all, arrival{l, pods})
		}
	}
	return all
}

// marksShare tells whether the requests of a share carry the lane header when they arrive: the rule sets it, or trusts it.
func (p *Plan) marksShare(e *Entry, rule EntryRule, share Share) bool {
	trusted := slices.ContainsFunc(rule.Headers, func(h Header) bool { return h.Name == p.header })
	return share.Lane != Baseline && carriesHeaders(e.Port) && (share.Sets != "" || trusted)
}

// add adds a load to workloads; it gives what is new to them.
func (all carriers) add(p *Plan, to []*model.Workload, l load) []arrived {
	var changed []arrived
	for _, w := range to {
		a := arrived{w, l}
		if _, runs := all.of[w]; runs && !all.known[a] && !p.inGrayLane(w) {
			all.known[a] = true
			all.of[w] = append(all.of[w], l)
			changed = append(changed, a)
		}
	}
	return changed
}

// reached are the workloads that requests of a hop may reach: all of the callee where others decide and headers tell how
// requests go on, since these lanes are not known by labels.
func (p *Plan) reached(h Hop) []*model.Workload {
	if p.header != "" && h.Reason == RoutedByThem {
		return p.model.Selected(h.Callee)
	}
	return p.landing(h)
}

// marks tells whether the requests of l carry the lane header when they arrive: they do already, or the route sets it.
func (p *Plan) marks(c *callgraph.Call, l load, port int) bool {
	s := p.routes(c.Callee)
	switch r := p.requester(c, l); {
	case l.lane == Baseline || !p.readsHeaders(c.Callee, port):
		return false
	case l.header:
		return true
	case s == nil || !p.applies(s, r, port):
		return false
	default:
		return s.choose(r).Sets == l.lane
	}
}

// readsHeaders tells whether headers of requests to a port count.
func (p *Plan) readsHeaders(s *model.Service, port int) bool {
	declared, known := s.Port(port)
	return p.header != "" && known && carriesHeaders(declared)
}

// inGrayLane tells whether a workload is in a lane other than the baseline: requests of its lane it sends anyway, and those of
// others that land there are strays of a Service without rules, and not followed.
func (p *Plan) inGrayLane(w *model.Workload) bool {
	lane, ok := p.Lane(w)
	return ok && lane != Baseline
}

// carried are the loads of the caller of c.
func (all carriers) carried(p *Plan, c *callgraph.Call) []load {
	if w := c.Caller.Workload; w != nil {
		return all.of[w]
	}
	var loads []load
	for _, lane := range p.declared(c) {
		loads = append(loads, load{lane: lane})
	}
	return loads
}

// own are the loads of a workload by itself: of the lane it is in; else of those that it receives; else of the baseline.
// Where a header carries lanes, those that it receives are found by following them.
func (p *Plan) own(w *model.Workload) []load {
	lane, ok := p.Lane(w)
	a := p.member[w]
	switch {
	case ok:
		return []load{{lane: lane}}
	case a.versioned() || len(a.receives) == 0:
		return []load{{}}
	}
	loads := []load{}
	for lane := range a.receives {
		if p.header == "" || lane == Baseline {
			loads = append(loads, load{lane: lane})
		}
	}
	return loads
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

// ordered are loads in the order of their lanes, the baseline first, those without the header before those with it.
func (p *Plan) ordered(loads []load) []load {
	if len(loads) < 2 {
		return loads
	}
	all := slices.Clone(loads)
	slices.SortFunc(all, func(a, b load) int {
		return cmp.Or(cmp.Compare(p.rank(a.lane), p.rank(b.lane)), cmp.Compare(a.lane, b.lane), compareBool(a.header, b.header))
	})
	return all
}

// rank is the place of a lane in their order; the baseline's is before all.
func (p *Plan) rank(lane string) int {
	if place, known := p.ranks[lane]; known {
		return place
	}
	return -1
}
