package lane

import (
	"iter"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// possible is the calls of g, and one without evidence for every other workload of callers, Service and port of it: by
// caller, callee and port, those of declared callers last.
func (p *Plan) possible(g *callgraph.Graph, callers func(*callgraph.Caller) bool) iter.Seq[*callgraph.Call] {
	type key struct {
		caller *model.Workload
		callee *model.Service
		port   int
	}
	known := map[key]*callgraph.Call{}
	var declared []*callgraph.Call
	for _, c := range g.Calls {
		for _, port := range portsOf(c) {
			known[key{c.Caller.Workload, c.Callee, port}] = c
		}
		if c.Caller.Workload == nil {
			declared = append(declared, c)
		}
	}
	call := func(w *model.Workload, s *model.Service, port int) *callgraph.Call {
		if shown := known[key{w, s, port}]; shown != nil {
			c := *shown
			c.Port = port
			return &c
		}
		return &callgraph.Call{Caller: callgraph.Caller{Workload: w}, Callee: s, Port: port}
	}
	return func(yield func(*callgraph.Call) bool) {
		for _, w := range p.model.Workloads() {
			if !callers(&callgraph.Caller{Workload: w}) {
				continue
			}
			for _, s := range p.model.Services() {
				for _, port := range portsOf(&callgraph.Call{Callee: s}) {
					if !yield(call(w, s, port)) {
						return
					}
				}
			}
		}
		for _, c := range declared {
			if !yield(c) {
				return
			}
		}
	}
}
