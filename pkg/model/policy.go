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
	namespace = KeyOf(namespace, "").Namespace
	found := m.policiesFor.selecting(namespace, labels)
	if namespace != RootNamespace {
		found = append(found, m.policiesFor.selecting(RootNamespace, labels)...)
	}
	sortObjects(found)
	return found
}

// indexPolicies notes which policies are for certain pods.
func (m *Model) indexPolicies() {
	m.policiesFor = newSelectors(m.policies, func(p *Policy) Labels { return p.Selector }, namespaceOf)
}
