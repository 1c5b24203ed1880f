package telemetry

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestScraped has Prometheus scrape what is counted: requests at both ends, pods that start anew, and nothing of an earlier mesh.
func TestScraped(t *testing.T) {
	p := Start(t)
	web := Pod{Namespace: "shop", Name: "web-1", Workload: "web", Labels: map[string]string{"app": "web", "version": "v1"}}
	api := Pod{Namespace: "shop", Name: "api-1", Workload: "api-v2", Labels: map[string]string{"app": "api", "version": "v2"}}
	lab := Pod{Namespace: "lab", Name: "probe", Workload: "probe", Bare: true}
	m := NewMesh()
	m.Run(web, api, lab)
	p.Watch(t, m)
	send := func(r Request, n int) {
		for range n {
			m.Count(r)
		}
		p.Await(t)
	}
	called := Request{From: web, To: api, Namespace: "shop", Service: "api", Protocol: "grpc"}
	send(called, 3)
	send(Request{From: web, To: api, Namespace: "shop", Service: "api-tcp", Protocol: "tcp"}, 4)
	send(Request{From: lab, To: api, Namespace: "shop", Service: "api", Protocol: "http"}, 5)
	counts := func(query string) map[string]float64 {
		all := map[string]float64{}
		for _, s := range p.Query(t, query) {
			l := s.Labels
			all[l["reporter"]+" "+l["pod"]+" "+l["source_workload"]+"/"+l["source_version"]+" "+l["destination_service_name"]+"/"+l["destination_version"]+" "+l["request_protocol"]] = s.Value
		}
		return all
	}
	want := map[string]float64{
		"source web-1 web/v1 api/v2 grpc": 3, "destination api-1 web/v1 api/v2 grpc": 3, "destination api-1 unknown/unknown api/v2 http": 5,
	}
	if diff := cmp.Diff(want, counts("istio_requests_total")); diff != "" {
		t.Error(diff)
	}
	want = map[string]float64{"source web-1 web/v1 api-tcp/v2 tcp": 4, "destination api-1 web/v1 api-tcp/v2 tcp": 4}
	if diff := cmp.Diff(want, counts("istio_tcp_connections_opened_total")); diff != "" {
		t.Error(diff)
	}
	m.Run(web)
	send(called, 1)
	if got := counts("resets(istio_requests_total[1h])")["source web-1 web/v1 api/v2 grpc"]; got != 1 {
		t.Errorf("%v resets after a pod starts anew", got)
	}
	other := NewMesh()
	p.Watch(t, other)
	if left := p.Query(t, `count_over_time({__name__=~"istio_.+"}[1h])`); len(left) > 0 {
		t.Errorf("of the mesh before it is left %v", left)
	}
}
