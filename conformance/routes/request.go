package routes

import (
	"cmp"
	"maps"
	"strings"

	"istio.io/istio/pilot/pkg/simulation"
	"istio.io/istio/pkg/config/kube"
	"istio.io/istio/pkg/config/protocol"
	corev1 "k8s.io/api/core/v1"

	"github.com/graylane/graylane/conformance/cases"
	"github.com/graylane/graylane/conformance/mesh"
)

// requests are those that a hop stands for, with its headers: one for every name of the Service and, where Istio detects the
// protocol, for HTTP and TCP each, but that connections have no headers; why says why there are none.
func (c *comparison) requests(h cases.Hop, s *corev1.Service) (all []mesh.Request, why string) {
	port := portOf(s, h.Port)
	switch {
	case port == nil:
		return nil, "the Service has no such port"
	case port.Protocol != corev1.ProtocolTCP:
		return nil, "Istio routes no " + string(port.Protocol)
	}
	for _, name := range names(h.Caller.In(), s) {
		for _, r := range kinds(port) {
			if h.Header != nil && !isHTTP(r) {
				continue
			}
			if r.TLS && h.Subset != "" && h.Callee.Namespace == "" && name != s.Name && c.answer.Tells("GL0603") {
				c.Skipped["a TLS name that the rules cannot have without a namespace, as GL0603 says"]++
				continue
			}
			r.Address, r.Port, r.Host, r.Headers = s.Spec.ClusterIP, h.Port, name, samples(h.Header)
			all = append(all, r)
		}
	}
	return all, ""
}

// kinds are the requests that a port takes, by Istio's own reading of its protocol.
func kinds(port *corev1.ServicePort) []mesh.Request {
	http, http2, tcp := mesh.Request{Protocol: simulation.HTTP}, mesh.Request{Protocol: simulation.HTTP2}, mesh.Request{Protocol: simulation.TCP}
	switch p := kube.ConvertProtocol(port.Port, port.Name, port.Protocol, port.AppProtocol); {
	case p.IsHTTP2():
		return []mesh.Request{http2}
	case p.IsHTTP():
		return []mesh.Request{http, http2}
	case p.IsTLS():
		return []mesh.Request{{TLS: true}}
	case p == protocol.Unsupported:
		return []mesh.Request{http, http2, tcp}
	}
	return []mesh.Request{tcp}
}

// isHTTP tells whether a request has headers that proxies see.
func isHTTP(r mesh.Request) bool { return !r.TLS && r.Protocol != simulation.TCP }

// names are the names by which a pod of a namespace may call a Service.
func names(namespace string, s *corev1.Service) []string {
	qualified := s.Name + "." + s.Namespace
	all := []string{qualified + ".svc.cluster.local", qualified + ".svc", qualified}
	if namespace == s.Namespace {
		all = append(all, s.Name)
	}
	return all
}

// portOf is the port of a number: of two, the one over TCP.
func portOf(s *corev1.Service, number int) (found *corev1.ServicePort) {
	for i, p := range s.Spec.Ports {
		if int(p.Port) == number && (found == nil || p.Protocol == corev1.ProtocolTCP) {
			found = &s.Spec.Ports[i]
		}
	}
	return found
}

// declared is a pod as the configuration declares callers: in the namespace that it names, with its labels and a version that
// is in the lane, that of the callee where it has one.
func (c *comparison) declared(h cases.Hop) *mesh.Pod {
	labels := map[string]string{}
	if h.Lane != baseline {
		labels[c.answer.VersionLabel] = cmp.Or(c.versionIn(h.Lane, h.Callee), c.anyIn(h.Lane))
	}
	maps.Copy(labels, h.Caller.Labels)
	return &mesh.Pod{Owner: "declared/" + strings.ToLower(h.Lane), Namespace: h.Caller.In(), Labels: labels, Address: "10.4.0.1", Sidecar: true}
}

// anyIn is a version that is in a lane; the lane's name where no workload is in it.
func (c *comparison) anyIn(lane string) string {
	for _, w := range c.graph.Workloads {
		if w.Lane == lane {
			return w.Version
		}
	}
	return lane
}
