package mesh

import (
	"fmt"
	"sync"
	"time"

	"istio.io/istio/pilot/pkg/config/kube/crd"
	"istio.io/istio/pilot/test/xds"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/kube/krt"
	"istio.io/istio/pkg/log"
	"istio.io/istio/pkg/test"

	"github.com/graylane/graylane/conformance/cases"
)

// domain is the cluster domain.
const domain = "cluster.local"

// Mesh is istiod over a cluster.
type Mesh struct {
	*Cluster
	istiod *xds.FakeDiscoveryServer
}

// quiet keeps Istio's log, of a hundred lines a start, out of what tests print, and Istio's debug endpoint from holding on to
// every istiod that there ever was.
var quiet = sync.OnceFunc(func() {
	krt.GlobalDebugHandler = nil
	for _, scope := range log.Scopes() {
		scope.SetOutputLevel(log.NoneLevel)
	}
})

// Start starts istiod over objects; it ends with life.
func Start(life test.Failer, objects []map[string]any) (*Mesh, error) {
	quiet()
	c, err := NewCluster(objects)
	if err != nil {
		return nil, err
	}
	configs, err := c.configs()
	if err != nil {
		return nil, err
	}
	istiod := xds.NewFakeDiscoveryServer(life, xds.FakeOptions{KubernetesObjects: c.objects(), Configs: configs})
	return &Mesh{Cluster: c, istiod: istiod}, nil
}

// configs are the Istio resources of c, in the order of their creation. Their domain has to be set, since Istio completes
// short hosts with it.
func (c *Cluster) configs() ([]config.Config, error) {
	var all []config.Config
	created := time.Now().Add(-time.Hour)
	for i, o := range c.Istio {
		stream, err := cases.Stream([]map[string]any{o})
		if err != nil {
			return nil, err
		}
		parsed, unknown, err := crd.ParseInputs(string(stream))
		if err != nil || len(unknown) > 0 {
			return nil, fmt.Errorf("reading %s %s as Istio does: %v %v", cases.Text(o, "kind"), cases.Text(o, "metadata", "name"), err, unknown)
		}
		for _, cfg := range parsed {
			cfg.Domain = domain
			cfg.CreationTimestamp = created.Add(time.Duration(i) * time.Second)
			all = append(all, cfg)
		}
	}
	return all, nil
}
