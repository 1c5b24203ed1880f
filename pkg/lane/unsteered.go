package lane

import (
	"slices"

	"github.com/graylane/graylane/pkg/model"
)

// unsteered is why no rule of graylane chooses among the versions of s for a requester; empty when one does.
func (p *Plan) unsteered(r requester, s *model.Service, port int) Reason {
	if reason := p.unplanned(s); reason != "" {
		return reason
	}
	planned, ports := p.planned[s], s.Ports
	declared, known := s.Port(port)
	settled := planned.Template == nil || planned.Template.Settles(declared)
	switch {
	case !known || len(ports) == 0 || declared.Protocol().Layer() == model.None:
		return NotRoutable
	case !planned.Routed && settled:
		return Uncalled
	case r.workload != nil && r.workload.NoSidecar != "":
		return NoSidecar
	case !planned.exportedTo(planned.Visible, r.namespace):
		return NotExported
	case !p.imports(r, s, port):
		return NotImported
	case !settled:
		return RoutedByThem
	}
	return ""
}

// hiddenFrom tells whether a DestinationRule keeps a subset of s from the pods of a namespace.
func (s *Service) hiddenFrom(namespace string, subset Subset) bool {
	return slices.ContainsFunc(s.hiddenBy, func(d *model.DestinationRule) bool {
		return model.SameNamespace(d.Namespace, namespace) && !s.defines(d, subset)
	})
}

// unplanned is why nothing is planned for s; empty when something is.
func (p *Plan) unplanned(s *model.Service) Reason {
	_, ignored := s.Annotations[model.IgnoreAnnotation]
	switch {
	case p.planned[s] != nil:
		return ""
	case s.ExternalName != "":
		return External
	case p.theirs[s]:
		return RoutedByThem
	case len(p.versions[s]) < 2:
		return OneVersion
	case s.Context:
		return InContext
	case ignored:
		return Ignored
	case s.Headless:
		return IsHeadless
	case !s.Routable():
		return NotRoutable
	}
	return Refused
}

// spread are the versions where requests land that no rule of graylane steers: all, unless others decide.
func (p *Plan) spread(s *model.Service, reason Reason) []string {
	switch reason {
	case External, RoutedByThem, InContext, Refused:
		return nil
	}
	return p.versions[s]
}

// imports tells whether the Sidecar of the pods that send requests, if they have one, lets them reach a port of s.
func (p *Plan) imports(r requester, s *model.Service, port int) bool {
	sidecar := p.model.SidecarOf(r.namespace, r.labels)
	if sidecar == nil {
		sidecar = p.model.MeshSidecar()
	}
	return sidecar == nil || sidecar.Imports(r.namespace, s.Namespace, s.Name+"."+s.Key().Namespace+".svc."+p.domain, port)
}
