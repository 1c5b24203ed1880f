package lane

import (
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// entryHops are where gateways and ingresses send requests: as the planned entries say, in their order, a hop for each share of
// a rule; then as the routes of others say, in the order of the objects, each once. The latter are requests of the lane whose
// subset the route names, else of the baseline.
func (p *Plan) entryHops() []Hop {
	var hops []Hop
	for _, e := range p.Entries {
		hops = append(hops, p.plannedEntryHops(e)...)
	}
	resolver := callgraph.NewResolver(p.model, p.domain)
	add := func(from diag.Ref, d model.Destination) {
		s := resolver.IstioService(d.Host, d.Namespace)
		if s == nil {
			return
		}
		h := p.entryHop(from, s, d)
		if !slices.ContainsFunc(hops, func(known Hop) bool {
			return known.Caller == h.Caller && known.Callee == h.Callee && known.Port == h.Port && known.Subset == h.Subset
		}) {
			hops = append(hops, h)
		}
	}
	for _, e := range p.model.Entries() {
		for _, d := range e.Destinations {
			add(e.Ref, d)
		}
	}
	for _, v := range p.model.VirtualServices() {
		for _, gateway := range v.Gateways {
			for _, d := range v.Destinations {
				if gateway != model.MeshGateway {
					add(gatewayRef(gateway, v.Namespace), d)
				}
			}
		}
	}
	for _, s := range slices.Concat(p.Services, p.Kept) {
		for _, d := range s.entries() {
			for _, gateway := range s.Template.Gateways {
				if gateway != model.MeshGateway {
					add(gatewayRef(gateway, s.Namespace), d)
				}
			}
		}
	}
	return hops
}

// entries are where the template of s lets gateways send requests: to the baseline, where graylane fills in the subset.
func (s *Service) entries() []model.Destination {
	if s.Template == nil || !s.Template.OnGateway() {
		return nil
	}
	var all []model.Destination
	for _, r := range s.Template.Routes {
		if !r.ForGateway() {
			continue
		}
		for _, d := range r.Destinations {
			if s.Routed && !s.Template.astray(d) {
				d.Subset = s.Baseline.Name
			}
			all = append(all, d)
		}
	}
	return all
}

func (p *Plan) plannedEntryHops(e *Entry) []Hop {
	var hops []Hop
	for _, gateway := range e.Gateways {
		for _, rule := range e.Rules {
			for _, share := range rule.Shares {
				h := Hop{
					Lane: share.Lane, Caller: gatewayRef(gateway, e.Callee.Namespace), Callee: e.Callee, Port: e.Port.Number,
					Hosts:   e.Hosts,
					Headers: rule.Headers, Subset: share.Subset, Versions: p.versions[e.Callee], Reason: AtEntry,
				}
				if share.Subset.Name != "" {
					h.Versions = []string{share.Subset.Version}
				}
				if len(rule.Shares) > 1 {
					h.Weights = rule.Shares
				}
				if len(rule.Shares) == 1 || share.Percent > 0 {
					hops = append(hops, h)
				}
			}
		}
	}
	return hops
}

// gatewayRef is the Gateway that a VirtualService of a namespace names.
func gatewayRef(name, namespace string) diag.Ref {
	ref := diag.Ref{APIVersion: "networking.istio.io/v1", Kind: "Gateway", Namespace: namespace, Name: name}
	if ns, name, qualified := strings.Cut(name, "/"); qualified {
		ref.Namespace, ref.Name = ns, name
	}
	return ref
}

// entryHop is where a destination of an entry is: the subset that it names, else all versions. Without a port it means the
// only one of the Service.
func (p *Plan) entryHop(from diag.Ref, s *model.Service, d model.Destination) Hop {
	h := Hop{Caller: from, Callee: s, Port: d.Port, Reason: AtEntry}
	if h.Port == 0 && len(s.Ports) == 1 {
		h.Port = s.Ports[0].Number
	}
	if d.Subset == "" {
		h.Versions = p.versions[s]
		return h
	}
	h.Subset = Subset{Name: d.Subset}
	if planned := p.planned[s]; planned != nil {
		for _, subset := range planned.Subsets {
			if subset.Name == d.Subset {
				h.Lane, h.Subset, h.Versions = subset.Lane, subset, []string{subset.Version}
			}
		}
	}
	return h
}
