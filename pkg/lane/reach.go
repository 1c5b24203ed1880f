package lane

import (
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// Unreached is a version in a lane to which no request of the lane comes.
type Unreached struct {
	Service *Service
	Subset  Subset
	// Callers are those whose requests of the lane would come there, if any came to them; none where no call leads there.
	Callers []diag.Ref
}

// unreached are [Trace.Unreached].
func (r *reach) unreached() []Unreached {
	var found []Unreached
	for _, s := range r.Services {
		for _, subset := range s.Subsets {
			to := target{s.Service, subset.Version}
			if s.Routed && subset != s.Baseline && !r.reached[to] && !r.lost[to] {
				found = append(found, Unreached{s, subset, r.callers[to]})
			}
		}
	}
	return found
}

// target is a version of a Service.
type target struct {
	service *model.Service
	version string
}

// visit is a workload that sends on requests of a lane.
type visit struct {
	lane     string
	workload *model.Workload
}

// reach follows requests from where they begin.
type reach struct {
	*Plan
	from    map[visit][]Hop
	visited map[visit]bool
	reached map[target]bool
	callers map[target][]diag.Ref // of all hops that lead there, reached or not
	lost    map[target]bool       // those that a gap, or labels that tell nothing apart, keep from being reached
}

func (t *Trace) reach() *reach {
	p := t.plan
	r := &reach{Plan: p, from: map[visit][]Hop{}, visited: map[visit]bool{}, reached: map[target]bool{}, callers: map[target][]diag.Ref{}, lost: map[target]bool{}}
	workloads := map[diag.Ref]*model.Workload{}
	for w := range p.member {
		workloads[w.Ref] = w
	}
	for _, h := range t.ofCalls() {
		v := visit{h.Lane, workloads[h.Caller]}
		r.from[v] = append(r.from[v], h)
		r.note(h)
	}
	for _, h := range t.ofEntries() {
		r.arrive(h)
	}
	for _, h := range t.ofCalls() {
		if h.Caller.Name == "" { // declared callers
			r.arrive(h)
		}
	}
	for _, w := range p.model.Workloads() {
		if p.member[w] != nil && t.begins(w) {
			r.begin(w, Baseline)
		}
	}
	return r
}

// note notes to which version a hop leads, or would lead if its lane were not lost.
func (r *reach) note(h Hop) {
	s := r.planned[h.Callee]
	switch {
	case s == nil:
	case h.Reason == Gap, h.Reason == Ambiguous:
		subset, _ := s.InLane(h.Lane)
		r.lost[target{h.Callee, subset.Version}] = true
	case h.Subset.Version != "":
		to := target{h.Callee, h.Subset.Version}
		if known := r.callers[to]; len(known) == 0 || known[len(known)-1] != h.Caller { // hops are in the order of callers
			r.callers[to] = append(known, h.Caller)
		}
	}
}

// begins tells whether requests begin at the pods of w: no Service selects them, one that selects them is exposed, or nothing is
// known to call one. All of its pods get requests then; where it has rules, those of the baseline alone, unless any pod with a
// lane's label may call.
func (t *Trace) begins(w *model.Workload) bool {
	services := t.plan.model.Selecting(w)
	return len(services) == 0 || slices.ContainsFunc(services, func(s *model.Service) bool {
		planned := t.plan.planned[s]
		ruled := planned != nil && planned.Routed && !t.plan.byLabel && (t.plan.inGrayLane(w) || t.plan.Entered(s))
		return s.Exposed() || len(t.graph.To(s)) == 0 && !ruled
	})
}

// begin lets w send requests: of its own lane, else of the one given.
func (r *reach) begin(w *model.Workload, lane string) {
	if r.inGrayLane(w) {
		lane, _ = r.Lane(w)
	}
	v := visit{lane, w}
	if r.visited[v] {
		return
	}
	r.visited[v] = true
	for _, h := range r.from[v] {
		r.arrive(h)
	}
}

// arrive lets the requests of a hop come to their pods.
func (r *reach) arrive(h Hop) {
	for _, w := range r.mayLand(h) {
		r.reached[target{h.Callee, w.PodLabels[r.label]}] = true
		if r.member[w] != nil {
			r.begin(w, h.Lane)
		}
	}
}
