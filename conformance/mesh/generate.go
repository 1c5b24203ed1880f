package mesh

import (
	"fmt"
	"time"

	"google.golang.org/protobuf/types/known/anypb"
	"istio.io/istio/pilot/pkg/model"
	v3 "istio.io/istio/pilot/pkg/xds/v3"
	"istio.io/istio/pilot/test/xdstest"
	"istio.io/istio/pkg/util/sets"
)

// Configuration is what istiod sends one sidecar, and the time it took to compute.
type Configuration struct {
	Routes int // in all virtual hosts
	Bytes  int // of routes, clusters and listeners
	Time   time.Duration
}

// Generate computes the whole configuration of a pod's sidecar as for a push: with istiod's cache, which holds what
// sidecars computed before have in common with this one.
func (m *Mesh) Generate(p *Pod) (Configuration, error) {
	node := m.istiod.SetupProxy(p.node())
	names := sets.New(xdstest.ExtractRoutesFromListeners(m.istiod.Listeners(node))...)
	push := &model.PushRequest{Push: m.istiod.PushContext(), Forced: true, Start: time.Now()}
	watched := []*model.WatchedResource{
		{TypeUrl: v3.ClusterType, Wildcard: true}, {TypeUrl: v3.ListenerType, Wildcard: true}, {TypeUrl: v3.RouteType, ResourceNames: names},
	}
	var sent []model.Resources
	start := time.Now()
	for _, w := range watched {
		resources, _, err := m.istiod.Discovery.Generators[w.TypeUrl].Generate(node, w, push)
		if err != nil {
			return Configuration{}, fmt.Errorf("%s for %s: %w", w.TypeUrl, p.ID(), err)
		}
		sent = append(sent, resources)
	}
	c := Configuration{Time: time.Since(start)}
	for i, w := range watched {
		for _, r := range sent[i] {
			c.Bytes += len(r.Resource.GetValue())
			if w.TypeUrl == v3.RouteType {
				n, err := countRoutes(r.Resource)
				if err != nil {
					return Configuration{}, err
				}
				c.Routes += n
			}
		}
	}
	return c, nil
}

// countRoutes counts the routes of a route configuration.
func countRoutes(resource *anypb.Any) (int, error) {
	rc := &routeConfiguration{}
	if err := resource.UnmarshalTo(rc); err != nil {
		return 0, err
	}
	n := 0
	for _, host := range rc.VirtualHosts {
		n += len(host.Routes)
	}
	return n, nil
}
