package lane

import (
	"iter"
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// Question is which requests are asked for. The zero value asks for all that are shown.
type Question struct {
	Lanes []string // nil for every lane
	// From are the callers where the requests are to begin: workloads, gateways, ingresses; nil for wherever they do.
	From []diag.Ref
	// To is the Service that they are to come to, or to be on their way to; nil for wherever they go.
	To *model.Service
	// Namespace is one in which the caller or the Service of a hop is to be; empty for any.
	Namespace string
	// Aside tells which hops are to be put aside on the trails; nil for none.
	Aside func(*Hop) bool
	// Undeclared asks also for calls that nothing shows, of the callers on the way. They lead no further.
	Undeclared bool
}

// Answer is the answer to a question.
type Answer struct {
	Question
	trace   *Trace
	lanes   []string          // that are asked for, the baseline first
	onWay   map[visitor]bool  // with From
	leading map[visitor]bool  // with To
	shown   map[string][]*Hop // the hops of the trace that are asked for, by lane
	losses  map[lossKey][]*Loss
}

// visitor is a caller that sends on requests of a lane.
type visitor struct {
	lane   string
	caller diag.Ref
}

// Answer answers a question.
func (t *Trace) Answer(q Question) *Answer {
	a := &Answer{Question: q, trace: t, losses: t.lossesByCall(), shown: map[string][]*Hop{}}
	for _, lane := range append([]string{Baseline}, t.plan.Lanes...) {
		if q.Lanes == nil || slices.Contains(q.Lanes, lane) {
			a.lanes = append(a.lanes, lane)
		}
	}
	if q.From != nil {
		a.onWay = t.onWay(q.From)
	}
	if q.To != nil {
		a.leading = t.leading(q.To)
	}
	for _, lane := range a.lanes {
		a.shown[lane] = nil
	}
	for i := range t.Hops {
		h := &t.Hops[i]
		if known, wanted := a.shown[h.Lane]; wanted && a.asks(h) {
			a.shown[h.Lane] = append(known, h)
		}
	}
	return a
}

// unreached are the versions of a lane that nothing reaches: of the Service, or in the namespace, that is asked for. None where
// requests are asked for that begin at some callers.
func (a *Answer) unreached(lane string) []Unreached {
	return slices.DeleteFunc(slices.Clone(a.trace.Unreached), func(u Unreached) bool {
		elsewhere := a.Namespace != "" && !model.SameNamespace(u.Service.Namespace, a.Namespace)
		return a.From != nil || u.Subset.Lane != lane || elsewhere || a.To != nil && a.To != u.Service.Service
	})
}

// asks tells whether a hop is asked for. What the context calls within itself is none of the application's.
func (a *Answer) asks(h *Hop) bool {
	if h.Call != nil && h.Callee.Context && h.Call.Caller.Workload != nil && h.Call.Caller.Workload.Context {
		return false
	}
	within := func(namespace string) bool { return model.SameNamespace(namespace, a.Namespace) }
	if a.Namespace != "" && !within(h.Caller.Namespace) && !within(h.Callee.Namespace) {
		return false
	}
	if a.From != nil && !a.onWay[visitor{h.Lane, h.Caller}] {
		return false
	}
	return a.To == nil || h.Callee == a.To || !h.Assumed && slices.ContainsFunc(a.trace.next(h), func(v visitor) bool { return a.leading[v] })
}

// Hops are those that are asked for, by lane in the order of lanes, then in that of the trace. Those that nothing shows are made as
// they are asked for.
func (a *Answer) Hops() iter.Seq[Hop] {
	return func(yield func(Hop) bool) {
		for _, lane := range a.lanes {
			for _, h := range a.shown[lane] {
				if (h.Call == nil || !a.Undeclared) && !yield(*h) {
					return
				}
			}
			for h := range a.possible(lane) {
				if a.asks(&h) && !yield(h) {
					return
				}
			}
		}
	}
}

// possible are the hops of calls in a lane, also those that nothing shows; none unless these are asked for.
func (a *Answer) possible(lane string) iter.Seq[Hop] {
	if !a.Undeclared {
		return func(func(Hop) bool) {}
	}
	return a.trace.possible(func(l load) bool { return l.lane == lane })
}

// Sent are the lanes of the requests that the callers of From send, the baseline first; those of all callers without From.
func (a *Answer) Sent() []string {
	var lanes []string
	for _, lane := range append([]string{Baseline}, a.trace.plan.Lanes...) {
		if slices.ContainsFunc(a.trace.Hops, func(h Hop) bool { return h.Lane == lane && (a.From == nil || slices.Contains(a.From, h.Caller)) }) {
			lanes = append(lanes, lane)
		}
	}
	return lanes
}

// Assumed are the hops of Hops that nothing shows, in their order.
func (a *Answer) Assumed() iter.Seq[Hop] {
	return func(yield func(Hop) bool) {
		for _, lane := range a.lanes {
			for h := range a.possible(lane) {
				if h.Assumed && a.asks(&h) && !yield(h) {
					return
				}
			}
		}
	}
}
