package diagram

import (
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// Input is the results of the stages.
type Input struct {
	Model        *model.Model
	Graph        *callgraph.Graph
	Plan         *lane.Plan
	Trace        *lane.Trace
	VersionLabel string // the pod label that tells versions apart
	// Namespace confines the diagram to what concerns it, as scope has it; empty for all.
	Namespace string
}

// Diagram is what is drawn. Equal inputs give equal diagrams.
type Diagram struct {
	// Lanes are the names of all lanes, the baseline's first; rows and flows name them by their position here.
	Lanes []string
	// Boxes are the entries, then the applications and workloads by namespace and name, then declared pods.
	Boxes  []*Box
	Arrows []*Arrow
	Gaps   []Gap
	// Folds are the calls that are left out, by kind; none where nothing is.
	Folds []Fold
	// Apart are the boxes that are left out since nothing leads to them or away from them.
	Apart []*Box
	// Namespaces are those of all that is shown; boxes need theirs where there are several.
	Namespaces []string
	// Observed counts the calls that were seen in a mesh, as a sentence without its end; empty where the input has no such calls.
	Observed string
}

// Baseline is the position of the baseline among lanes, and NoLane that of none.
const (
	Baseline = 0
	NoLane   = -1
)

// Kind is what a box stands for.
type Kind string

// The kinds.
const (
	Entry       Kind = "entry"       // a gateway, or a route of an ingress
	Application Kind = "application" // the workloads behind a Service
	Service     Kind = "service"     // a Service without workloads, or over several applications
	Workload    Kind = "workload"    // one that no Service selects
	Pods        Kind = "pods"        // those that the configuration declares as callers
)

// Box is a caller, a callee, or both.
type Box struct {
	ID     int // its place among the boxes; it stays the same when others are folded away
	Kind   Kind
	Object diag.Ref     // an application's is its Service; of declared pods it has a namespace at most
	Labels model.Labels // of declared pods
	Rows   []Row        // one a version, in version order
	// Aliases are the names of other Services of the same pods, in order.
	Aliases []string
	Notes   []string // what else there is to know, as that it is headless
	Lost    []int    // the lanes that are lost here
}

// Row is a version of an application.
type Row struct {
	Version   string // empty where pods have no version
	Lane      int    // that it is in
	Serves    []int  // the lanes that it receives beside the baseline, where it is in none
	Workloads []diag.Ref
	Idle      bool // it has no pods
	// Unreachable tells that requests of its lane are lost before they reach it.
	Unreachable bool
	// Unreached tells that rules give it to its lane, and no path leads to it.
	Unreached bool
}

// Baseline tells whether r is the baseline among the versions of its application.
func (r *Row) Baseline() bool { return r.Lane == Baseline }

// End is where an arrow begins or ends.
type End struct {
	Box *Box
	Row int // WholeBox where it is not one version alone
}

// WholeBox stands for a box as a whole.
const WholeBox = -1

// Arrow is the requests from one end to another.
type Arrow struct {
	ID       int // its place among the arrows, which stays the same when others are folded away
	From, To End
	Flows    []Flow // by lane, then in the order of hops
}

// Flow is the requests of one lane and call that take an arrow.
type Flow struct {
	lane.Hop
	Number int // the place of the hop in the trace; requests that land on several rows are as many flows of one number
	Lane   int
	Call   *callgraph.Call // nil for requests of an entry
	Fold   callgraph.Kind  // as which the call is folded away; empty where it is not
	// Lost tells that the lane ends here: the requests stay on the baseline, although the callee has the lane's version.
	Lost bool
}

// Gap is where a lane is lost, and what that does.
type Gap struct {
	Lane        int
	At          End
	Stray       bool // At has the lane's version, and no rule chooses it
	Pods        []diag.Ref
	Arrows      []*Arrow // those that stay on the baseline for it
	Unreachable []End
}

// Fold is calls of one kind that are left out.
type Fold struct {
	Kind   callgraph.Kind
	Calls  int
	Boxes  []*Box // that are called; those whose other calls are shown are drawn as well
	Hidden []*Box // those of Boxes that are not drawn
}
