package expected

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"istio.io/istio/pilot/pkg/simulation"
	corev1 "k8s.io/api/core/v1"

	"github.com/graylane/graylane/conformance/mesh"
)

// request is what a caller sends.
type request struct {
	protocol, host, path, sni string
	port                      int // 0: that of the Service
	headers                   http.Header
}

// protocols are those of requests.
var protocols = map[string]mesh.Request{
	"http": {Protocol: simulation.HTTP}, "h2": {Protocol: simulation.HTTP2}, "grpc": {Protocol: simulation.HTTP2},
	"tcp": {Protocol: simulation.TCP}, "tls": {TLS: true},
}

func readRequest(words []string) (r request, err error) {
	r = request{protocol: "http", headers: http.Header{}}
	if len(words) > 0 {
		if _, known := protocols[words[0]]; known {
			r.protocol, words = words[0], words[1:]
		}
	}
	if len(words) == 0 {
		return r, fmt.Errorf("there is no request")
	}
	at, path, found := strings.Cut(words[0], "/")
	if found {
		r.path = "/" + path
	}
	host, port, found := strings.Cut(at, ":")
	r.host = host
	if found {
		if r.port, err = strconv.Atoi(port); err != nil {
			return r, fmt.Errorf("%q is no port", port)
		}
	}
	for _, word := range words[1:] {
		name, value, found := strings.Cut(word, "=")
		switch {
		case !found:
			return r, fmt.Errorf("%q is no header", word)
		case name == "sni" && r.protocol == "tls":
			r.sni = value
		default:
			r.headers.Set(name, value)
		}
	}
	if layer4 := r.protocol == "tcp" || r.protocol == "tls"; layer4 && len(r.path)+len(r.headers) > 0 {
		return r, fmt.Errorf("%s has no paths and headers", r.protocol)
	}
	return r, nil
}

// sent is the request as the caller's proxy gets it. A Service or a port that does not exist is an error; a gateway takes every
// host.
func (r request) sent(from caller, c *mesh.Cluster) (mesh.Request, error) {
	sent := protocols[r.protocol]
	sent.Host, sent.Path, sent.Headers, sent.Port = r.host, r.path, r.headers, r.port
	if r.sni != "" {
		sent.Host = r.sni
	}
	if r.protocol == "grpc" {
		sent.Headers = r.headers.Clone()
		sent.Headers.Set("content-type", "application/grpc")
	}
	if from.kind == gateway {
		sent.Gateway = true
		if r.port == 0 {
			sent.Port = 80
		}
		return sent, nil
	}
	s := resolve(c, from.namespace, r.host)
	if s == nil {
		return sent, fmt.Errorf("no Service has the name %s in the namespace %s", r.host, from.namespace)
	}
	if r.port == 0 && len(s.Spec.Ports) == 1 {
		sent.Port = int(s.Spec.Ports[0].Port)
	}
	if !hasPort(s, sent.Port) {
		return sent, fmt.Errorf("the Service %s has no port %d", s.Name, sent.Port)
	}
	sent.Address = address(c, s)
	return sent, nil
}

// resolve is the Service that has a name for the pods of a namespace; nil when there is none.
func resolve(c *mesh.Cluster, namespace, host string) *corev1.Service {
	host = strings.TrimSuffix(strings.TrimSuffix(host, ".cluster.local"), ".svc")
	name, in, found := strings.Cut(host, ".")
	if !found {
		in = namespace
	}
	return c.Service(in, name)
}

func hasPort(s *corev1.Service, number int) bool {
	for _, p := range s.Spec.Ports {
		if int(p.Port) == number {
			return true
		}
	}
	return false
}

// address is what the name of a Service resolves to: of a headless one a pod, of another name an address outside.
func address(c *mesh.Cluster, s *corev1.Service) string {
	pods := c.Selected(s)
	switch {
	case s.Spec.ClusterIP == corev1.ClusterIPNone && len(pods) > 0:
		return pods[0].Address
	case s.Spec.ClusterIP == "":
		return "203.0.113.1"
	}
	return s.Spec.ClusterIP
}
