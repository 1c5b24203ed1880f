package lane

import (
	"slices"

	"github.com/graylane/graylane/pkg/callgraph"
)

// Trace is where the requests of all lanes go: what a plan and the calls of a graph come to. It is followed once, and read by
// whoever asks.
type Trace struct {
	// Hops are where requests land: those of gateways and ingresses first, as the planned entries say, in their order, a hop for
	// each share of a rule, then as the routes of others say; then those of the graph's calls, in its order, each caller, callee
	// and port once a lane, the baseline first. Calls of which only some requests carry the lane's header are two hops.
	Hops []Hop
	// Losses are the gaps that the calls show, by lane in the order of lanes, then in the order of calls. A weak call opens none.
	// There is none where the lane's header is passed on.
	Losses []Loss
	// Unreached are the versions that the rules of graylane give to a lane and to which no path leads: from an entry, from pods
	// that nothing calls as far as is known, or from callers that the configuration declares. By Service, then in version order.
	// Versions that a gap, or labels that tell nothing apart, keep from being reached are not among them.
	Unreached []Unreached

	entries int // how many of Hops are those of gateways and ingresses
	plan    *Plan
	graph   *callgraph.Graph
	lanes   carriers
}

// Follow follows the requests of every lane along the calls of a graph.
func Follow(p *Plan, g *callgraph.Graph) *Trace {
	t := &Trace{Hops: p.entryHops(), plan: p, graph: g, lanes: p.follow(g.Calls)}
	t.entries = len(t.Hops)
	landings, passages := hops{t.Hops, map[hopKey]int{}}, p.newPassages()
	for s := range p.steps(g.Calls, t.lanes) {
		landings.add(s.Hop)
		passages.add(s)
	}
	t.Hops = landings.all
	called := p.called(g.Calls)
	for _, of := range passages.all {
		t.Losses = append(t.Losses, of.losses(called)...)
	}
	t.Unreached = t.reach(g).unreached()
	return t
}

// passages are the ways of every lane, in the order of lanes. A run that copies nothing asks for them once, so they are not kept.
func (t *Trace) passages() []*passages {
	passages := t.plan.newPassages()
	for s := range t.plan.steps(t.graph.Calls, t.lanes) {
		passages.add(s)
	}
	return passages.all
}

func (t *Trace) ofEntries() []Hop { return t.Hops[:t.entries] }

func (t *Trace) ofCalls() []Hop { return t.Hops[t.entries:] }

// Possible are Hops, and where those calls would land that nothing shows: of every workload with pods, to every Service and
// port. They are many.
func (t *Trace) Possible() []Hop {
	landings := hops{slices.Clone(t.ofEntries()), map[hopKey]int{}}
	for s := range t.plan.steps(t.plan.possible(t.graph), t.lanes) {
		landings.add(s.Hop)
	}
	return landings.all
}
