package lane

import (
	"slices"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// possible is the calls of g, and one without evidence for every other workload with pods, Service and port of it: by
// caller, callee and port, those of declared callers last.
func (p *Plan) possible(g *callgraph.Graph) []*callgraph.Call {
	type key struct {
		caller *model.Workload
		callee *model.Service
		port   int
	}
	known := map[key]*callgraph.Call{}
	var all, declared []*callgraph.Call
	for _, c := range g.Calls {
		for _, port := range portsOf(c) {
			known[key{c.Caller.Workload, c.Callee, port}] = c
		}
		if c.Caller.Workload == nil {
			declared = append(declared, c)
		}
	}
	for _, w := range p.model.Workloads() {
		for _, s := range p.model.Services() {
			from := callgraph.Caller{Workload: w}
			for _, port := range portsOf(&callgraph.Call{Callee: s}) {
				c := callgraph.Call{Caller: from, Callee: s, Port: port}
				if shown := known[key{w, s, port}]; shown != nil {
					c.Evidence = shown.Evidence
				}
				all = append(all, &c)
			}
		}
	}
	return append(all, declared...)
}

// From keeps the hops that requests take which begin at the pods of s, lane by lane, in their order. A hop reaches the
// workloads of its callee that have one of its versions.
func (t *Trace) From(s *model.Service, hops []Hop) []Hop {
	p := t.plan
	byCaller := map[diag.Ref][]int{}
	for i, h := range hops {
		if h.Caller.Name != "" {
			byCaller[h.Caller] = append(byCaller[h.Caller], i)
		}
	}
	kept := map[int]bool{}
	type visit struct {
		lane   string
		caller diag.Ref
	}
	seen := map[visit]bool{}
	var follow func(lane string, pods []*model.Workload)
	follow = func(lane string, pods []*model.Workload) {
		for _, w := range pods {
			if v := (visit{lane, w.Ref}); !seen[v] {
				seen[v] = true
				for _, i := range byCaller[w.Ref] {
					if hops[i].Lane == lane {
						kept[i] = true
						follow(lane, p.landing(hops[i]))
					}
				}
			}
		}
	}
	for _, lane := range append([]string{Baseline}, p.Lanes...) {
		follow(lane, p.model.Selected(s))
	}
	var out []Hop
	for i, h := range hops {
		if kept[i] {
			out = append(out, h)
		}
	}
	return out
}

// landing are the workloads whose pods the requests of a hop reach; none where that is not graylane's to say.
func (p *Plan) landing(h Hop) []*model.Workload {
	switch h.Reason {
	case External, RoutedByThem, InContext, Hidden, Refused:
		return nil
	}
	var pods []*model.Workload
	for _, w := range p.model.Selected(h.Callee) {
		if h.Subset.Name == "" || slices.Contains(h.Versions, w.PodLabels[p.label]) {
			pods = append(pods, w)
		}
	}
	return pods
}
