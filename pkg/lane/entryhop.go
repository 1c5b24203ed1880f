package lane

import (
	"fmt"
	"slices"
	"strings"

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
	others := p.newOutside(hops)
	for _, e := range p.model.Entries() {
		for _, d := range e.Destinations {
			others.add(sender{ref: e.Ref, rule: &AppliedRule{Object: e.Ref, Field: d.Field}}, d, 0)
		}
	}
	for _, v := range p.model.VirtualServices() {
		for _, gateway := range v.Gateways {
			if gateway != model.MeshGateway {
				others.addRules(v, gateway)
			}
		}
	}
	for _, s := range slices.Concat(p.Services, p.Kept) {
		for _, d := range s.entries() {
			for _, gateway := range s.Template.Gateways {
				if gateway != model.MeshGateway {
					others.add(sender{gatewayRef(gateway, s.Namespace), s.Template.Hosts, s.ofTemplate()}, d, 0)
				}
			}
		}
	}
	return others.hops
}

// ofTemplate is a rule of the VirtualService that is made of the template of s.
func (s *Service) ofTemplate() *AppliedRule {
	return &AppliedRule{Object: s.routing(), Template: s.Template.Name}
}

// routing is the VirtualService that is generated for s.
func (s *Service) routing() diag.Ref {
	return diag.Ref{Kind: virtualService, Namespace: s.Namespace, Name: "vs-" + s.Name}
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

// applied is a rule of e where it is emitted: in the VirtualService for its gateways; in that of its Service where the root
// delegates to it.
func (e *Entry) applied(number int) *AppliedRule {
	rule := &AppliedRule{
		Object: diag.Ref{Kind: virtualService, Namespace: e.Namespace, Name: e.Name}, Headers: e.Rules[number].Headers,
		Default: number == len(e.Rules)-1,
	}
	if e.Delegate {
		rule.Object = diag.Ref{Kind: virtualService, Namespace: e.Callee.Namespace, Name: "vs-" + e.Callee.Name}
	}
	layer := e.Port.Protocol().Layer()
	if layer != model.TCP && layer != model.TLS {
		layer = model.HTTP
	}
	rule.Field = fmt.Sprintf("spec.%s[%d]", listOf(layer), number)
	return rule
}

func (p *Plan) plannedEntryHops(e *Entry) []Hop {
	var hops []Hop
	for _, gateway := range e.Gateways {
		for i, rule := range e.Rules {
			for _, share := range rule.Shares {
				h := Hop{
					Lane: share.Lane, Caller: gatewayRef(gateway, e.Callee.Namespace), Callee: e.Callee, Port: e.Port.Number,
					Hosts:   e.Hosts,
					Headers: rule.Headers, Subset: share.Subset, Versions: p.versions[e.Callee], Reason: AtEntry,
					Marked: p.marksShare(e, rule, share), decided: decision{entry: e.applied(i)},
				}
				if carriesHeaders(e.Port) {
					h.Sets = share.Sets
				}
				if share.Subset.Name != "" {
					h.Versions = []string{share.Subset.Version}
				} else {
					h.Unversioned = len(h.Versions) > 0 && p.unversioned[e.Callee]
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

// gatewayKind is the kind of Istio's Gateway.
const gatewayKind = "Gateway"

// gatewayRef is the Gateway that a VirtualService of a namespace names.
func gatewayRef(name, namespace string) diag.Ref {
	ref := diag.Ref{APIVersion: "networking.istio.io/v1", Kind: gatewayKind, Namespace: namespace, Name: name}
	if ns, name, qualified := strings.Cut(name, "/"); qualified {
		ref.Namespace, ref.Name = ns, name
	}
	return ref
}
