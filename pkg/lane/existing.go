package lane

import (
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// existing is the routing of others, by the Service that it is for.
type existing struct {
	onMesh    map[*model.Service]*model.VirtualService
	rules     map[*model.Service][]*model.DestinationRule
	owners    map[*model.Service]*model.RoutingOwner
	names     map[model.Key]*model.VirtualService
	taken     map[model.Key]*model.DestinationRule
	wildcards []*model.DestinationRule
}

// existingRouting finds the routing of others. Context counts too: it is in the same cluster.
func (b *builder) existingRouting() existing {
	e := existing{
		onMesh: map[*model.Service]*model.VirtualService{}, rules: map[*model.Service][]*model.DestinationRule{},
		owners: map[*model.Service]*model.RoutingOwner{},
		names:  map[model.Key]*model.VirtualService{}, taken: map[model.Key]*model.DestinationRule{},
	}
	for _, v := range b.model.VirtualServices() {
		e.names[v.Key()] = v
		for _, host := range v.Hosts {
			if s := b.IstioService(host, v.Namespace); s != nil && v.OnMesh() && e.onMesh[s] == nil {
				e.onMesh[s] = v
			}
		}
	}
	for _, d := range b.model.DestinationRules() {
		e.taken[d.Key()] = d
		if strings.HasPrefix(d.Host, "*") {
			e.wildcards = append(e.wildcards, d)
		}
		if s := b.IstioService(d.Host, d.Namespace); s != nil {
			e.rules[s] = append(e.rules[s], d)
		}
	}
	for _, o := range b.model.RoutingOwners() {
		for _, h := range o.Hosts {
			if s := b.Service(h.Host, h.Namespace); s != nil {
				e.owners[s] = o
			}
		}
	}
	return e
}

// theirs are the Services that others route in the mesh.
func (e existing) theirs() map[*model.Service]bool {
	all := map[*model.Service]bool{}
	for s := range e.onMesh {
		all[s] = true
	}
	for s := range e.owners {
		all[s] = true
	}
	return all
}

// giveWay leaves to others what they route; false when nothing can be generated for s beside it.
func (b *builder) giveWay(s *Service, e existing) bool {
	return !b.conflict(s, e) && b.joinRules(s, e)
}

// conflict reports what keeps routes of s from being generated, if anything does. Istio does not merge two VirtualServices for
// one host in the mesh: the older wins.
func (b *builder) conflict(s *Service, e existing) bool {
	name := model.KeyOf(s.Namespace, "vs-"+s.Name)
	switch {
	case e.owners[s.Service] != nil:
		b.report(diag.New(diag.RoutingOwnedElsewhere, s.Ref, e.owners[s.Service].Ref.String()).At(s.Place))
		return true
	case e.onMesh[s.Service] != nil:
		b.report(diag.New(diag.VirtualServiceConflict, s.Ref, e.onMesh[s.Service].Ref.String()).At(s.Place))
		return true
	case s.Routed && e.names[name] != nil:
		b.report(diag.New(diag.NameTaken, s.Ref, e.names[name].Ref.String()).At(s.Place))
		return true
	}
	return false
}
