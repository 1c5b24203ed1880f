package model

import "github.com/graylane/graylane/pkg/api"

// Observed is ObservedCalls: what was seen in a running mesh.
type Observed struct {
	Object
	Calls []api.ObservedCall // in the object's order
}

// Observed are those of the input, by namespace and name.
func (m *Model) Observed() []*Observed { return m.observed }
