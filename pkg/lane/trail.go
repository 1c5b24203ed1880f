package lane

import (
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// Ways are the ways of requests.
type Ways struct {
	Trails  []Trail // one for each lane that any requests are in, in the order of lanes
	Matrix  Matrix
	reached map[visitor]bool // the callers on the trails of starts
}

// Trail is the ways of one lane's requests, as trees: each caller, what it calls, and who calls on from there. A caller has its
// calls once: in the first of the trees where it stands, at the place that is the nearest to its start.
type Trail struct {
	Lane string
	// Starts are where the requests begin as far as is known: gateways and ingresses, in the order of their hops; callers that the
	// configuration declares; workloads that nothing is known to call; then callers of other lanes whose requests come to pods of
	// this one; then callers that only hops which are put aside lead to.
	Starts []*Stop
	// Rest are the callers of the lane that no known way leads to.
	Rest []*Stop
	// Unreached are the versions of the lane that nothing reaches, by Service: of the one that is asked for, where one is; none where
	// the requests of some callers are.
	Unreached []Unreached
	// Aside are the hops that are put aside, in the order of the trace.
	Aside []*Hop
}

// Stop is a caller on a trail.
type Stop struct {
	// Caller is a workload, a gateway or an ingress; with a namespace at most for pods that are declared by Labels.
	Caller diag.Ref
	Labels model.Labels
	// Exposed is the Service by which traffic from outside reaches the workload of a start, past any gateway; nil for none.
	Exposed *model.Service
	// Continued tells that it is none, but the place from where a trail that is too deep goes on.
	Continued bool
	// Legs are the calls of the lane, in the order of the trace.
	Legs []*Leg
	Cut  Cut
}

// Leg is a call on a trail, and the callers among the pods where its requests land.
type Leg struct {
	*Hop
	Stops []*Stop
}

// Cut is why a stop has no legs although its caller calls on.
type Cut int

// The reasons. The calls stand elsewhere on the trail.
const (
	Whole    Cut = iota // it has its legs
	Repeated            // they stand at another place, nearer to a start
	Cycle               // it is on the way to itself
	Deep                // the way is so long that it goes on from a start of its own
)

// maxDepth is how many legs a trail goes without a new start: so deep a tree is as wide as a line can be read.
const maxDepth = 16
