package model

import "slices"

// Rule is a rule of a VirtualService.
type Rule struct {
	Field        string  // its path in the object
	Layer        Layer   // HTTP, TLS or TCP
	Matches      []Match // any of them has to hold; empty for every request
	Destinations []Destination
	Delegate     *Key // the VirtualService that has the routes in its place; nil for none
}

// Match is what a rule asks of the caller and of the request.
type Match struct {
	Field           string // its path in the object
	Gateways        []string
	SourceLabels    Labels
	SourceNamespace string
	Request         Tree // all other fields, but for the name; nil for none
}

// Sources are the fields of m that tell callers apart by their pods.
func (m Match) Sources() []string {
	var fields []string
	if len(m.SourceLabels) > 0 {
		fields = append(fields, "sourceLabels")
	}
	if m.SourceNamespace != "" {
		fields = append(fields, "sourceNamespace")
	}
	return fields
}

// ForAllSidecars tells whether every sidecar is sent r: it has no match, or one that asks nothing of the caller. Of a match
// for HTTP with gateways, Istio reads nothing else about the caller
// (istio pilot/pkg/networking/core, sourceMatchHTTP, matchTLS and matchTCP).
func (r Rule) ForAllSidecars() bool {
	return len(r.Matches) == 0 || slices.ContainsFunc(r.Matches, func(m Match) bool {
		if len(m.Gateways) > 0 && !slices.Contains(m.Gateways, MeshGateway) {
			return false
		}
		return len(m.Sources()) == 0 || r.Layer == HTTP && len(m.Gateways) > 0
	})
}
