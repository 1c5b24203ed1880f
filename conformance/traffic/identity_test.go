package traffic

import (
	"encoding/json"
	"fmt"
	"net"
	"testing"

	"google.golang.org/grpc/resolver"
	xdsgrpc "google.golang.org/grpc/xds"

	"istio.io/istio/pkg/config/constants"
	"istio.io/istio/pkg/istio-agent/grpcxds"
	"istio.io/istio/pkg/model"
)

// identity resolves xds:/// names as the proxy of a pod does: it asks istiod in the name of the pod, with the labels
// that the pod was started with. Where istiod sees other labels at the Pod itself, those count.
func identity(t *testing.T, p *pod, istiod net.Addr) resolver.Builder {
	t.Helper()
	o := p.object
	bootstrap, err := grpcxds.GenerateBootstrap(grpcxds.GenerateBootstrapOptions{
		DiscoveryAddress: istiod.String(),
		Node: &model.Node{
			ID: fmt.Sprintf("sidecar~%s~%s.%[3]s~%[3]s.svc.cluster.local", o.Status.PodIP, o.Name, o.Namespace),
			Metadata: &model.BootstrapNodeMetadata{NodeMetadata: model.NodeMetadata{
				Namespace: o.Namespace,
				Labels:    o.Labels,
				Generator: "grpc",
				ClusterID: constants.DefaultClusterName,
			}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	file, err := json.Marshal(bootstrap)
	if err != nil {
		t.Fatal(err)
	}
	names, err := xdsgrpc.NewXDSResolverWithConfigForTesting(file)
	if err != nil {
		t.Fatal(err)
	}
	return names
}
