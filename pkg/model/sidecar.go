package model

import "strings"

// RootNamespace is the default of Istio's meshConfig.rootNamespace, whose resources hold where none of the namespace does.
const RootNamespace = "istio-system"

// SidecarOf is the Sidecar for pods with labels in a namespace: one that selects them, else one for the namespace; nil when
// there is none.
func (m *Model) SidecarOf(namespace string, labels Labels) *Sidecar {
	namespace = KeyOf(namespace, "").Namespace
	if own := m.sidecarsFor.selecting(namespace, labels); len(own) > 0 {
		return own[0]
	}
	return m.sidecarOf[namespace]
}

// indexSidecars notes which Sidecars are for certain pods, and the one for each namespace.
func (m *Model) indexSidecars() {
	m.sidecarsFor = newSelectors(m.sidecars, func(s *Sidecar) Labels { return s.Selector }, namespaceOf)
	for _, s := range m.sidecars {
		namespace := s.Key().Namespace
		if len(s.Selector) == 0 && m.sidecarOf[namespace] == nil {
			m.sidecarOf[namespace] = s
		}
	}
}

// MeshSidecar is the Sidecar for all pods for which [Model.SidecarOf] finds none; nil when there is none
// (https://istio.io/latest/docs/reference/config/networking/sidecar/).
func (m *Model) MeshSidecar() *Sidecar { return m.SidecarOf(RootNamespace, nil) }

// Imports tells whether the egress of s lets pods of a namespace reach a port of a Service, which is in another namespace, by
// its fully qualified host: s has no egress, or a host of it covers that one.
func (s *Sidecar) Imports(from, namespace, host string, port int) bool {
	for _, e := range s.Egress {
		in, name, _ := strings.Cut(e.Host, "/")
		inNamespace := in == "*" || in == "." && SameNamespace(from, namespace) || in == KeyOf(namespace, "").Namespace
		suffix, wildcard := strings.CutPrefix(name, "*")
		covered := name == host || wildcard && strings.HasSuffix(host, suffix)
		if inNamespace && covered && (e.Port == 0 || e.Port == port) {
			return true
		}
	}
	return len(s.Egress) == 0
}
