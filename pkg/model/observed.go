package model

import (
	"slices"

	"github.com/graylane/graylane/pkg/api"
)

// Observed is ObservedCalls: what was seen in a running mesh.
type Observed struct {
	Object
	Calls []api.ObservedCall // in the object's order
}

// Sees tells whether a call was observed that is not stale, so that one which was not may be told of.
func (m *Model) Sees() bool {
	return slices.ContainsFunc(m.observed, func(o *Observed) bool {
		return slices.ContainsFunc(o.Calls, func(c api.ObservedCall) bool { return !c.Stale })
	})
}

// Observed are those of the input, by namespace and name.
func (m *Model) Observed() []*Observed { return m.observed }
