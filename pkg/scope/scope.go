package scope

import (
	"slices"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// Scope is what is shown, each part in the order in which the model and the graph have it.
type Scope struct {
	Services  []*model.Service
	Workloads []*model.Workload
	Calls     []*callgraph.Call
}

// Of leaves out the calls within the context, and the objects of the context that no other call is about.
func Of(m *model.Model, g *callgraph.Graph) Scope { return In("", m, g) }

// In is Of for those who ask for a namespace, empty for all: without the calls that neither begin nor end there, and without
// the objects of other namespaces that no other call is about.
func In(namespace string, m *model.Model, g *callgraph.Graph) Scope {
	var out Scope
	own := func(o *model.Object) bool { return !o.Context && Concerns(namespace, o.Namespace) }
	about := map[any]bool{}
	for _, c := range g.Calls {
		w := c.Caller.Workload
		if c.Callee.Context && w != nil && w.Context || !Concerns(namespace, home(c.Caller), c.Callee.Namespace) {
			continue
		}
		out.Calls = append(out.Calls, c)
		about[c.Callee], about[w] = true, true
		for _, behind := range m.Selected(c.Callee) {
			about[behind] = true
		}
		for _, s := range m.Selecting(w) {
			about[s] = true
		}
	}
	for _, s := range m.Services() {
		if own(&s.Object) || about[s] {
			out.Services = append(out.Services, s)
		}
	}
	for _, w := range m.Workloads() {
		if own(&w.Object) || about[w] {
			out.Workloads = append(out.Workloads, w)
		}
	}
	return out
}

// home is the namespace of a caller.
func home(c callgraph.Caller) string {
	if c.Workload != nil {
		return c.Workload.Namespace
	}
	return c.Namespace
}

// Concerns tells whether something that is in some namespaces matters to those who ask for one; everything does to those who
// ask for none.
func Concerns(namespace string, in ...string) bool {
	return namespace == "" || slices.ContainsFunc(in, func(other string) bool { return model.SameNamespace(other, namespace) })
}

// Namespaces are those of all that is shown, each once, in order. An absent one is a namespace of its own.
func (s *Scope) Namespaces() []string {
	var all []string
	for _, service := range s.Services {
		all = append(all, service.Namespace)
	}
	for _, w := range s.Workloads {
		all = append(all, w.Namespace)
	}
	for _, c := range s.Calls {
		if c.Caller.Workload == nil {
			all = append(all, c.Caller.Namespace)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Foldable are the kinds of calls of which an application has many that tell little of it.
func Foldable() []callgraph.Kind {
	return []callgraph.Kind{callgraph.Telemetry, callgraph.Registry, callgraph.Health}
}

// Folds tells whether calls of a kind to a Service with a number of versions are folded away: their kind tells little, and
// there is nothing to choose among.
func Folds(kind callgraph.Kind, versions int) bool {
	return slices.Contains(Foldable(), kind) && versions < 2
}
