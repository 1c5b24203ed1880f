package lane

import (
	"fmt"

	"github.com/graylane/graylane/pkg/model"
)

// Strays are the copies that requests of other lanes than their own reach, since no rule keeps them away, each with a clause
// for a message that says so.
func (t *Trace) Strays() map[*model.Workload]string {
	p := t.plan
	strays := map[*model.Workload]string{}
	for _, h := range t.Hops {
		if h.Weak {
			continue
		}
		for _, w := range p.landing(h) {
			if lane, _ := p.Lane(w); w.CopyOf != nil && lane != h.Lane && strays[w] == "" {
				strays[w] = fmt.Sprintf("requests of %s would come to the copy too (%s)", caller(h), h.Reason)
			}
		}
	}
	for _, w := range p.model.Workloads() {
		if w.CopyOf == nil || strays[w] != "" {
			continue
		}
		for _, s := range p.model.Selecting(w) {
			if s.Exposed() {
				strays[w] = fmt.Sprintf("requests to the %s %s would come to the copy too", s.Type, s.Name)
			}
		}
	}
	return strays
}

// caller is whoever sends the requests of a hop.
func caller(h Hop) string {
	if h.Caller.Name == "" {
		return "pods(" + text(h.Labels) + ")"
	}
	return h.Caller.String()
}
