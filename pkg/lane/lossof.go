package lane

import "github.com/graylane/graylane/pkg/model"

// lossKey tells the calls of losses apart, whose callers are workloads.
type lossKey struct {
	visitor
	callee *model.Service
	port   int
}

func (h *Hop) lossKey() lossKey { return lossKey{visitor{h.Lane, h.Caller}, h.Callee, h.Port} }

// lossesByCall are the gaps of a trace by the calls that they are lost to.
func (t *Trace) lossesByCall() map[lossKey][]*Loss {
	all := map[lossKey][]*Loss{}
	for i := range t.Losses {
		for _, h := range t.Losses[i].Calls {
			all[h.lossKey()] = append(all[h.lossKey()], &t.Losses[i])
		}
	}
	return all
}

// Losses are the gaps by which the requests of a hop have left its lane, in the order of the trace; none for a hop that stays on the
// baseline for another reason.
func (a *Answer) Losses(h Hop) []*Loss {
	if h.Reason != Gap {
		return nil
	}
	return a.losses[h.lossKey()]
}
