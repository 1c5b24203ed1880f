package mesh

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
	"istio.io/istio/pilot/pkg/simulation"
	"istio.io/istio/pkg/test"

	"github.com/graylane/graylane/conformance/cases"
)

// settled is a Service whose routes have every setting that this package reads.
const settled = `
apiVersion: v1
kind: Service
metadata: {name: api}
spec: {ports: [{name: http, port: 80}], selector: {app: api}}
---
apiVersion: v1
kind: Pod
metadata: {name: api, labels: {app: api, version: v1}}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: api}
spec:
  host: api
  subsets:
  - {name: v1, labels: {version: v1}}
  - name: v2
    labels: {version: v1}
    trafficPolicy:
      connectionPool: {tcp: {maxConnections: 7}}
      outlierDetection: {consecutive5xxErrors: 3}
      loadBalancer: {simple: ROUND_ROBIN}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: api}
spec:
  hosts: [api]
  http:
  - match: [{uri: {exact: /slow}}]
    timeout: 3s
    retries: {attempts: 5}
    fault: {abort: {httpStatus: 503, percentage: {value: 10}}, delay: {fixedDelay: 2s, percentage: {value: 20}}}
    route: [{destination: {host: api}}]
  - match: [{uri: {prefix: /old}}]
    rewrite: {uri: /new, authority: api.example.com}
    mirror: {host: api, subset: v1}
    mirrorPercentage: {value: 25}
    route: [{destination: {host: api}}]
  - match: [{uri: {prefix: /share}}]
    headers: {request: {set: {x-route: a}, remove: [x-gone]}, response: {set: {x-answer: b}, remove: [server]}}
    route:
    - {weight: 50, destination: {host: api, subset: v1}, headers: {request: {set: {x-lane: v1, x-gone: c}}}}
    - {weight: 50, destination: {host: api, subset: v2}, headers: {request: {add: {x-lane: v2}, remove: [x-kept]}}}
  - route: [{destination: {host: api, subset: v2}}]
`

// TestSettings reads what routes do besides choosing a subset.
func TestSettings(t *testing.T) {
	objects, err := cases.Objects([]byte(settled))
	if err != nil {
		t.Fatal(err)
	}
	m, err := Start(test.Failer(t), objects)
	if err != nil {
		t.Fatal(err)
	}
	sent := http.Header{"X-Lane": {"v9"}, "X-Gone": {"yes"}, "X-Kept": {"yes"}}
	policy := []string{"connections=7", "lb=ROUND_ROBIN", "outlier=3"}
	tests := []struct {
		reason, path string
		want         []Landing
	}{
		{"Istio's defaults are no settings of a route", "/", []Landing{{Subset: "v2", Headers: sent, Settings: policy}}},
		{"a timeout, retries and faults", "/slow", []Landing{{Headers: sent, Settings: []string{"abort=503:10%", "delay=2s:20%", "retries=5", "timeout=3s"}}}},
		{"another path, another host and a copy", "/old", []Landing{{
			Headers: sent, Settings: []string{"authority=api.example.com", "mirror=api.default.svc.cluster.local/v1:25%", "rewrite=/new"},
		}}},
		{"headers: the cluster's first, and in each removals first", "/share", []Landing{
			{
				Subset: "v1", Weight: 50, Headers: http.Header{"X-Lane": {"v1"}, "X-Kept": {"yes"}, "X-Route": {"a"}},
				Settings: []string{"response:server", "response:x-answer=b"},
			},
			{
				Subset: "v2", Weight: 50, Headers: http.Header{"X-Lane": {"v9", "v2"}, "X-Route": {"a"}},
				Settings: append(policy, "response:server", "response:x-answer=b"),
			},
		}},
	}
	proxy := m.Sidecar(t, &Pod{Owner: "Pod/web", Namespace: "default", Address: "10.4.0.1"})
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			got, err := proxy.Send(Request{
				Address: m.Service("default", "api").Spec.ClusterIP, Port: 80, Protocol: simulation.HTTP, Host: "api", Path: tt.path, Headers: sent,
			})
			if err != nil {
				t.Fatal(err)
			}
			for i, l := range got {
				got[i] = Landing{Subset: l.Subset, Weight: l.Weight, Headers: l.Headers, Settings: l.Settings}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
