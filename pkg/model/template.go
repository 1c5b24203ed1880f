package model

import "slices"

// Template is a VirtualService that is not to be applied itself: one is made of it, whose routes are its own, with the lanes
// woven in.
type Template struct {
	Object
	Labels   Labels
	Hosts    []string
	Gateways []string // empty means mesh
	ExportTo []string
	// Applied tells whether it would be applied as well: nothing marks it as local configuration.
	Applied bool
	Routes  []TemplateRoute // those of http, then tls, then tcp, in their order
	Spec    Tree            // all of it, as it stands
}

// Woven is a VirtualService that an earlier run made of a template.
type Woven struct {
	Object
	Template string // its name
}

// Woven are the VirtualServices that an earlier run made of templates, by namespace and name.
func (m *Model) Woven() []*Woven { return m.woven }

// TemplateRoute is what graylane has to know of a route of a template.
type TemplateRoute struct {
	Layer        Layer           // HTTP, TLS or TCP
	Matches      []TemplateMatch // the alternatives; none for a route that takes everything
	Destinations []Destination   // none for a route that answers by itself, or delegates
	Mirrors      []Destination
}

// TemplateMatch is an alternative of a route's match.
type TemplateMatch struct {
	Port int // the only one that it is for; 0 for all
	// OffMesh tells that it is for gateways alone.
	OffMesh bool
	// OffGateway tells that it is for sidecars alone.
	OffGateway bool
	// BySource tells that it is for some callers alone: those of others get no rule of it.
	BySource bool
	// ByAddress tells that it is for some destination addresses alone.
	ByAddress bool
	// Restricted tells that it is for some requests of its callers alone: by a path, a header or the like.
	Restricted bool
	SNIHosts   []string // for TLS
}

// OnMesh tells whether t is for sidecars.
func (t *Template) OnMesh() bool { return onMesh(t.Gateways) }

// OnGateway tells whether t is for a gateway too.
func (t *Template) OnGateway() bool { return onGateway(t.Gateways) }

// For tells whether requests of the mesh to a port may take the route.
func (r *TemplateRoute) For(port int) bool {
	return len(r.Matches) == 0 || slices.ContainsFunc(r.Matches, func(m TemplateMatch) bool { return m.For(port) })
}

// ForGateway tells whether requests of a gateway may take the route: it is not for certain callers of the mesh alone.
func (r *TemplateRoute) ForGateway() bool {
	return len(r.Matches) == 0 || slices.ContainsFunc(r.Matches, func(m TemplateMatch) bool { return !m.OffGateway && !m.BySource })
}

// For tells whether requests of the mesh to a port are compared with m.
func (m *TemplateMatch) For(port int) bool { return !m.OffMesh && (m.Port == 0 || m.Port == port) }
