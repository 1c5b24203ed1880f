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
	return p.outOfReach(p.planned[s], r, port)
}

// applies tells whether the rules of s apply to requests of r to a port.
func (p *Plan) applies(s *Service, r requester, port int) bool { return p.outOfReach(s, r, port) == "" }

// outOfReach is why the rules of s do not apply to a requester; empty when they do.
func (p *Plan) outOfReach(s *Service, r requester, port int) Reason {
	declared, known := s.Port(port)
	settled := s.Template == nil || s.Template.Settles(declared)
	switch {
	case !known || len(s.Ports) == 0 || declared.Protocol().Layer() == model.None:
		return NotRoutable
	case !s.Routed && settled:
		return Uncalled
	case r.workload != nil && p.model.NoSidecar(r.workload) != "":
		return NoSidecar
	case !s.exportedTo(s.Visible, r.namespace):
		return NotExported
	case !p.imports(r, s.Service, s.Namespace, port):
		return NotImported
	case !p.importsRoot(r, s, port):
		return NotExported
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

// importsRoot tells whether the Sidecar of a requester takes in the root that delegates to the rules of s, if there is one: it
// goes by the root's namespace, which is that of a gateway.
func (p *Plan) importsRoot(r requester, s *Service, port int) bool {
	root := p.Delegate(s.Service)
	return root == nil || p.imports(r, s.Service, root.Namespace, port)
}

// imports tells whether the Sidecar of the pods that send requests, if they have one, takes in what a namespace has for a port
// of s.
func (p *Plan) imports(r requester, s *model.Service, namespace string, port int) bool {
	sidecar := p.model.SidecarOf(r.namespace, r.labels)
	if sidecar == nil {
		sidecar = p.model.MeshSidecar()
	}
	return sidecar == nil || sidecar.Imports(r.namespace, namespace, s.Name+"."+s.Key().Namespace+".svc."+p.domain, port)
}
