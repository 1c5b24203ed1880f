package detect

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// admitted detects what the admissions of a kind allow. It indexes them when it is asked first.
func admitted(kind string) func(*model.Model, *model.Workload, func(...callgraph.Clue)) {
	var x *admissions
	return func(m *model.Model, w *model.Workload, emit func(...callgraph.Clue)) {
		if x == nil || x.model != m {
			x = newAdmissions(m, kind)
		}
		left := callgraph.MaxAllowed
		for _, a := range x.admitting(w) {
			for _, s := range x.governed(a.by) {
				for _, port := range x.ports(s, a.rule.Ports) {
					if left--; left < 0 {
						return
					}
					emit(a.clue(s, port))
				}
			}
		}
	}
}

// clue is what an entry shows of a Service and its port, which is empty for an unknown one.
func (e *entry) clue(s *model.Service, port string) callgraph.Clue {
	return callgraph.Clue{
		Evidence: callgraph.Evidence{Object: e.by.Ref, Place: e.by.Place, Field: e.peer.Field, Value: e.peer.Value, Weak: true, Allowed: true},
		Refers:   &callgraph.Reference{Kind: "Service", Namespace: s.Key().Namespace, Name: s.Name, Port: port},
	}
}

// ports are the ports of s behind which one of those stands that a rule admits, by their numbers; an empty text for all.
func (x *admissions) ports(s *model.Service, admitted []model.AdmittedPort) []string {
	if len(admitted) == 0 {
		return []string{""}
	}
	var all []string
	for _, p := range s.Ports {
		if slices.ContainsFunc(admitted, func(a model.AdmittedPort) bool { return x.stands(s, p, a) }) {
			all = append(all, strconv.Itoa(p.Number))
		}
	}
	return all
}

// stands tells whether a port of pods stands behind the port p of s: by its number, or by the name that a container gives it.
func (x *admissions) stands(s *model.Service, p model.Port, of model.AdmittedPort) bool {
	if cmp.Or(p.Transport, "TCP") != cmp.Or(of.Transport, "TCP") {
		return false
	}
	number, err := strconv.Atoi(cmp.Or(p.Target, strconv.Itoa(p.Number)))
	switch {
	case err != nil && of.Name != "":
		return p.Target == of.Name
	case err == nil && of.Name == "":
		return number >= of.Number && number <= max(of.Number, of.Last)
	}
	return slices.ContainsFunc(x.model.Selected(s), func(w *model.Workload) bool {
		return slices.ContainsFunc(w.Containers, func(c model.Container) bool {
			return slices.ContainsFunc(c.Ports, func(cp model.ContainerPort) bool {
				if err != nil {
					return cp.Name == p.Target && cp.Number >= of.Number && cp.Number <= max(of.Number, of.Last)
				}
				return cp.Name == of.Name && cp.Number == number
			})
		})
	})
}
