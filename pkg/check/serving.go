package check

import (
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// serving finds workloads that serve lanes without being in one, where that matters: they call a Service that
// has a version for such a lane.
func serving() Analyzer {
	return Analyzer{Name: "serving", Codes: []diag.Code{diag.ServesManyLanes}, Run: func(in Input, report func(diag.Diagnostic)) {
		var workloads []*model.Workload // in the order of their calls
		lost := map[*model.Workload][]string{}
		for _, c := range in.Graph.Calls {
			w := c.Caller.Workload
			if w == nil || c.Weak() {
				continue
			}
			if _, member := in.Plan.Lane(w); member {
				continue
			}
			if in.loses(w, c.Callee) && !slices.Contains(lost[w], c.Callee.Name) {
				if lost[w] == nil {
					workloads = append(workloads, w)
				}
				lost[w] = append(lost[w], c.Callee.Name)
			}
		}
		for _, w := range workloads {
			lanes := in.Plan.Receives(w)
			served := "the lanes " + strings.Join(lanes, ", ")
			if len(lanes) == 1 {
				served = "the lane " + lanes[0]
			}
			report(diag.New(diag.ServesManyLanes, w.Ref, served, strings.Join(lost[w], ", ")).At(w.Place))
		}
	}}
}

// loses tells whether a lane that w receives has a version of callee of its own.
func (in Input) loses(w *model.Workload, callee *model.Service) bool {
	s := in.Plan.Service(callee)
	return s != nil && slices.ContainsFunc(in.Plan.Receives(w), func(lane string) bool {
		subset, ok := s.InLane(lane)
		return ok && subset != s.Baseline
	})
}
