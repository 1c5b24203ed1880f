package lane

import (
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// byCaller are the numbers of the hops of callers with a name.
func (t *Trace) byCaller() map[visitor][]int {
	all := map[visitor][]int{}
	for i, h := range t.Hops {
		if h.Caller.Name != "" {
			v := visitor{h.Lane, h.Caller}
			all[v] = append(all[v], i)
		}
	}
	return all
}

// onWay are the callers that requests come to which begin at some, lane by lane.
func (t *Trace) onWay(from []diag.Ref) map[visitor]bool {
	byCaller := t.byCaller()
	seen := map[visitor]bool{}
	var work []visitor
	for _, lane := range append([]string{Baseline}, t.plan.Lanes...) {
		for _, caller := range from {
			work = append(work, visitor{lane, caller})
		}
	}
	for len(work) > 0 {
		v := work[0]
		work = work[1:]
		if seen[v] {
			continue
		}
		seen[v] = true
		for _, i := range byCaller[v] {
			work = append(work, t.next(&t.Hops[i])...)
		}
	}
	return seen
}

// leading are the callers whose requests come to a Service, lane by lane.
func (t *Trace) leading(to *model.Service) map[visitor]bool {
	before := map[visitor][]visitor{}
	seen := map[visitor]bool{}
	var work []visitor
	for v, hops := range t.byCaller() {
		for _, i := range hops {
			if t.Hops[i].Callee == to {
				work = append(work, v)
			}
			for _, next := range t.next(&t.Hops[i]) {
				before[next] = append(before[next], v)
			}
		}
	}
	for len(work) > 0 {
		v := work[0]
		work = work[1:]
		if !seen[v] {
			seen[v] = true
			work = append(work, before[v]...)
		}
	}
	return seen
}

// next are the callers that a hop leads to: pods that are in a lane send requests of that, whatever they get.
func (t *Trace) next(h *Hop) []visitor {
	var all []visitor
	for _, w := range t.plan.mayLand(*h) {
		v := visitor{h.Lane, w.Ref}
		if t.plan.inGrayLane(w) {
			v.lane, _ = t.plan.Lane(w)
		}
		all = append(all, v)
	}
	return all
}
