package mesh

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
	"istio.io/istio/pilot/pkg/simulation"
	"istio.io/istio/pkg/test"

	"github.com/graylane/graylane/conformance/cases"
)

// shop is a Service of two versions, with a VirtualService of every kind of route that this package reads.
const shop = `
apiVersion: v1
kind: Service
metadata: {name: api}
spec: {ports: [{name: http, port: 80, targetPort: main}, {name: tcp, port: 81}], selector: {app: api}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api-v1}
spec: {template: {metadata: {labels: {app: api, version: v1}}, spec: {containers: [{ports: [{name: main, containerPort: 8080}]}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api-v2}
spec: {template: {metadata: {labels: {app: api, version: v2}}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: idle}
spec: {replicas: 0, template: {metadata: {labels: {app: api, version: v3}}}}
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: api}
spec: {host: api, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: api}
spec:
  hosts: [api]
  http:
  - match: [{headers: {x-lane: {exact: v2}}}, {headers: {x-lane: {prefix: two}}}, {headers: {x-lane: {regex: "v[2-9]"}}}]
    route: [{destination: {host: api, subset: v2}}]
  - match: [{headers: {x-lane: {exact: nowhere}}}]
    route: [{destination: {host: api, subset: v3}}]
  - match: [{withoutHeaders: {x-none: {}}, headers: {x-share: {}}}]
    route: [{weight: 10, destination: {host: api, subset: v1}}, {weight: 90, destination: {host: api, subset: v2}}]
  - match: [{uri: {prefix: /}, withoutHeaders: {x-none: {}}}]
    route: [{destination: {host: api, subset: v1}}]
  tcp:
  - route: [{weight: 25, destination: {host: api, subset: v1}}, {weight: 75, destination: {host: api, subset: v2}}]
`

// TestSend reads routes that choose by headers and by weights.
func TestSend(t *testing.T) {
	objects, err := cases.Objects([]byte(shop))
	if err != nil {
		t.Fatal(err)
	}
	m, err := Start(test.Failer(t), objects)
	if err != nil {
		t.Fatal(err)
	}
	proxy := m.Sidecar(t, m.Pod("default", "Pod/web"))
	tests := []struct {
		reason  string
		port    int
		headers http.Header
		want    map[string]uint32 // the weight of each pod; nil for a request that fails
	}{
		{"no header", 80, nil, map[string]uint32{"api-v1": 0}},
		{"an exact header", 80, http.Header{"X-Lane": {"v2"}}, map[string]uint32{"api-v2": 0}},
		{"one by its beginning", 80, http.Header{"X-Lane": {"two-and-more"}}, map[string]uint32{"api-v2": 0}},
		{"one by a pattern", 80, http.Header{"X-Lane": {"v7"}}, map[string]uint32{"api-v2": 0}},
		{"a pattern matches the whole value", 80, http.Header{"X-Lane": {"v7x"}}, map[string]uint32{"api-v1": 0}},
		{"a route to a subset that does not exist", 80, http.Header{"X-Lane": {"nowhere"}}, nil},
		{"weights", 80, http.Header{"X-Share": {"yes"}}, map[string]uint32{"api-v1": 10, "api-v2": 90}},
		{"no route takes it", 80, http.Header{"X-None": {"yes"}}, nil},
		{"weights of connections", 81, nil, map[string]uint32{"api-v1": 25, "api-v2": 75}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			r := Request{Address: m.Service("default", "api").Spec.ClusterIP, Port: tt.port, Protocol: simulation.HTTP, Host: "api", Headers: tt.headers}
			if tt.port == 81 {
				r.Protocol = simulation.TCP
			}
			landings, err := proxy.Send(r)
			if (err != nil) != (tt.want == nil) {
				t.Fatalf("error %v", err)
			}
			var got map[string]uint32
			for _, l := range landings {
				for _, p := range l.Pods {
					if got == nil {
						got = map[string]uint32{}
					}
					got[p.Owner[len("Deployment/"):]] = l.Weight
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
