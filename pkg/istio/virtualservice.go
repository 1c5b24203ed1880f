package istio

import (
	"slices"

	networking "istio.io/api/networking/v1"

	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// virtualService writes the rules of every port. Each port's rules end in a default route to the baseline:
// without it, every caller that no rule names would fall to all versions at once (istio/istio#51314).
// Rules name their port only where the Service has several.
func (e emitter) virtualService() Resource {
	spec := &networking.VirtualService{Hosts: []string{e.host()}, ExportTo: e.Visible}
	if e.entry != nil {
		spec.Hosts, spec.Http = nil, httpEntry(e.entry, e.spec, matchGateways)
	}
	for _, p := range e.Ports {
		port := uint32(0)
		if len(e.Ports) > 1 {
			port = uint32(p.Number)
		}
		switch p.Protocol().Layer() {
		case model.HTTP:
			spec.Http = append(spec.Http, e.http(port)...)
		case model.TCP:
			spec.Tcp = append(spec.Tcp, e.tcp(port)...)
		case model.TLS:
			if e.MarksOnly() {
				continue
			}
			spec.Hosts = e.spellings()
			spec.Tls = append(spec.Tls, e.tls(port)...)
		case model.Sniffed:
			spec.Http = append(spec.Http, e.http(port)...)
			spec.Tcp = append(spec.Tcp, e.tcp(port)...)
		}
	}
	return e.resource(VirtualService, "vs-"+e.Name, spec)
}

// spellings are the names of the Service that a client may send as SNI. TLS rules match the SNI alone, and
// only one that is among the hosts.
func (e emitter) spellings() []string { return e.Names(e.spec.ClusterDomain) }

func (e emitter) destination(s lane.Subset, port uint32) *networking.Destination {
	d := &networking.Destination{Host: e.host(), Subset: s.Name}
	if port != 0 {
		d.Port = &networking.PortSelector{Number: port}
	}
	return d
}

func (e emitter) http(port uint32) []*networking.HTTPRoute {
	var routes []*networking.HTTPRoute
	add := func(s lane.Subset, sets string, match []*networking.HTTPMatchRequest) {
		routes = append(routes, &networking.HTTPRoute{
			Match: match, Headers: e.sets(sets), Route: []*networking.HTTPRouteDestination{{Destination: e.destination(s, port)}},
		})
	}
	for _, rule := range e.Rules {
		var match []*networking.HTTPMatchRequest
		for _, value := range rule.Headers {
			match = append(match, &networking.HTTPMatchRequest{Port: port, Headers: map[string]*networking.StringMatch{e.spec.Header.Name: exact(value)}})
		}
		for _, s := range rule.Sources {
			match = append(match, &networking.HTTPMatchRequest{Port: port, SourceLabels: s.Labels, SourceNamespace: s.Namespace})
		}
		add(rule.Subset, rule.Sets, match)
	}
	var match []*networking.HTTPMatchRequest
	if port != 0 {
		match = append(match, &networking.HTTPMatchRequest{Port: port})
	}
	add(e.Baseline, "", match)
	return routes
}

// sets is the operation that gives the lane header a value; nil for none.
func (e emitter) sets(value string) *networking.Headers {
	if value == "" {
		return nil
	}
	return &networking.Headers{Request: &networking.Headers_HeaderOperations{Set: map[string]string{e.spec.Header.Name: value}}}
}

func exact(value string) *networking.StringMatch {
	return &networking.StringMatch{MatchType: &networking.StringMatch_Exact{Exact: value}}
}

func (e emitter) tcp(port uint32) []*networking.TCPRoute {
	if e.MarksOnly() {
		return nil
	}
	var routes []*networking.TCPRoute
	add := func(s lane.Subset, match []*networking.L4MatchAttributes) {
		routes = append(routes, &networking.TCPRoute{Match: match, Route: e.l4(s, port)})
	}
	for _, rule := range e.RulesFor(model.TCP) {
		var match []*networking.L4MatchAttributes
		for _, s := range rule.Sources {
			match = append(match, &networking.L4MatchAttributes{Port: port, SourceLabels: s.Labels, SourceNamespace: s.Namespace})
		}
		add(rule.Subset, match)
	}
	var match []*networking.L4MatchAttributes
	if port != 0 {
		match = append(match, &networking.L4MatchAttributes{Port: port})
	}
	add(e.Baseline, match)
	return routes
}

func (e emitter) tls(port uint32) []*networking.TLSRoute { return e.tlsFor(port, e.spellings()) }

// tlsFor are the rules for the names that a client may send as SNI.
func (e emitter) tlsFor(port uint32, sni []string) []*networking.TLSRoute {
	var routes []*networking.TLSRoute
	add := func(s lane.Subset, match ...*networking.TLSMatchAttributes) {
		routes = append(routes, &networking.TLSRoute{Match: match, Route: e.l4(s, port)})
	}
	for _, rule := range e.RulesFor(model.TLS) {
		var match []*networking.TLSMatchAttributes
		for _, s := range rule.Sources {
			match = append(match, &networking.TLSMatchAttributes{
				SniHosts: slices.Clone(sni), Port: port, SourceLabels: s.Labels, SourceNamespace: s.Namespace,
			})
		}
		add(rule.Subset, match...)
	}
	add(e.Baseline, &networking.TLSMatchAttributes{SniHosts: slices.Clone(sni), Port: port})
	return routes
}

func (e emitter) l4(s lane.Subset, port uint32) []*networking.RouteDestination {
	return []*networking.RouteDestination{{Destination: e.destination(s, port)}}
}
