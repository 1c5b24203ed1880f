package callgraph

import (
	"slices"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/model"
)

// MaxAllowed is how many times policies are heard that allow a call: one may allow every pair of a thousand workloads.
const MaxAllowed = 100_000

// Allow is g, and beside it what detectors see that policies allow: more evidence of the calls of g, of whatever port where the policy
// names none, and weak calls that nothing else shows. Calls that spec.calls.ignore means are not among them. It is not complete where
// policies allow more than [MaxAllowed]. It is for those who look: nothing is planned by what is merely allowed.
func Allow(m *model.Model, config *api.GrayRelease, g *Graph, detectors []Detector) (allowed *Graph, complete bool) {
	b := newBuilder(NewResolver(m, config.Spec.ClusterDomain))
	left := MaxAllowed
	for _, w := range m.Workloads() {
		for _, d := range detectors {
			d.Detect(m, w, func(clues ...Clue) {
				if left -= len(clues); left < 0 {
					return
				}
				for i := range clues {
					clues[i].Detector = d.Name
				}
				(&group{builder: b, workload: w, clues: clues}).run()
			})
		}
		if left < 0 {
			break
		}
	}
	if len(config.Spec.Calls.Ignore) > 0 {
		known := b.index()
		for _, ignored := range config.Spec.Calls.Ignore {
			b.ignore(ignored, known)
		}
	}
	return b.beside(g), left >= 0
}

// pair is who calls whom, on whatever port.
type pair struct {
	caller *model.Workload
	callee *model.Service
}

// beside is g with the calls of b, which are those of workloads.
func (b *builder) beside(g *Graph) *Graph {
	all := newBuilder(b.Resolver)
	all.ignored = g.ignored
	known := map[pair][]*Call{}
	for _, c := range g.Calls {
		own := *c
		own.Evidence = slices.Clone(c.Evidence)
		all.calls[callKey{c.Caller.Workload, c.Caller.id(), c.Callee, c.Port}] = &own
		if w := c.Caller.Workload; w != nil {
			known[pair{w, c.Callee}] = append(known[pair{w, c.Callee}], &own)
		}
	}
	for _, c := range slices.Backward(b.graph().Calls) { // those with a port before the one without
		between := pair{c.Caller.Workload, c.Callee}
		same := slices.DeleteFunc(slices.Clone(known[between]), func(other *Call) bool {
			return c.Port != 0 && other.Port != 0 && c.Port != other.Port
		})
		if len(same) == 0 {
			all.calls[callKey{c.Caller.Workload, "", c.Callee, c.Port}] = c
			known[between] = append(known[between], c)
			continue
		}
		for _, other := range same {
			for _, e := range c.Evidence {
				other.enter(e)
			}
			other.More += c.More
		}
	}
	return all.graph()
}
