package mesh

import (
	"testing"

	clusterv3 "github.com/envoyproxy/go-control-plane/envoy/config/cluster/v3"
	endpointv3 "github.com/envoyproxy/go-control-plane/envoy/config/endpoint/v3"
	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pilot/pkg/simulation"
	"istio.io/istio/pilot/test/xdstest"
)

// Proxy is a sidecar or a gateway, with the configuration that istiod computes for it.
type Proxy struct {
	t         *testing.T
	config    *simulation.Simulation
	clusters  map[string]*clusterv3.Cluster
	endpoints map[string][]*Pod // those behind each cluster, in the order of the cluster's pods
}

// Sidecar is the proxy of a pod. What Istio cannot compute ends t.
func (m *Mesh) Sidecar(t *testing.T, p *Pod) *Proxy { return m.proxy(t, p.node()) }

// node is the sidecar of p, as it introduces itself to istiod.
func (p *Pod) node() *model.Proxy {
	return &model.Proxy{
		Type: model.SidecarProxy, ID: p.name() + "." + p.Namespace, IPAddresses: []string{p.Address},
		ConfigNamespace: p.Namespace, Labels: p.Labels,
		Metadata: &model.NodeMetadata{Namespace: p.Namespace, Labels: p.Labels},
	}
}

// Gateway is the proxy of a gateway's pods, which have labels.
func (m *Mesh) Gateway(t *testing.T, namespace string, labels map[string]string) *Proxy {
	return m.proxy(t, &model.Proxy{
		Type: model.Router, ID: "gateway." + namespace, IPAddresses: []string{"10.3.0.1"},
		ConfigNamespace: namespace, Labels: labels,
		Metadata: &model.NodeMetadata{Namespace: namespace, Labels: labels},
	})
}

func (m *Mesh) proxy(t *testing.T, node *model.Proxy) *Proxy {
	node = m.istiod.SetupProxy(node)
	p := &Proxy{t: t, config: simulation.NewSimulation(t, m.istiod, node), clusters: map[string]*clusterv3.Cluster{}, endpoints: map[string][]*Pod{}}
	for _, c := range p.config.Clusters {
		p.clusters[c.Name] = c
	}
	for _, assignment := range m.istiod.Endpoints(node) {
		p.endpoints[assignment.ClusterName] = m.behind(assignment)
	}
	return p
}

// behind are the pods at the addresses of a cluster.
func (m *Mesh) behind(assignment *endpointv3.ClusterLoadAssignment) []*Pod {
	at := map[string]bool{}
	for _, locality := range assignment.Endpoints {
		for _, e := range locality.LbEndpoints {
			at[e.GetEndpoint().GetAddress().GetSocketAddress().GetAddress()] = true
		}
	}
	var pods []*Pod
	for _, p := range m.Pods {
		if at[p.Address] {
			pods = append(pods, p)
		}
	}
	return pods
}

// routes are the route configurations of p, by their names.
func (p *Proxy) routes() map[string]*routeConfiguration {
	return xdstest.ExtractRouteConfigurations(p.config.Routes)
}
