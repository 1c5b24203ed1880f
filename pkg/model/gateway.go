package model

import (
	"fmt"
	"slices"
)

// Gateway is Istio's Gateway.
type Gateway struct {
	Object
	Hosts []string // of all its servers, without the namespaces that they may be bound to
	// Selector are labels of the pods that it is for, of whatever namespace.
	Selector Labels
}

// Gateway finds Istio's Gateway of a namespace and name; nil when there is none.
func (m *Model) Gateway(key Key) *Gateway { return m.gateways[key] }

// GatewaySelectors are the selectors of Istio's Gateways, each once, in no order.
func (m *Model) GatewaySelectors() []Labels {
	var all []Labels
	seen := map[string]bool{}
	for _, g := range m.gateways {
		id := fmt.Sprint(g.Selector) // maps are printed in the order of their keys
		if len(g.Selector) > 0 && !seen[id] {
			seen[id], all = true, append(all, g.Selector)
		}
	}
	return all
}

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
