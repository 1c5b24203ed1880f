package model

import (
	"slices"
	"strings"
)

// Protocol is what a port speaks, as Istio names it, in lower case: http, http2, grpc,
// grpc-web, http_proxy, https, tls, tcp, mongo, mysql, redis, udp; empty when nothing declares it and
// Istio detects it per connection.
type Protocol string

// Layer is the kind of VirtualService rule that steers a port.
type Layer int

// The layers. Sniffed is a port of undeclared protocol, which needs HTTP and TCP rules; None
// is one that Istio does not route, UDP.
const (
	HTTP Layer = iota
	TCP
	TLS
	Sniffed
	None
)

var layers = map[Protocol]Layer{
	"http": HTTP, "http2": HTTP, "grpc": HTTP, "grpc-web": HTTP, "http_proxy": HTTP,
	"https": TLS, "tls": TLS, "tcp": TCP, "mongo": TCP, "mysql": TCP, "redis": TCP, "udp": None, "": Sniffed,
}

// appProtocols are the values of appProtocol that Kubernetes itself defines (KEP-3726).
var appProtocols = map[string]Protocol{
	"kubernetes.io/h2c": "http2", "kubernetes.io/ws": "http", "kubernetes.io/wss": "https",
}

// wellKnown are the ports on which the server speaks first, so that Istio never sniffs
// them: SMTP, DNS, MySQL, MongoDB.
var wellKnown = map[int]bool{25: true, 53: true, 3306: true, 27017: true}

// Layer is the kind of rule that steers a port of protocol p.
func (p Protocol) Layer() Layer { return layers[p] }

// Protocol is the protocol of p by Istio's rules: UDP as declared; else appProtocol, else the
// port's name, up to its first hyphen and in any case; else TCP on well-known ports
// (istio pkg/config/kube/conversion.go, ConvertProtocol).
func (p Port) Protocol() Protocol {
	if strings.EqualFold(p.Transport, "UDP") {
		return "udp"
	}
	name := strings.ToLower(p.Name)
	if p.AppProtocol != "" {
		if known, ok := appProtocols[p.AppProtocol]; ok {
			return known
		}
		name = strings.ToLower(p.AppProtocol)
	}
	if strings.HasPrefix(name, "grpc-web") {
		return "grpc-web"
	}
	prefix, _, _ := strings.Cut(name, "-")
	if _, known := layers[Protocol(prefix)]; known && prefix != "" {
		return Protocol(prefix)
	}
	if wellKnown[p.Number] {
		return "tcp"
	}
	return ""
}

// Routable tells whether s has a port that Istio routes.
func (s *Service) Routable() bool {
	return slices.ContainsFunc(s.Ports, func(p Port) bool { return p.Protocol().Layer() != None })
}
