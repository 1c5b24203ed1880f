package telemetry

import (
	"maps"
	"slices"

	"github.com/prometheus/client_golang/prometheus"
)

// sidecar counts for one pod.
type sidecar struct {
	*prometheus.Registry
	requests, opened *prometheus.CounterVec
}

// newSidecar counts from zero. The labels of its target, which Prometheus would add, are among those of its metrics.
func newSidecar(p Pod) *sidecar {
	common := slices.Collect(maps.Keys(Request{}.labels("")))
	target := prometheus.Labels{"instance": p.ID(), "namespace": p.Namespace, "pod": p.Name}
	s := &sidecar{
		Registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(
			prometheus.CounterOpts{Name: "istio_requests_total", ConstLabels: target}, append(common, "response_code", "grpc_response_status")),
		opened: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "istio_tcp_connections_opened_total", ConstLabels: target}, common),
	}
	s.MustRegister(s.requests, s.opened)
	return s
}

// count counts a request at one of its ends.
func (s *sidecar) count(r Request, reporter string) {
	labels := r.labels(reporter)
	if r.Protocol == "tcp" {
		s.opened.With(labels).Inc()
		return
	}
	labels["response_code"], labels["grpc_response_status"] = "200", ""
	if r.Protocol == "grpc" {
		labels["grpc_response_status"] = "0"
	}
	s.requests.With(labels).Inc()
}
