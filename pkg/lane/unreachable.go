package lane

import (
	"cmp"
	"slices"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// reachable is which workloads of a lane its requests reach without leaving it.
type reachable struct {
	*passages
	called  map[*application]bool    // see [Plan.called]
	safe    map[*model.Workload]bool // reached from where the lane begins, within it
	callers map[*model.Workload][]*model.Workload
	callees map[*model.Workload][]*model.Workload // those within the lane, of callers in it
}

// reachable finds what is reached from where the lane begins. Who reaches it from outside, by its header or since no rule
// chooses, counts as a caller too.
func (t *passages) reachable(called map[*application]bool) reachable {
	r := reachable{t, called, map[*model.Workload]bool{}, map[*model.Workload][]*model.Workload{}, map[*model.Workload][]*model.Workload{}}
	var work []*model.Workload
	for _, caller := range t.callers {
		r.callees[caller] = r.enter(caller, t.in[caller])
		if caller == nil {
			work = append(work, r.callees[nil]...)
		} else if r.begins(caller) {
			work = append(work, caller)
		}
	}
	for _, from := range t.stations {
		r.enter(from.Workload, t.out[from])
	}
	for len(work) > 0 {
		w := work[0]
		work = work[1:]
		if r.safe[w] {
			continue
		}
		r.safe[w] = true
		work = append(work, r.callees[w]...)
	}
	return r
}

// enter notes a caller for the workloads of the lane that its steps lead to, and gives these.
func (r reachable) enter(caller *model.Workload, steps []step) []*model.Workload {
	var reached []*model.Workload
	for _, s := range steps {
		inside, _ := r.ends(s)
		for _, w := range inside {
			r.callers[w] = append(r.callers[w], caller)
		}
		reached = append(reached, inside...)
	}
	return reached
}

// begins tells whether the lane may begin at w: traffic from outside reaches it, or nothing is known to call it.
func (r reachable) begins(w *model.Workload) bool {
	return !r.called[r.plan.member[w]] || slices.ContainsFunc(r.plan.model.Selecting(w), r.plan.Entered)
}

// called are the applications that another one calls, or declared callers, weak calls aside.
func (p *Plan) called(calls []*callgraph.Call) map[*application]bool {
	called := map[*application]bool{}
	for _, c := range calls {
		if c.Weak() {
			continue
		}
		for _, a := range p.behind[c.Callee] {
			if c.Caller.Workload == nil || a != p.member[c.Caller.Workload] {
				called[a] = true
			}
		}
	}
	return called
}

// unreachable are the versions behind lost calls that no request of the lane reaches any more: what those calls would reach
// within the lane, but for what is reached otherwise. Requests do come to the callers in front of the gap.
func (r reachable) unreachable(lost []step, front map[*model.Workload]bool) []Version {
	behind, order := r.behind(lost, front)
	alive := slices.DeleteFunc(slices.Clone(order), func(w *model.Workload) bool {
		return !slices.ContainsFunc(r.callers[w], func(c *model.Workload) bool { return !behind[c] })
	})
	for len(alive) > 0 {
		w := alive[0]
		alive = alive[1:]
		if !behind[w] {
			continue
		}
		behind[w] = false
		alive = append(alive, r.callees[w]...)
	}
	var versions []Version
	for _, w := range order {
		v := Version{r.plan.Main(w), w.PodLabels[r.plan.label]}
		if behind[w] && !slices.Contains(versions, v) {
			versions = append(versions, v)
		}
	}
	slices.SortFunc(versions, func(a, b Version) int {
		return cmp.Or(a.Service.Key().Compare(b.Service.Key()), compareVersions(a.Version, b.Version))
	})
	return versions
}

// behind are the workloads that lost calls would lead to within the lane, as a set and in order, up to maxBehind.
func (r reachable) behind(lost []step, front map[*model.Workload]bool) (map[*model.Workload]bool, []*model.Workload) {
	behind := map[*model.Workload]bool{}
	var order, work []*model.Workload
	for _, s := range lost {
		work = append(work, r.missed(s)...)
	}
	for len(work) > 0 && len(order) < maxBehind {
		w := work[0]
		work = work[1:]
		if behind[w] || r.safe[w] || front[w] || r.begins(w) {
			continue
		}
		behind[w] = true
		order = append(order, w)
		work = append(work, r.callees[w]...)
	}
	return behind, order
}
