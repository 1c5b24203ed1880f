package lane

import (
	"slices"

	"github.com/graylane/graylane/pkg/model"
)

// passages are the ways that the requests of one lane take. Weak calls are none, and those that nothing shows.
type passages struct {
	plan *Plan
	lane string
	// in are the steps of the workloads in the lane, and of declared callers, which are nil; out those of the stations
	// outside of it.
	in       map[*model.Workload][]step
	out      map[station][]step
	callers  []*model.Workload // those of in, in the order of calls
	stations []station         // those of out, in the order of calls
}

// station is a workload that requests of a lane come to although it is not in it. Marked ones carry the lane's header, so
// that the lane is not lost yet.
type station struct {
	*model.Workload
	marked bool
}

// lanePassages are the passages of every lane, in the order of lanes.
type lanePassages struct {
	all    []*passages
	byLane map[string]*passages
}

// newPassages have no step yet.
func (p *Plan) newPassages() lanePassages {
	ps := lanePassages{byLane: map[string]*passages{}}
	for _, lane := range p.Lanes {
		of := &passages{plan: p, lane: lane, in: map[*model.Workload][]step{}, out: map[station][]step{}}
		ps.all, ps.byLane[lane] = append(ps.all, of), of
	}
	return ps
}

// add adds a step, if it is one of a lane.
func (ps lanePassages) add(s step) {
	if of := ps.byLane[s.Lane]; of != nil && !s.Call.Weak() {
		of.add(s)
	}
}

// add adds a step of the lane's requests.
func (t *passages) add(s step) {
	w := s.Call.Caller.Workload
	if w == nil || t.inside(w) {
		if len(t.in[w]) == 0 {
			t.callers = append(t.callers, w)
		}
		t.in[w] = append(t.in[w], s)
		return
	}
	from := station{w, s.header}
	if len(t.out[from]) == 0 {
		t.stations = append(t.stations, from)
	}
	t.out[from] = append(t.out[from], s)
}

// inside tells whether a workload is in the lane.
func (t *passages) inside(w *model.Workload) bool {
	lane, ok := t.plan.Lane(w)
	return ok && lane == t.lane
}

// ends are where a step leads: the workloads in the lane, and the stations outside of it. Requests that get into another lane
// are strays, and not followed. A Service that others route may lead to all of its pods.
func (t *passages) ends(s step) (inside []*model.Workload, outside []station) {
	for _, w := range t.plan.model.Selected(s.Callee) {
		if t.plan.member[w] == nil || s.Subset.Name != "" && !slices.Contains(s.Versions, w.PodLabels[t.plan.label]) {
			continue
		}
		switch {
		case t.inside(w):
			inside = append(inside, w)
		case !t.plan.inGrayLane(w):
			outside = append(outside, station{w, s.Marked})
		}
	}
	return inside, outside
}

// missed are the workloads of the lane that a step would lead to if the lane had not ended before it.
func (t *passages) missed(s step) []*model.Workload {
	own, _ := t.plan.planned[s.Callee].InLane(t.lane)
	var missed []*model.Workload
	for _, w := range t.plan.model.Selected(s.Callee) {
		if t.plan.member[w] != nil && t.inside(w) && w.PodLabels[t.plan.label] == own.Version {
			missed = append(missed, w)
		}
	}
	return missed
}

// exit is that a caller, which is in the lane or knows it by the header, sends requests of it to a Service.
type exit struct {
	caller  *model.Workload // nil for declared callers and entries
	service *model.Service
}

// exits are those by which requests come to stations outside of the lane, by station, and the stations in the order of their
// calls.
func (t *passages) exits() (stations []station, by map[station][]exit) {
	by = map[station][]exit{}
	add := func(to station, e exit) {
		if by[to] == nil {
			stations = append(stations, to)
		}
		by[to] = append(by[to], e)
	}
	leave := func(caller *model.Workload, steps []step) {
		for _, s := range steps {
			_, outside := t.ends(s)
			for _, to := range outside {
				add(to, exit{caller, s.Callee})
			}
		}
	}
	for _, a := range t.entering() {
		for _, to := range a.stations {
			add(to, exit{nil, a.service})
		}
	}
	for _, caller := range t.callers {
		leave(caller, t.in[caller])
	}
	for _, from := range t.stations {
		if from.marked {
			leave(from.Workload, t.out[from])
		}
	}
	return stations, by
}

// entrance is that an entry sends requests of the lane to stations outside of it.
type entrance struct {
	service  *model.Service
	stations []station
}

// entering are the entrances, in the order of the entries.
func (t *passages) entering() []entrance {
	var all []entrance
	for _, e := range t.plan.Entries {
		for _, a := range t.plan.arrivals(e) {
			in := entrance{service: e.Callee}
			for _, w := range a.pods {
				if a.lane == t.lane && t.plan.member[w] != nil && !t.plan.inGrayLane(w) {
					in.stations = append(in.stations, station{w, a.header})
				}
			}
			all = append(all, in)
		}
	}
	return all
}

// onward are the stations that requests come to from one at which the lane is lost, on their way to a gap: none where it is
// known by the header.
func (t *passages) onward(from station) []station {
	var all []station
	for _, s := range t.out[from] {
		if !from.marked && !s.isGap() {
			_, outside := t.ends(s)
			all = append(all, outside...)
		}
	}
	return all
}

// losing are the stations that requests without a header pass on their way to a gap, and those with one that end at it.
func (t *passages) losing() map[station]bool {
	return t.losingThrough(func(station) bool { return true })
}

// losingThrough is losing, for ways through allowed stations alone.
func (t *passages) losingThrough(allowed func(station) bool) map[station]bool {
	losing := map[station]bool{}
	before := map[station][]station{}
	var work []station
	for _, from := range t.stations {
		if !allowed(from) {
			continue
		}
		if slices.ContainsFunc(t.out[from], step.isGap) {
			losing[from] = true
			work = append(work, from)
		}
		for _, to := range t.onward(from) {
			before[to] = append(before[to], from)
		}
	}
	for len(work) > 0 {
		to := work[0]
		work = work[1:]
		for _, from := range before[to] {
			if !losing[from] {
				losing[from] = true
				work = append(work, from)
			}
		}
	}
	return losing
}

func (s step) isGap() bool { return s.Reason == Gap }
