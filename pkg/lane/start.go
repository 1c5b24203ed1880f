package lane

import (
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// at are stops at callers that have any legs.
func (t *tracker) at(callers []diag.Ref) []*Stop {
	var stops []*Stop
	for _, caller := range callers {
		if len(t.legs[caller]) > 0 {
			stops = append(stops, t.start(&Stop{Caller: caller})...)
		}
	}
	return stops
}

// start is a stop at which requests begin, with its legs, and those that its trail goes on from where it is too deep.
func (t *tracker) start(s *Stop) []*Stop {
	t.extend(&open{Stop: s, seenAt: seenAt{caller: s.Caller}})
	return t.withDeep(s)
}

// startWith is a stop at which requests begin, with certain legs.
func (t *tracker) startWith(s *Stop, hops []*Hop) []*Stop {
	from := &open{Stop: s}
	var work []*open
	for _, h := range hops {
		l, behind := t.leg(h, from)
		s.Legs, work = append(s.Legs, l), append(work, behind...)
	}
	t.extend(work...)
	return t.withDeep(s)
}

// withDeep is a start and those from which its trail goes on.
func (t *tracker) withDeep(s *Stop) []*Stop {
	stops := []*Stop{s}
	for len(t.deep) > 0 {
		at := t.deep[0]
		t.deep = t.deep[1:]
		if !t.visited[at] {
			next := &Stop{Caller: at.caller, Continued: true}
			t.extend(&open{Stop: next, seenAt: at})
			stops = append(stops, next)
		}
	}
	return stops
}

// entries are the gateways and ingresses that let requests of the lane in, also where they do not know it.
func (t *tracker) entries(strays []*Hop) []*Stop {
	for _, h := range strays {
		if h.Call == nil && t.leads(h) {
			t.legs[h.Caller] = append(t.legs[h.Caller], h)
		}
	}
	var callers []diag.Ref
	seen := map[diag.Ref]bool{}
	for _, h := range t.trace.ofEntries() {
		if len(t.legs[h.Caller]) > 0 && !seen[h.Caller] {
			seen[h.Caller] = true
			callers = append(callers, h.Caller)
		}
	}
	return t.at(callers)
}

// leads tells whether a hop leads to callers of the lane.
func (t *tracker) leads(h *Hop) bool {
	return slices.ContainsFunc(t.trace.next(h), func(v visitor) bool { return v.lane == t.lane && len(t.legs[v.caller]) > 0 })
}

// declared are the callers that the configuration declares, each with its hops.
func (t *tracker) declared(hops []*Hop) []*Stop {
	var stops []*Stop
	for len(hops) > 0 {
		n := 1
		for n < len(hops) && hops[n].Caller == hops[0].Caller && text(hops[n].Labels) == text(hops[0].Labels) {
			n++
		}
		s := &Stop{Caller: hops[0].Caller, Labels: hops[0].Labels}
		stops, hops = append(stops, t.startWith(s, hops[:n])...), hops[n:]
	}
	return stops
}

// workloads are those whose requests begin the lane, and that no entry leads to.
func (t *tracker) workloads() []*Stop {
	var stops []*Stop
	for _, w := range t.trace.plan.model.Workloads() {
		if t.trace.plan.member[w] == nil || t.trace.beginsIn(w) != t.lane || !t.trace.begins(w) {
			continue
		}
		t.begun = append(t.begun, w)
		if len(t.legs[w.Ref]) > 0 && !t.knows(w.Ref) {
			s := &Stop{Caller: w.Ref}
			if services := t.trace.plan.model.Selecting(w); slices.ContainsFunc(services, (*model.Service).Exposed) {
				s.Exposed = services[slices.IndexFunc(services, (*model.Service).Exposed)]
			}
			stops = append(stops, t.start(s)...)
		}
	}
	return stops
}

// beginsIn is the lane of the requests that begin at the pods of a workload.
func (t *Trace) beginsIn(w *model.Workload) string {
	if !t.plan.inGrayLane(w) {
		return Baseline
	}
	lane, _ := t.plan.Lane(w)
	return lane
}

// others are the callers of other lanes by which alone callers of this one are reached.
func (t *tracker) others(strays []*Hop) []*Stop {
	var stops []*Stop
	for _, h := range strays {
		news := func(v visitor) bool { return v.lane == t.lane && len(t.legs[v.caller]) > 0 && !t.knows(v.caller) }
		if t.shows(h) && slices.ContainsFunc(t.trace.next(h), news) {
			stops = append(stops, t.startWith(&Stop{Caller: h.Caller, Labels: h.Labels}, []*Hop{h})...)
		}
	}
	return stops
}

// shows tells whether a hop of another lane may begin a trail: one of a caller on the way, where From asks for some.
func (t *tracker) shows(h *Hop) bool {
	return t.From == nil || t.onWay[visitor{h.Lane, h.Caller}]
}

// behind are the callers that hops which are put aside lead to, those of callers on the trail before others.
func (t *tracker) behind(aside []*Hop) []*Stop {
	var stops []*Stop
	for again := true; again; {
		again = false
		for _, h := range aside {
			if h.Call != nil && h.Caller.Name != "" && !t.knows(h.Caller) && len(t.legs[h.Caller]) > 0 {
				continue
			}
			for _, next := range t.trace.next(h) {
				if next.lane == t.lane && len(t.legs[next.caller]) > 0 && !t.knows(next.caller) {
					stops = append(stops, t.start(&Stop{Caller: next.caller})...)
					again = true
				}
			}
		}
	}
	return stops
}

// isElsewhere tells whether a caller is reached on a way through other namespaces than the one that is asked for.
func (t *tracker) isElsewhere(caller diag.Ref) bool {
	return t.whole.reached[visitor{t.lane, caller}]
}

// left are wanted callers that are on no trail yet: those first that none of the others leads to.
func (t *tracker) left(wanted func(diag.Ref) bool) []*Stop {
	called := map[diag.Ref]bool{}
	left := slices.DeleteFunc(slices.Clone(t.callers), func(caller diag.Ref) bool { return t.knows(caller) || !wanted(caller) })
	for _, caller := range left {
		for _, h := range t.legs[caller] {
			for _, next := range t.trace.next(h) {
				called[next.caller] = called[next.caller] || next.caller != caller
			}
		}
	}
	var stops []*Stop
	for _, first := range []bool{true, false} {
		for _, caller := range left {
			if called[caller] != first && !t.knows(caller) {
				stops = append(stops, t.start(&Stop{Caller: caller})...)
			}
		}
	}
	return stops
}

// knows tells whether a caller stands on the trail with its legs.
func (t *tracker) knows(caller diag.Ref) bool {
	return t.visited[seenAt{caller, false}] || t.visited[seenAt{caller, true}]
}
