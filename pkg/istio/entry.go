package istio

import (
	"slices"

	networking "istio.io/api/networking/v1"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// gatewayRoutes writes the VirtualService that binds an entry to its gateways: with its rules, or as the root that delegates
// them. The rules of the mesh are never in it: a rule with gateways has no sourceLabels, which Istio would ignore.
func gatewayRoutes(e *lane.Entry, spec *api.Spec) Resource {
	v := &networking.VirtualService{Hosts: e.Hosts, Gateways: e.Gateways, ExportTo: e.Visible}
	switch layer := e.Port.Protocol().Layer(); {
	case e.Delegate:
		if full := fullHost(e.Callee, spec); !slices.Contains(e.Hosts, full) { // Istio rejects a host that stands twice
			v.Hosts = append(slices.Clone(e.Hosts), full)
		}
		v.Gateways = append(slices.Clone(e.Gateways), "mesh")
		v.Http = []*networking.HTTPRoute{{Delegate: &networking.Delegate{Name: "vs-" + e.Callee.Name, Namespace: e.Callee.Namespace}}}
	case layer == model.TCP:
		v.Tcp = []*networking.TCPRoute{{Route: connections(e, spec)}}
	case layer == model.TLS:
		v.Tls = []*networking.TLSRoute{{Match: []*networking.TLSMatchAttributes{{SniHosts: e.Hosts}}, Route: connections(e, spec)}}
	default:
		v.Http = httpEntry(e, spec, matchAll)
	}
	ref := diag.Ref{APIVersion: spec.Istio.APIVersion, Kind: VirtualService, Namespace: e.Namespace, Name: e.Name}
	return Resource{Ref: ref, Service: e.Callee, annotations: annotations(spec, waveOf(e)), spec: v}
}

// waveOf is the sync wave of an entry's VirtualService: after the pods, where it sends requests to others than those of the
// baseline; with the rules of the mesh, where it keeps them away from others, and where it leads the mesh to its rules too.
func waveOf(e *lane.Entry) string {
	other := func(s lane.Share) bool { return s.Lane != lane.Baseline }
	for _, rule := range e.Rules {
		if !e.Delegate && slices.ContainsFunc(rule.Shares, other) {
			return waves[gatewayWave]
		}
	}
	return waves[VirtualService]
}

// matching is what every rule of an entry matches beside its headers; nil for nothing.
type matching func(*lane.Entry) *networking.HTTPMatchRequest

// matchAll is for a VirtualService of gateways alone.
func matchAll(*lane.Entry) *networking.HTTPMatchRequest { return nil }

// matchGateways is for one that is on the mesh too.
func matchGateways(e *lane.Entry) *networking.HTTPMatchRequest {
	return &networking.HTTPMatchRequest{Gateways: e.Gateways}
}

// httpEntry writes the rules of an entry.
func httpEntry(e *lane.Entry, spec *api.Spec, matching matching) []*networking.HTTPRoute {
	var routes []*networking.HTTPRoute
	for _, rule := range e.Rules {
		match := matching(e)
		if len(rule.Headers) > 0 {
			if match == nil {
				match = &networking.HTTPMatchRequest{}
			}
			match.Headers = map[string]*networking.StringMatch{}
			for _, h := range rule.Headers {
				match.Headers[h.Name] = stringMatch(h.StringMatch)
			}
		}
		route := &networking.HTTPRoute{Route: shares(e, rule, spec)}
		if match != nil {
			route.Match = []*networking.HTTPMatchRequest{match}
		}
		routes = append(routes, route)
	}
	return routes
}

func stringMatch(m api.StringMatch) *networking.StringMatch {
	switch {
	case m.Prefix != "":
		return &networking.StringMatch{MatchType: &networking.StringMatch_Prefix{Prefix: m.Prefix}}
	case m.Regex != "":
		return &networking.StringMatch{MatchType: &networking.StringMatch_Regex{Regex: m.Regex}}
	}
	return exact(m.Exact)
}

// shares are the destinations of a rule. Each sets or removes the lane header itself: Envoy applies what a route removes after
// what its destination sets.
func shares(e *lane.Entry, rule lane.EntryRule, spec *api.Spec) []*networking.HTTPRouteDestination {
	var all []*networking.HTTPRouteDestination
	for _, s := range rule.Shares {
		d := &networking.HTTPRouteDestination{Destination: entryDestination(e, s, spec), Headers: marks(s, spec)}
		if len(rule.Shares) > 1 {
			d.Weight = int32(s.Percent)
		}
		all = append(all, d)
	}
	return all
}

// marks are what a share does with the lane header; nil for nothing.
func marks(s lane.Share, spec *api.Spec) *networking.Headers {
	operations := &networking.Headers_HeaderOperations{}
	switch {
	case s.Sets != "":
		operations.Set = map[string]string{spec.Header.Name: s.Sets}
	case s.Removes:
		operations.Remove = []string{spec.Header.Name}
	default:
		return nil
	}
	return &networking.Headers{Request: operations}
}

// connections are the destinations of an entry whose connections have no headers.
func connections(e *lane.Entry, spec *api.Spec) []*networking.RouteDestination {
	var all []*networking.RouteDestination
	shares := e.Rules[len(e.Rules)-1].Shares
	for _, s := range shares {
		d := &networking.RouteDestination{Destination: entryDestination(e, s, spec)}
		if len(shares) > 1 {
			d.Weight = int32(s.Percent)
		}
		all = append(all, d)
	}
	return all
}

func entryDestination(e *lane.Entry, s lane.Share, spec *api.Spec) *networking.Destination {
	d := &networking.Destination{Host: host(e.Callee, spec), Subset: s.Subset.Name}
	if len(e.Callee.Ports) > 1 {
		d.Port = &networking.PortSelector{Number: uint32(e.Port.Number)}
	}
	return d
}
