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
	names     map[model.Key]diag.Ref // of VirtualServices and templates
	taken     map[model.Key]*model.DestinationRule
	wildcards wildcardRules
}

// existingRouting finds the routing of others. Context counts too: it is in the same cluster.
func (b *builder) existingRouting() existing {
	e := existing{
		onMesh: map[*model.Service]*model.VirtualService{}, rules: map[*model.Service][]*model.DestinationRule{},
		owners: map[*model.Service]*model.RoutingOwner{},
		names:  map[model.Key]diag.Ref{}, taken: map[model.Key]*model.DestinationRule{},
		wildcards: wildcardRules{bySuffix: map[string][]int{}},
	}
	for _, v := range b.model.VirtualServices() {
		e.names[v.Key()] = v.Ref
		if !v.OnMesh() {
			continue
		}
		for _, host := range v.Hosts {
			for _, s := range b.servicesOf(host, v.Namespace) {
				if e.onMesh[s] == nil {
					e.onMesh[s] = v
				}
			}
		}
	}
	for _, t := range b.model.Templates() {
		e.names[t.Key()] = t.Ref
	}
	for _, d := range b.model.DestinationRules() {
		e.taken[d.Key()] = d
		if strings.HasPrefix(d.Host, "*") {
			e.wildcards.add(d)
		}
		if s := b.IstioService(d.Host, d.Namespace); s != nil {
			e.rules[s] = append(e.rules[s], d)
		}
	}
	for _, o := range b.model.RoutingOwners() {
		for _, s := range b.ownedBy(o, e) {
			e.owners[s] = o
		}
	}
	return e
}

// servicesOf are the Services that a host in an Istio object of a namespace means: one, or with a wildcard any number. Among
// VirtualServices the longer host wins for HTTP alone; for the other layers it is the older one
// (istio pilot/pkg/networking/core/tls.go, getConfigsForHost).
func (b *builder) servicesOf(host, namespace string) []*model.Service {
	var all []*model.Service
	if strings.HasPrefix(host, "*") {
		if b.hosts == nil {
			b.hosts = b.reversedHosts()
		}
		for _, place := range b.hosts.ending(strings.TrimPrefix(host, "*")) {
			all = append(all, b.model.Services()[place])
		}
	} else if s := b.IstioService(host, namespace); s != nil {
		all = append(all, s)
	}
	return all
}

// ownedBy are the Services whose routing o writes: those that it names; else that of its DestinationRule; else those that
// select its pods (https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/#subset-level-traffic-splitting).
func (b *builder) ownedBy(o *model.RoutingOwner, e existing) []*model.Service {
	var all []*model.Service
	for _, h := range o.Hosts {
		if s := b.Service(h.Host, h.Namespace); s != nil {
			all = append(all, s)
		}
	}
	rule := e.taken[model.KeyOf(o.Namespace, o.Rule)]
	switch {
	case len(o.Hosts) > 0:
	case rule != nil:
		if s := b.IstioService(rule.Host, rule.Namespace); s != nil {
			all = append(all, s)
		}
	default:
		for _, w := range b.model.WorkloadsNamed(o.Namespace, o.Name) {
			if w.Kind == o.Kind {
				all = append(all, b.model.Selecting(w)...)
			}
		}
	}
	return all
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

// giveWay leaves to others what they route; false when nothing can be generated for s beside it. Istio does
// not merge two VirtualServices for one host in the mesh: the older wins.
func (b *builder) giveWay(s *Service, e existing) bool {
	other, taken := e.names[model.KeyOf(s.Namespace, "vs-"+s.Name)]
	switch {
	case e.owners[s.Service] != nil:
		b.report(diag.New(diag.RoutingOwnedElsewhere, s.Ref, e.owners[s.Service].Ref.String()).At(s.Place))
		return false
	case e.onMesh[s.Service] != nil:
		b.report(diag.New(diag.VirtualServiceConflict, s.Ref, e.onMesh[s.Service].Ref.String()).At(s.Place))
		return false
	case (s.Routed || s.Template != nil) && taken:
		b.report(diag.New(diag.NameTaken, s.Ref, other.String()).At(s.Place))
		return false
	}
	return true
}
