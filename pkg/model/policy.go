package model

// Policy is an object that governs the traffic of certain pods: an AuthorizationPolicy, PeerAuthentication, RequestAuthentication
// or EnvoyFilter of Istio, a NetworkPolicy.
type Policy struct {
	Object
	Selector Labels
}

// PoliciesFor are those that select pods of a namespace with labels, by namespace and name: of that namespace, and of Istio's
// root namespace.
func (m *Model) PoliciesFor(namespace string, labels Labels) []*Policy {
	var found []*Policy
	for _, p := range m.policies {
		if (SameNamespace(p.Namespace, namespace) || p.Namespace == RootNamespace) && p.Selector.Selects(labels) {
			found = append(found, p)
		}
	}
	return found
}
