package lane

import (
	"iter"

	"github.com/graylane/graylane/pkg/callgraph"
)

// step is a hop of a call, before those that are alike become one, and whether its requests carry the lane's header when they are
// sent.
type step struct {
	Hop
	header bool
}

// steps are where calls land, in the order of calls: for every load that the caller sends on and that is wanted, the baseline's first,
// and every port that the call may mean. A workload without pods calls nothing.
func (p *Plan) steps(calls iter.Seq[*callgraph.Call], lanes carriers, wanted func(load) bool) iter.Seq[step] {
	return func(yield func(step) bool) {
		for c := range calls {
			if w := c.Caller.Workload; w != nil && p.member[w] == nil {
				continue
			}
			for _, load := range p.ordered(lanes.carried(p, c)) {
				if !wanted(load) {
					continue
				}
				for _, port := range portsOf(c) {
					if !yield(step{p.hop(c, load, port), load.header}) {
						return
					}
				}
			}
		}
	}
}

// eachOnce are the hops of steps, each caller, callee and port once a lane; one that is not weak takes the place of one that is.
// Where only some of a lane's requests carry its header, they are hops of their own. Steps from one caller to one callee follow each
// other.
func eachOnce(steps iter.Seq[step]) iter.Seq[Hop] {
	return func(yield func(Hop) bool) {
		var alike []Hop
		for s := range steps {
			if len(alike) > 0 && !alike[0].besides(s.Hop) {
				for _, h := range alike {
					if !yield(h) {
						return
					}
				}
				alike = alike[:0]
			}
			alike = s.Hop.joins(alike)
		}
		for _, h := range alike {
			if !yield(h) {
				return
			}
		}
	}
}

// besides tells whether two hops are from one caller to one callee. Declared pods are those of one call.
func (h *Hop) besides(other Hop) bool {
	if w := h.Call.Caller.Workload; w != nil {
		return w == other.Call.Caller.Workload && h.Callee == other.Callee
	}
	return h.Call == other.Call
}

// joins adds h to hops of its caller to its callee.
func (h Hop) joins(hops []Hop) []Hop {
	for i, known := range hops {
		if known.Lane == h.Lane && known.Port == h.Port && (known.Headers == nil) == (h.Headers == nil) {
			if known.Weak && !h.Weak {
				hops[i] = h
			}
			return hops
		}
	}
	return append(hops, h)
}
