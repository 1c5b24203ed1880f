package lane

import (
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// tracker builds the trail of one lane.
type tracker struct {
	*Answer
	ways    Ways // so far
	whole   Ways // without regard to the namespace that is asked for; nothing where none is
	lane    string
	callers []diag.Ref          // those with a name, in the order of the trace
	legs    map[diag.Ref][]*Hop // theirs
	twins   map[*Hop]bool       // calls that a caller makes both with the lane's header and without it
	visited map[seenAt]bool
	deep    []seenAt
	begun   []*model.Workload // those whose requests begin a trail
}

// seenAt is a caller, and whether it is asked with the lane's header, where that makes a difference for its calls.
type seenAt struct {
	caller diag.Ref
	marked bool
}

// Ways are the ways of the requests that are asked for, without the calls that nothing shows.
func (a *Answer) Ways() Ways {
	ways := Ways{reached: map[visitor]bool{}}
	m := newMatrixBuilder(a, ways.reached)
	strays := a.strays()
	var whole Ways
	if a.Namespace != "" {
		q := a.Question
		q.Namespace = ""
		whole = a.trace.Answer(q).Ways()
	}
	for _, lane := range a.lanes {
		t := &tracker{
			Answer: a, ways: ways, whole: whole, lane: lane, legs: map[diag.Ref][]*Hop{}, twins: map[*Hop]bool{}, visited: map[seenAt]bool{},
		}
		trail := t.trail(strays[lane])
		if len(trail.Starts)+len(trail.Rest)+len(trail.Aside)+len(trail.Unreached) > 0 {
			m.landed[lane] = true
			ways.Trails = append(ways.Trails, trail)
		}
		m.add(t)
	}
	ways.Matrix = m.matrix()
	return ways
}

// strays are the hops of other lanes whose requests come to pods of a lane, by that: an entry that knows no lanes, for instance.
func (a *Answer) strays() map[string][]*Hop {
	all := map[string][]*Hop{}
	for i := range a.trace.Hops {
		h := &a.trace.Hops[i]
		for _, next := range a.trace.next(h) {
			if known := all[next.lane]; next.lane != h.Lane && (len(known) == 0 || known[len(known)-1] != h) {
				all[next.lane] = append(known, h)
			}
		}
	}
	return all
}

func (t *tracker) trail(strays []*Hop) Trail {
	var declared []*Hop
	trail := Trail{Lane: t.lane, Unreached: t.unreached(t.lane)}
	for _, h := range t.shown[t.lane] {
		if t.Aside != nil && t.Question.Aside(h) {
			trail.Aside = append(trail.Aside, h)
			continue
		}
		if h.Caller.Name == "" {
			declared = append(declared, h)
			continue
		}
		if t.legs[h.Caller] == nil {
			t.callers = append(t.callers, h.Caller)
		}
		t.legs[h.Caller] = append(t.legs[h.Caller], h)
	}
	t.findTwins()
	if t.From != nil {
		trail.Starts = t.at(t.From)
	} else {
		trail.Starts = slices.Concat(t.entries(strays), t.declared(declared), t.workloads())
	}
	trail.Starts = append(trail.Starts, t.others(strays)...)
	trail.Starts = append(trail.Starts, t.left(t.isElsewhere)...)
	trail.Starts = append(trail.Starts, t.behind(trail.Aside)...)
	for at := range t.visited {
		t.ways.reached[visitor{t.lane, at.caller}] = true
	}
	trail.Rest = t.left(func(diag.Ref) bool { return true })
	return trail
}

// open is a stop whose legs are to be found, and the way to it.
type open struct {
	*Stop
	seenAt
	before *open // nil at the start
	depth  int
}

// passes tells whether the way to o has passed a caller.
func (o *open) passes(at seenAt) bool {
	for b := o.before; b != nil; b = b.before {
		if b.seenAt == at {
			return true
		}
	}
	return false
}

// extend gives stops their legs, and those behind them, or notes why not: the nearest first, so that each caller has its legs
// where the way to it is the shortest.
func (t *tracker) extend(work ...*open) {
	for len(work) > 0 {
		o := work[0]
		work = work[1:]
		o.marked = o.marked && t.differs(o.caller)
		switch {
		case len(t.legs[o.caller]) == 0:
		case o.passes(o.seenAt):
			o.Cut = Cycle
		case t.visited[o.seenAt]:
			o.Cut = Repeated
		case o.depth == maxDepth:
			o.Cut, t.deep = Deep, append(t.deep, o.seenAt)
		default:
			t.visited[o.seenAt] = true
			for _, h := range t.legs[o.caller] {
				if t.unlike(o.seenAt, h) {
					continue
				}
				l, behind := t.leg(h, o)
				o.Legs, work = append(o.Legs, l), append(work, behind...)
			}
		}
	}
}

// leg is a hop, and the stops that it leads to.
func (t *tracker) leg(h *Hop, from *open) (*Leg, []*open) {
	l := &Leg{Hop: h}
	var behind []*open
	for _, next := range t.trace.next(h) {
		if next.lane == t.lane && len(t.legs[next.caller]) > 0 {
			o := &open{&Stop{Caller: next.caller}, seenAt{next.caller, h.Marked}, from, from.depth + 1}
			l.Stops, behind = append(l.Stops, o.Stop), append(behind, o)
		}
	}
	return l, behind
}

// findTwins finds twins.
func (t *tracker) findTwins() {
	type call struct {
		caller diag.Ref
		callee *model.Service
		port   int
	}
	first := map[call]*Hop{}
	for _, h := range t.shown[t.lane] {
		c := call{h.Caller, h.Callee, h.Port}
		other := first[c]
		switch {
		case h.Call == nil || h.Caller.Name == "":
		case other == nil:
			first[c] = h
		case (other.Headers == nil) != (h.Headers == nil):
			t.twins[other], t.twins[h] = true, true
		}
	}
}

// differs tells whether calls of a caller land elsewhere with the lane's header than without it.
func (t *tracker) differs(caller diag.Ref) bool {
	return len(t.twins) > 0 && slices.ContainsFunc(t.legs[caller], func(h *Hop) bool { return t.twins[h] })
}

// unlike tells whether a call is made without the lane's header by those who have it, or the other way round.
func (t *tracker) unlike(at seenAt, h *Hop) bool {
	return t.twins[h] && (h.Headers != nil) != at.marked
}
