package check

import (
	"strconv"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// idle finds calls that the input shows and that nobody was seen to make, of callers that were seen. Weak evidence may be no call at
// all, so nothing is said of it.
func idle() Analyzer {
	return Analyzer{Name: "idle", Codes: []diag.Code{diag.CallIdle}, Run: func(in Input, report func(diag.Diagnostic)) {
		if len(in.Model.Observed()) == 0 {
			return
		}
		seen := in.seen()
		for _, s := range in.Model.Services() {
			var callers []string
			last := ""
			for _, c := range in.Graph.To(s) {
				if w := c.Caller.Workload; w == nil || !seen[w] || w.Context || c.Weak() || c.Basis() != callgraph.Shown {
					continue
				}
				callers = append(callers, callerOf(c))
				if c.Seen != nil {
					last = max(last, c.Seen.Last)
				}
			}
			if last != "" {
				last = ", last seen at " + last
			}
			if len(callers) > 0 && !s.Context {
				report(diag.New(diag.CallIdle, s.Ref, diag.Some(callers)+last).At(s.Place))
			}
		}
	}}
}

// callerOf is the caller of a call, with the port where the Service has several.
func callerOf(c *callgraph.Call) string {
	caller := c.Caller.Workload.Ref.String()
	if len(c.Callee.Ports) > 1 && c.Port != 0 {
		caller += " on port " + strconv.Itoa(c.Port)
	}
	return caller
}

// seen are the workloads that were seen of late, to call or to be called, in whatever version.
func (in Input) seen() map[*model.Workload]bool {
	all := map[*model.Workload]bool{}
	finder := callgraph.NewFinder(in.Model, in.Model.Observed())
	called := map[*model.Service]bool{}
	for _, o := range in.Model.Observed() {
		for i := range o.Calls {
			call := &o.Calls[i]
			if call.Stale {
				continue
			}
			for _, caller := range finder.Callers(call.From) {
				all[caller.Workload] = true
			}
			for _, s := range finder.Callees(call) {
				called[s] = true
			}
		}
	}
	for s := range called {
		for _, w := range in.Model.Selected(s) {
			all[w] = true
		}
	}
	return all
}
