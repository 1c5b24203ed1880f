package view

import (
	"slices"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// scope is what of a graph is shown: the application, and of its context what takes part in the application's calls.
type scope struct {
	services  []*model.Service
	workloads []*model.Workload
	calls     []*callgraph.Call
}

// scope leaves out the calls within the context, and the objects of the context that no other call is about.
func (g *Graph) scope() scope {
	var out scope
	about := map[any]bool{}
	for _, c := range g.Graph.Calls {
		w := c.Caller.Workload
		if c.Callee.Context && w != nil && w.Context {
			continue
		}
		out.calls = append(out.calls, c)
		about[c.Callee], about[w] = true, true
		for _, behind := range g.Model.Selected(c.Callee) {
			about[behind] = true
		}
		for _, s := range g.Model.Selecting(w) {
			about[s] = true
		}
	}
	for _, s := range g.Model.Services() {
		if !s.Context || about[s] {
			out.services = append(out.services, s)
		}
	}
	for _, w := range g.Model.Workloads() {
		if !w.Context || about[w] {
			out.workloads = append(out.workloads, w)
		}
	}
	return out
}

// namespaces are those of all that is shown, each once, in order. An absent one is a namespace of its own.
func (s *scope) namespaces() []string {
	var all []string
	for _, service := range s.services {
		all = append(all, service.Namespace)
	}
	for _, w := range s.workloads {
		all = append(all, w.Namespace)
	}
	for _, c := range s.calls {
		if c.Caller.Workload == nil {
			all = append(all, c.Caller.Namespace)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
