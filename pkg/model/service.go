package model

// Service is a Kubernetes Service.
type Service struct {
	Object
	Type         string // spec.type; empty for the default, ClusterIP
	Headless     bool   // clusterIP: None
	ExternalName string
	Selector     Labels
	Ports        []Port // in the order of the manifest
}

// Port is a port of a Service.
type Port struct {
	Name        string
	Number      int
	AppProtocol string
	Transport   string // spec.ports[].protocol; empty for the default, TCP
	Target      string // spec.ports[].targetPort, a number or the name of a container's port; empty for the same number
}

// Port finds a port of s by its number: of two, as for DNS over UDP and TCP, the one that Istio routes.
func (s *Service) Port(number int) (found Port, ok bool) {
	for _, p := range s.Ports {
		if p.Number == number && (!ok || found.Protocol().Layer() == None) {
			found, ok = p, true
		}
	}
	return found, ok
}

// LeftOut tells whether nothing is to be generated for s: it is only context, or marked to be ignored.
func (s *Service) LeftOut() bool {
	_, ignored := s.Annotations[IgnoreAnnotation]
	return s.Context || ignored
}

// Exposed tells whether traffic from outside the cluster reaches s without an ingress: a
// NodePort or a LoadBalancer.
func (s *Service) Exposed() bool { return s.Type == "NodePort" || s.Type == "LoadBalancer" }

// Names are those by which clients may call s, the shortest first, in a cluster of a domain. Where the namespace is not known
// there is one.
func (s *Service) Names(domain string) []string {
	if s.Namespace == "" {
		return []string{s.Name}
	}
	qualified := s.Name + "." + s.Namespace
	return []string{s.Name, qualified, qualified + ".svc", qualified + ".svc." + domain}
}
