package traffic

import (
	"fmt"
	"net"
	"testing"

	"k8s.io/apimachinery/pkg/runtime"

	"istio.io/istio/pilot/test/xds"

	"github.com/graylane/graylane/conformance/telemetry"
)

// world is a cluster with one application: its pods, and an istiod that configures them.
type world struct {
	objects
	istiod   *xds.FakeDiscoveryServer
	pods     map[string]*pod
	names    []string // of the pods, in order
	sidecars *telemetry.Mesh
}

// newWorld runs an application until the end of the test.
func newWorld(t *testing.T, o objects) *world {
	t.Helper()
	w := &world{objects: o, pods: map[string]*pod{}, sidecars: telemetry.NewMesh()}
	for i, s := range w.services {
		s.Spec.ClusterIP = fmt.Sprintf("10.96.0.%d", i+1) // as the API server does; nobody connects to it
	}
	for _, d := range w.deployments {
		for i := range int(*d.Spec.Replicas) {
			n := len(w.names)
			p := newPod(t, d, i, fmt.Sprintf("127.1.%d.%d", n/250, n%250+1))
			w.pods[p.name], w.names = p, append(w.names, p.name)
		}
	}
	w.istiod = xds.NewFakeDiscoveryServer(t, xds.FakeOptions{
		KubernetesObjects: w.cluster(),
		Configs:           w.routing,
		ListenerBuilder:   func() (net.Listener, error) { return net.Listen("tcp", "127.1.255.254:0") },
	})
	// A real istiod lets a few dozen proxies a second in; here they all come at once. Zero stands for no limit.
	w.istiod.Discovery.RequestRateLimit.SetLimit(0)
	w.sidecars.Run(gateway)
	for _, name := range w.names {
		p := w.pods[name]
		w.sidecars.Run(p.telemetry())
		p.called = func(host string, by visit) { w.called(p, host, by) }
		p.start(t, w.istiod.Listener.Addr(), w.hosts(p))
	}
	return w
}

// hosts are what a pod calls: what its environment names, as host:port, and what its code does.
func (w *world) hosts(p *pod) []string {
	var all []string
	for _, variable := range p.main().Env {
		all = append(all, host(variable.Value))
	}
	return append(all, w.code[p.object.Namespace+"/"+p.object.Labels["app"]]...)
}

// cluster is what the API server shows of the application.
func (w *world) cluster() []runtime.Object {
	var all []runtime.Object
	for _, s := range w.services {
		all = append(all, s)
		for _, name := range w.names {
			if p := w.pods[name]; selects(s, p, p.object.Labels) {
				all = append(all, endpoint(s, p))
			}
		}
	}
	for _, name := range w.names {
		all = append(all, w.pods[name].object)
	}
	return all
}
