package pipeline

import (
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/check"
	"github.com/graylane/graylane/pkg/detect"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/istio"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// Result is what the stages made.
type Result struct {
	Model     *model.Model
	Graph     *callgraph.Graph
	Plan      *lane.Plan
	Resources []istio.Resource // of Run alone; none with spec.checkOnly
	// Diagnostics are those of all stages, sorted as by diag.Sort.
	Diagnostics []diag.Diagnostic
}

// Run takes the facts of an application through all stages. The result does not depend on the order of facts.
func Run(facts []model.Any, config *api.GrayRelease) Result {
	r := Analyze(facts, config)
	if !config.Spec.CheckOnly {
		r.Resources = istio.Resources(r.Plan, &config.Spec)
	}
	return r
}

// Analyze is Run without the resources, for those who only look.
func Analyze(facts []model.Any, config *api.GrayRelease) Result {
	r := Result{Model: model.New(facts)}
	var inferred, planned []diag.Diagnostic
	r.Graph, inferred = callgraph.Infer(r.Model, config, detect.All)
	r.Plan, planned = lane.Build(r.Model, r.Graph, config)
	checked := check.Run(check.Input{Model: r.Model, Graph: r.Graph, Plan: r.Plan, Spec: &config.Spec})
	r.Diagnostics = diag.Sort(inferred, planned, checked)
	return r
}
