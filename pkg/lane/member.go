package lane

import (
	"slices"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// lane is the lane of a version of a, ok as for [Plan.Lane]. Of several versions the baseline one is on the
// baseline and each other in its lane. The one version of an application is in its lane if it receives that lane
// alone.
func (a *application) lane(version string) (lane string, ok bool) {
	switch {
	case version == "":
		return Baseline, false
	case a.versioned() && a.baseline == "":
		return Baseline, false
	case a.versioned() && version == a.baseline:
		return Baseline, true
	case a.versioned():
		return a.laneOf(version), true
	case len(a.receives) == 1 && a.receives[a.laneOf(version)]:
		return a.laneOf(version), true
	}
	return Baseline, false
}

// sends are the lanes of the requests that a workload of a sends on.
func (a *application) sends(w *model.Workload) map[string]bool {
	if a.versioned() {
		lane, _ := a.lane(a.version(w))
		return map[string]bool{lane: true}
	}
	return a.receives
}

// receive finds the lanes that each application of one version receives: those of its callers, the baseline
// too where it has no caller or traffic enters at it. It is the least fixed point, so a cycle that nothing
// calls from outside receives nothing. Weak calls do not count.
func (b *builder) receive(apps []*application) {
	called := b.callees()
	hasCaller := map[*application]bool{}
	for _, calls := range called {
		for _, to := range calls {
			hasCaller[to] = true
		}
	}
	var work []*application
	for _, a := range apps {
		if !hasCaller[a] || b.entered(a) {
			a.receives[Baseline] = true
		}
		work = append(work, a)
	}
	for _, c := range b.graph.Calls {
		if c.Caller.Workload == nil && !c.Weak() {
			for _, to := range b.plan.behind[c.Callee] {
				to.receives[Baseline] = true
			}
		}
	}
	for len(work) > 0 {
		a := work[0]
		work = work[1:]
		for _, w := range a.workloads {
			for _, to := range called[w] {
				if addAll(to.receives, a.sends(w)) && !to.versioned() {
					work = append(work, to)
				}
			}
		}
	}
}

// callees are the applications that each workload calls, itself aside, without weak calls.
func (b *builder) callees() map[*model.Workload][]*application {
	called := map[*model.Workload][]*application{}
	for _, c := range b.graph.Calls {
		w := c.Caller.Workload
		if w == nil || b.plan.member[w] == nil || c.Weak() {
			continue
		}
		for _, to := range b.plan.behind[c.Callee] {
			if to != b.plan.member[w] && !slices.Contains(called[w], to) {
				called[w] = append(called[w], to)
			}
		}
	}
	return called
}

// indexApplications notes the applications whose pods each Service selects, in the order of its workloads.
func (p *Plan) indexApplications() {
	for _, s := range p.model.Services() {
		for _, w := range p.model.Selected(s) {
			if a := p.member[w]; a != nil && !slices.Contains(p.behind[s], a) {
				p.behind[s] = append(p.behind[s], a)
			}
		}
	}
}

// entered tells whether traffic from outside reaches a: through an Ingress, a gateway, or a Service that is
// exposed itself.
func (b *builder) entered(a *application) bool {
	for _, w := range a.workloads {
		for _, s := range b.model.Selecting(w) {
			if b.plan.Entered(s) {
				return true
			}
		}
	}
	return false
}

// entries are the Services that Ingresses and gateways send traffic to.
func entries(m *model.Model, r callgraph.Resolver) map[*model.Service]bool {
	found := map[*model.Service]bool{}
	for _, e := range m.Entries() {
		for _, d := range e.Destinations {
			if s := m.Service(d.Namespace, d.Host); s != nil {
				found[s] = true
			}
		}
	}
	for _, v := range m.VirtualServices() {
		for _, d := range v.Destinations {
			if s := r.IstioService(d.Host, d.Namespace); s != nil && v.OnGateway() {
				found[s] = true
			}
		}
	}
	for _, t := range m.Templates() {
		for _, route := range t.Routes {
			for _, d := range route.Destinations {
				if s := r.IstioService(d.Host, d.Namespace); s != nil && t.OnGateway() && route.ForGateway() {
					found[s] = true
				}
			}
		}
	}
	return found
}

// addAll adds the members of from to set, and tells whether one was new.
func addAll(set, from map[string]bool) bool {
	before := len(set)
	for v := range from {
		set[v] = true
	}
	return len(set) > before
}
