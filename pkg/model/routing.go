package model

import "slices"

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
func (v *VirtualService) OnMesh() bool { return onMesh(v.Gateways) }

// OnGateway tells whether v applies to a gateway.
func (v *VirtualService) OnGateway() bool { return onGateway(v.Gateways) }

func onMesh(gateways []string) bool {
	return len(gateways) == 0 || slices.Contains(gateways, MeshGateway)
}

func onGateway(gateways []string) bool {
	return slices.ContainsFunc(gateways, func(g string) bool { return g != MeshGateway })
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
	TrafficPolicy    Tree // nil when it has none
}

// Public tells whether the pods of every namespace see d, whatever their labels.
func (d *DestinationRule) Public() bool {
	return !d.WorkloadSelector && (len(d.ExportTo) == 0 || slices.Contains(d.ExportTo, "*"))
}

// Subset is a named set of a DestinationRule's pods.
type Subset struct {
	Name          string
	Labels        Labels
	TrafficPolicy Tree // nil when it has none
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
	Hosts []Destination // none for a Rollout that shifts traffic between subsets of one Service
	// Rule is the DestinationRule that has these subsets; it may be empty.
	Rule string
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
