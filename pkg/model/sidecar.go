package model

import "strings"

// RootNamespace is the default of Istio's meshConfig.rootNamespace, whose resources hold where none of the namespace does.
const RootNamespace = "istio-system"

// SidecarOf is the Sidecar for pods with labels in a namespace: one that selects them, else one for the namespace; nil when
// there is none.
func (m *Model) SidecarOf(namespace string, labels Labels) *Sidecar {
	var general *Sidecar
	for _, s := range m.SidecarsIn(namespace) {
		switch {
		case len(s.Selector) == 0 && general == nil:
			general = s
		case s.Selector.Selects(labels):
			return s
		}
	}
	return general
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
