package view

import (
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/scope"
)

// Concerns are those of some diagnostics that are about what the view shows: about its objects, others of its namespace, and
// what is in none.
func (g *Graph) Concerns(ds []diag.Diagnostic) []diag.Diagnostic {
	if g.Namespace == "" {
		return ds
	}
	type id struct{ kind, namespace, name string }
	shown, s := map[id]bool{}, g.scope()
	for _, service := range s.Services {
		shown[id{service.Kind, service.Namespace, service.Name}] = true
	}
	for _, w := range s.Workloads {
		shown[id{w.Kind, w.Namespace, w.Name}] = true
	}
	return slices.DeleteFunc(slices.Clone(ds), func(d diag.Diagnostic) bool {
		o := d.Object
		return o.Namespace != "" && !scope.Concerns(g.Namespace, o.Namespace) && !shown[id{o.Kind, o.Namespace, o.Name}]
	})
}
