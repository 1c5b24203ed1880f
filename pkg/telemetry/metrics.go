package telemetry

import (
	"strconv"

	"github.com/graylane/graylane/pkg/api"
)

// The metrics that are read: Istio's standard metrics (https://istio.io/latest/docs/reference/config/metrics/), and that of
// OpenTelemetry's service graph (https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/servicegraphconnector).
const (
	IstioRequests    = "istio_requests_total"
	IstioConnections = "istio_tcp_connections_opened_total"
	ServiceGraph     = "traces_service_graph_request_total"
)

// IstioLabels are those of Istio's metrics that records are made of. destination_port is in them where somebody has configured it.
func IstioLabels() []string {
	return []string{
		"reporter", "request_protocol",
		"source_workload", "source_workload_namespace", "source_app", "source_version", "source_canonical_revision",
		"destination_service", "destination_service_name", "destination_service_namespace", "destination_version", "destination_canonical_revision", "destination_port",
	}
}

// ServiceGraphLabels are those of the service graph that records are made of, with the names that its dimensions get.
func ServiceGraphLabels() []string {
	return []string{
		"client", "server", "connection_type",
		"client_service_namespace", "server_service_namespace", "client_k8s_namespace_name", "server_k8s_namespace_name",
		"client_service_version", "server_service_version",
	}
}

// metric keeps a sample of a metric. It tells whether the metric is one of those that are read.
func (c *collector) metric(of map[string]string, metricName string, value float64) bool {
	switch metricName {
	case IstioRequests, IstioConnections, ServiceGraph:
	default:
		return false
	}
	switch {
	case !(value > 0) || value > 1<<53: // which NaN is neither
		c.pass(nothing)
	case metricName == ServiceGraph:
		c.traced(of, value)
	default:
		c.meshed(of, metricName, value)
	}
	return true
}

// meshed keeps a sample of Istio's metrics.
func (c *collector) meshed(of map[string]string, metricName string, value float64) {
	r := Record{
		From:  api.ObservedCaller{Namespace: of["source_workload_namespace"], Workload: of["source_workload"]},
		To:    api.ObservedCallee{Namespace: of["destination_service_namespace"], Service: of["destination_service_name"]},
		Count: value, Reporter: of["reporter"], Source: Prometheus, Protocol: "tcp",
	}
	if known(r.To.Service) == "" {
		r.To.Service = of["destination_service"]
	}
	r.To.Port, _ = strconv.Atoi(of["destination_port"])
	if metricName == IstioRequests {
		r.Protocol = protocolOf(of["request_protocol"])
	}
	tells := metricName == IstioRequests
	r.From.Version = revision(of["source_version"], of["source_canonical_revision"], tells)
	r.To.Version = revision(of["destination_version"], of["destination_canonical_revision"], tells)
	if app := known(of["source_app"]); app != "" && !ofIstio(r.From) {
		r.From.Labels = map[string]string{"app": app}
	}
	c.add(r)
}

// revision is the version of pods. Istio's canonical revision of pods without a version is "latest"; ztunnel, which counts connections
// alone, has that for the version too, so that it tells nothing there, while a sidecar has it from a label of that value.
func revision(version, canonical string, tells bool) string {
	switch {
	case known(version) != "" && (version != "latest" || tells):
		return version
	case canonical != "latest":
		return canonical
	}
	return ""
}

// ofIstio tells whether a caller is a gateway of Istio's own, by its usual names: it is in no lane, so that no rule has to name its pods.
func ofIstio(from api.ObservedCaller) bool {
	return from.Namespace == "istio-system" || from.Workload == "istio-ingressgateway" || from.Workload == "istio-egressgateway"
}

// protocolOf is a protocol as ObservedCalls have it; empty for any other.
func protocolOf(text string) string {
	switch text {
	case "http", "grpc", "tcp":
		return text
	case "http2", "HTTP", "HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/3":
		return "http"
	case "TCP":
		return "tcp"
	}
	return ""
}

// traced keeps a sample of the service graph. Its names are those of service.name.
func (c *collector) traced(of map[string]string, value float64) {
	client, in := qualified(of["client"])
	server, at := qualified(of["server"])
	if of["connection_type"] == "virtual_node" && client == "user" {
		client = "" // it stands for whatever sends requests without traces
	}
	first := func(names ...string) string {
		for _, n := range names {
			if known(n) != "" {
				return n
			}
		}
		return ""
	}
	c.add(Record{
		From:  api.ObservedCaller{Namespace: first(of["client_k8s_namespace_name"], of["client_service_namespace"], in), Workload: client, Version: of["client_service_version"]},
		To:    api.ObservedCallee{Namespace: first(of["server_k8s_namespace_name"], of["server_service_namespace"], at), Service: server, Version: of["server_service_version"]},
		Count: value, Source: OpenTelemetry,
	})
}
