package pipeline

import (
	"slices"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/check"
	"github.com/graylane/graylane/pkg/detect"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/istio"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// Result is what the stages made. With spec.gaps: clone, the copies of workloads are in the model like any other.
type Result struct {
	Model *model.Model
	Graph *callgraph.Graph
	Plan  *lane.Plan
	Trace *lane.Trace // where the requests of the plan's lanes go
	// Resources are of Run alone: copies of workloads by namespace and name, then Istio's; none with spec.checkOnly.
	Resources []Resource
	// Diagnostics are those of the input and of all stages, sorted as by diag.Sort, without those that are suppressed.
	Diagnostics []diag.Diagnostic
	// Suppressed are those that annotations keep from being reported. No error is among them.
	Suppressed []diag.Suppressed
	clones     []lane.Clone
	refusals   []lane.Refusal
}

// Run takes the facts of an application through all stages. The copier is asked for the workloads that are to be copied; found
// is what reading the application has found. The result does not depend on the order of facts. An error means that a workload's
// document cannot be copied.
func Run(facts []model.Any, config *api.GrayRelease, copier Copier, found ...diag.Diagnostic) (Result, error) {
	r := Analyze(facts, config, found...)
	if config.Spec.CheckOnly {
		return r, nil
	}
	copied, err := copies(r.clones, config.Spec.VersionLabel, copier)
	r.Resources = slices.Concat(copied, routing(istio.Resources(r.Plan, &config.Spec)))
	return r, err
}

// Analyze is Run without the resources, for those who only look.
func Analyze(facts []model.Any, config *api.GrayRelease, found ...diag.Diagnostic) Result {
	r := stages(facts, config)
	if config.Spec.Gaps == api.GapsClone {
		r = withClones(facts, config, r)
		in := check.Input{Model: r.Model, Graph: r.Graph, Plan: r.Plan, Trace: r.Trace, Spec: &config.Spec}
		r.Diagnostics = diag.Sort(r.Diagnostics, check.Clones(in, r.clones, r.refusals))
	}
	for i, d := range r.Diagnostics {
		if d.Object == config.Ref && d.Place == (diag.Place{}) {
			r.Diagnostics[i].Place = config.Place // the stages know its name alone
		}
	}
	r.suppress(found, config)
	return r
}

// Allowed is a result of Analyze with the calls that policies allow beside those of the graph, for those who look at them. All that
// is found and planned stays as it is. It is not complete where policies allow more than [callgraph.MaxAllowed].
func Allowed(r Result, config *api.GrayRelease) (with Result, complete bool) {
	r.Graph, complete = callgraph.Allow(r.Model, config, r.Graph, detect.Allowed())
	r.Trace = r.Trace.Showing(r.Graph)
	return r, complete
}

// stages takes facts through the stages as they stand.
func stages(facts []model.Any, config *api.GrayRelease) Result {
	r := Result{Model: model.New(facts)}
	var inferred, planned []diag.Diagnostic
	r.Graph, inferred = callgraph.Infer(r.Model, config, detect.All)
	r.Plan, planned = lane.Build(r.Model, r.Graph, config)
	r.Trace = lane.Follow(r.Plan, r.Graph)
	checked := check.Run(check.Input{Model: r.Model, Graph: r.Graph, Plan: r.Plan, Trace: r.Trace, Spec: &config.Spec, Refused: diag.HasError(planned)})
	r.Diagnostics = diag.Sort(inferred, planned, checked)
	return r
}
