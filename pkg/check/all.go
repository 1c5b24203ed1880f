package check

import (
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// Input is what an analyzer looks at.
type Input struct {
	Model *model.Model
	Graph *callgraph.Graph
	Plan  *lane.Plan
	Trace *lane.Trace
	Spec  *api.Spec
	// Refused tells that the plan lacks what an error diagnostic names.
	Refused bool
}

// Analyzer looks for one kind of mistake.
type Analyzer struct {
	Name  string
	Codes []diag.Code // all that it may report
	// OfPlan tells that it looks for consequences of the whole plan, which are none where that is refused in part.
	OfPlan bool
	Run    func(in Input, report func(diag.Diagnostic))
}

// All is every analyzer, by name.
func All() []Analyzer {
	return []Analyzer{
		bases(),
		clients(),
		defaults(),
		delegates(),
		duplicates(),
		elsewhere(),
		entries(),
		gaps(),
		gateways(),
		https(),
		idle(),
		leaks(),
		misplaced(),
		orphans(),
		pinned(),
		rivals(),
		sidecars(),
		subsets(),
		uncalled(),
		unreached(),
		unsteerable(),
		versions(),
		weights(),
	}
}

// Run is what all analyzers report that apply.
func Run(in Input) []diag.Diagnostic {
	var ds []diag.Diagnostic
	for _, a := range All() {
		if in.Refused && a.OfPlan {
			continue
		}
		a.Run(in, func(d diag.Diagnostic) { ds = append(ds, d) })
	}
	return ds
}
