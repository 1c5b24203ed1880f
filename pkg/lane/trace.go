package lane

import (
	"iter"
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
	// Versions that a gap, or labels that tell nothing apart, keep from being reached are not among them. There is none where rules
	// match the version label alone: any pod may call then, whatever the manifests show.
	Unreached []Unreached

	entries int // how many of Hops are those of gateways and ingresses
	plan    *Plan
	graph   *callgraph.Graph
	shown   *callgraph.Graph // whose calls have hops: graph, or one with more
	lanes   carriers
}

// Follow follows the requests of every lane along the calls of a graph.
func Follow(p *Plan, g *callgraph.Graph) *Trace {
	t := &Trace{Hops: p.entryHops(), plan: p, graph: g, shown: g, lanes: p.follow(g.Calls)}
	t.entries = len(t.Hops)
	passages := p.newPassages()
	steps := func(yield func(step) bool) {
		for s := range t.steps() {
			passages.add(s)
			if !yield(s) {
				return
			}
		}
	}
	t.Hops = slices.AppendSeq(slices.Grow(t.Hops, len(g.Calls)), eachOnce(steps))
	called := p.called(g.Calls)
	for _, of := range passages.all {
		t.Losses = append(t.Losses, of.losses(called)...)
	}
	if !p.byLabel {
		t.Unreached = t.reach().unreached()
	}
	return t
}

// Showing is t with hops for the calls of g, which are those of its graph and weak ones besides. What begins where, where lanes are
// lost and what is not reached stay as they are.
func (t *Trace) Showing(g *callgraph.Graph) *Trace {
	with := *t
	with.shown = g
	with.Hops = slices.AppendSeq(slices.Clone(t.ofEntries()), eachOnce(with.steps()))
	return &with
}

// steps are those of the calls that are shown.
func (t *Trace) steps() iter.Seq[step] {
	return t.plan.steps(slices.Values(t.shown.Calls), t.lanes, func(load) bool { return true })
}

// passages are the ways of every lane, in the order of lanes. A run that copies nothing asks for them once, so they are not kept.
func (t *Trace) passages() []*passages {
	passages := t.plan.newPassages()
	for s := range t.steps() {
		passages.add(s)
	}
	return passages.all
}

func (t *Trace) ofEntries() []Hop { return t.Hops[:t.entries] }

func (t *Trace) ofCalls() []Hop { return t.Hops[t.entries:] }

// Possible are Hops, and where those calls would land that nothing shows: of every workload with pods, to every Service and
// port. They are many, and made as they are asked for.
func (t *Trace) Possible() iter.Seq[Hop] {
	return func(yield func(Hop) bool) {
		for _, h := range t.ofEntries() {
			if !yield(h) {
				return
			}
		}
		for h := range t.possible(func(load) bool { return true }) {
			if !yield(h) {
				return
			}
		}
	}
}

// possible are the hops of the calls that the graph shows and of those that nothing shows, for the loads that are wanted.
func (t *Trace) possible(wanted func(load) bool) iter.Seq[Hop] {
	calls := t.plan.possible(t.shown, func(w *callgraph.Caller) bool { return slices.ContainsFunc(t.lanes.of[w.Workload], wanted) })
	return eachOnce(t.plan.steps(calls, t.lanes, wanted))
}
