package model

import "slices"

// Gateway is Istio's Gateway.
type Gateway struct {
	Object
	Hosts []string // of all its servers, without the namespaces that they may be bound to
}

// Gateway finds Istio's Gateway of a namespace and name; nil when there is none.
func (m *Model) Gateway(key Key) *Gateway { return m.gateways[key] }

// GatewaysIn are the names of Istio's Gateways of a namespace, in order.
func (m *Model) GatewaysIn(namespace string) []string {
	var names []string
	for key := range m.gateways {
		if key.Namespace == namespace {
			names = append(names, key.Name)
		}
	}
	slices.Sort(names)
	return names
}
