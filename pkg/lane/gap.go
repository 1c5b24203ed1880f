package lane

import (
	"slices"

	"github.com/graylane/graylane/pkg/model"
)

// Loss is a gap of a lane: where its requests come to pods that are not in it, and from there to a Service that has its version
// without reaching that.
type Loss struct {
	Lane string
	// At is the Service where the lane is lost.
	At *model.Service
	// Pods are the workloads of At that are not in the lane, in the order in which they are called.
	Pods []*model.Workload
	// Stray tells that At has the lane's version, so that no rule chooses it for these requests.
	Stray bool
	// Calls are the first ones behind At that stay on the baseline for this reason, the nearest first: at most maxLost.
	Calls []Hop
	// Unreachable are the versions of the lane that nothing else in it leads to, by namespace, name and version.
	Unreachable []Version
}

// Version is a version of a Service.
type Version struct {
	Service *model.Service
	Version string
}

// A large application may lose each of many lanes at each of many places on the way to the same calls, so each place has a
// bound of its own: on its calls, and on the workloads of the lane behind them that are looked at.
const (
	maxLost   = 100
	maxBehind = 1000
)

// losses are those of one lane, one for each Service by which its requests leave it on their way to a gap.
func (t *passages) losses(called map[*application]bool) []Loss {
	losing := t.losing()
	if len(losing) == 0 {
		return nil
	}
	stations, by := t.exits()
	places := map[*model.Service][]station{}
	fronts := map[*model.Service]map[*model.Workload]bool{}
	var order []*model.Service
	for _, at := range stations {
		if !losing[at] {
			continue
		}
		s := t.mainly(at, by[at])
		if places[s] == nil {
			order, fronts[s] = append(order, s), map[*model.Workload]bool{}
		}
		places[s] = append(places[s], at)
		t.front(by[at], fronts[s])
	}
	r := t.reachable(called)
	var all []Loss
	for _, s := range order {
		lost := t.lost(places[s], losing)
		loss := Loss{Lane: t.lane, At: s, Stray: t.has(s), Unreachable: r.unreachable(lost, fronts[s])}
		for _, at := range places[s] {
			if !slices.Contains(loss.Pods, at.Workload) {
				loss.Pods = append(loss.Pods, at.Workload)
			}
		}
		for _, step := range lost {
			loss.Calls = append(loss.Calls, step.Hop)
		}
		all = append(all, loss)
	}
	return all
}

// mainly is the Service that counts as the one by which requests come to a station: that of its application, else the first.
func (t *passages) mainly(at station, by []exit) *model.Service {
	main := t.plan.Main(at.Workload)
	for _, e := range by {
		if e.service == main {
			return main
		}
	}
	return by[0].service
}

// front adds the workloads of the lane in front of exits to a set: their callers; where requests come there with the header,
// all whose requests leave the lane with it.
func (t *passages) front(exits []exit, set map[*model.Workload]bool) {
	marked := false
	for _, e := range exits {
		set[e.caller] = true
		marked = marked || e.caller != nil && !t.inside(e.caller)
	}
	if !marked {
		return
	}
	for _, caller := range t.callers {
		for _, s := range t.in[caller] {
			if _, outside := t.ends(s); s.Marked && len(outside) > 0 {
				set[caller] = true
			}
		}
	}
}

// has tells whether s has a version of the lane.
func (t *passages) has(s *model.Service) bool {
	return slices.ContainsFunc(t.plan.model.Selected(s), func(w *model.Workload) bool {
		return t.plan.member[w] != nil && t.inside(w)
	})
}

// lost are the calls behind stations that stay on the baseline, the nearest first.
func (t *passages) lost(from []station, losing map[station]bool) []step {
	var calls []step
	seen := map[station]bool{}
	work := slices.Clone(from)
	for len(work) > 0 && len(calls) < maxLost {
		at := work[0]
		work = work[1:]
		if seen[at] || !losing[at] {
			continue
		}
		seen[at] = true
		for _, s := range t.out[at] {
			if s.isGap() && len(calls) < maxLost {
				calls = append(calls, s)
			}
		}
		work = append(work, t.onward(at)...)
	}
	return calls
}
