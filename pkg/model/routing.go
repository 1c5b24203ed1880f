package model

// VirtualService is one that graylane did not generate.
type VirtualService struct {
	Object
	Hosts        []string      // none for a delegate
	Gateways     []string      // empty means mesh
	Rules        []Rule        // those for HTTP, then TLS, then TCP, each in their order
	Destinations []Destination // those of all rules
	ExportTo     []string
}

// Destination is a route of a VirtualService, an Ingress or an HTTPRoute.
type Destination struct {
	Field  string // its path in the object
	Host   string // as written: short, or fully qualified
	Subset string
	Port   int // 0 where it names none, or one by its name
	Weight int // of a VirtualService: its share of the requests, 0 where it has none, -1 for what is no number
	// Namespace is where a short Host is looked up.
	Namespace string
}

// MeshGateway stands for all sidecars among the gateways of a VirtualService.
const MeshGateway = "mesh"

// OnMesh tells whether v applies to sidecars: it names no gateway, or mesh among them
// (https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService).
func (v *VirtualService) OnMesh() bool {
	for _, g := range v.Gateways {
		if g == MeshGateway {
			return true
		}
	}
	return len(v.Gateways) == 0
}

// OnGateway tells whether v applies to a gateway.
func (v *VirtualService) OnGateway() bool {
	for _, g := range v.Gateways {
		if g != MeshGateway {
			return true
		}
	}
	return false
}

// Gateway is Istio's Gateway.
type Gateway struct {
	Object
	Hosts []string // of all its servers, without the namespaces that they may be bound to
}

// VirtualService finds one of others by namespace and name; nil when there is none.
func (m *Model) VirtualService(key Key) *VirtualService { return m.virtualServiceByKey[key] }

// DestinationRule is one that graylane did not generate.
type DestinationRule struct {
	Object
	Host             string
	Subsets          []Subset
	ExportTo         []string
	WorkloadSelector bool
}

// Subset is a named set of a DestinationRule's pods.
type Subset struct {
	Name   string
	Labels Labels
}

// Entry is an object that lets traffic from outside reach Services: an Ingress, or a route of
// the Gateway API bound to a Gateway.
type Entry struct {
	Object
	Destinations []Destination
}

// RoutingOwner is an object whose controller writes the mesh routing of Services itself: a Flagger
// Canary, an Argo Rollout with trafficRouting.istio, a Gateway API route with a Service as parent.
type RoutingOwner struct {
	Object
	Hosts []Destination
}

// Sidecar is Istio's Sidecar, with the hosts that it lets workloads reach.
type Sidecar struct {
	Object
	// Selector are the labels of the pods it is for (workloadSelector.labels); empty for all of its namespace.
	Selector Labels
	Egress   []Egress
}

// Egress is a host of a Sidecar's egress.
type Egress struct {
	Field string // its path in the object
	// Host is as written: a namespace, or . for its own, or *, then / and a host or *.
	Host string
	Port int // the only one that it is for; 0 for all
}

// ServiceEntry is Istio's ServiceEntry: hosts that stand for the endpoints.
type ServiceEntry struct {
	Object
	Hosts     []string
	Endpoints []string // addresses, as written
}
