package callgraph

import (
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/model"
)

// ofVersions tells which of the Services that were seen belong to one version of their callers each, as cart-v1 and cart-v2 do: what
// one version was seen to call says little of another one then.
type ofVersions struct {
	services map[*model.Service]string // the one version of all who were seen to call it, and of all who answered; empty for several
	callers  map[*model.Workload]bool  // those that were seen to call a Service of their own version
}

// newOfVersions looks at the calls of the model that were seen and are not stale.
func newOfVersions(f *Finder, observed []*model.Observed) ofVersions {
	all := ofVersions{map[*model.Service]string{}, map[*model.Workload]bool{}}
	each := func(do func(call *api.ObservedCall, s *model.Service)) {
		for _, o := range observed {
			for i := range o.Calls {
				if call := &o.Calls[i]; !call.Stale {
					for _, s := range f.Callees(call) {
						do(call, s)
					}
				}
			}
		}
	}
	each(func(call *api.ObservedCall, s *model.Service) {
		version, seen := all.services[s]
		if call.From.Version != call.To.Version || seen && version != call.From.Version {
			all.services[s] = ""
			return
		}
		all.services[s] = call.From.Version
	})
	each(func(call *api.ObservedCall, s *model.Service) {
		if all.services[s] == "" {
			return
		}
		for _, c := range f.Callers(call.From) {
			if c.Workload != nil && c.Workload.Name == call.From.Workload {
				all.callers[c.Workload] = true
			}
		}
	})
	return all
}

// apart tells whether a call, of another version than the caller's, is none of the caller's: both call Services of their own.
func (v ofVersions) apart(call *api.ObservedCall, p Pair) bool {
	w := p.Caller.Workload
	return w != nil && w.Name != call.From.Workload && v.services[p.Callee] != "" && v.callers[w]
}
