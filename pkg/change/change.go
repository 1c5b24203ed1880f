package change

import (
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// Side is one of two renderings: what the stages made of it.
type Side struct {
	Model        *model.Model
	Graph        *callgraph.Graph
	Plan         *lane.Plan
	Trace        *lane.Trace
	VersionLabel string // the pod label that tells versions apart
	// Namespace confines the comparison to what concerns it; empty for all.
	Namespace   string
	Diagnostics []diag.Diagnostic // those that concern the namespace
	Suppressed  []diag.Suppressed // those that are not reported, likewise
	Generated   []Generated
}

// Generated is a generated resource as text.
type Generated struct {
	diag.Ref
	Text []byte
}

// Kind is how something differs.
type Kind string

// The kinds. What has another reason is a call that lands where it did.
const (
	Added   Kind = "added"
	Removed Kind = "removed"
	Changed Kind = "changed"
	Reason  Kind = "reason"
)

// Change is what differs. Everything in it is in an order of its own, which does not depend on that of the input.
type Change struct {
	Services  []Service  // by namespace and name
	Lanes     []Lane     // those that differ, the baseline first, then in version order
	Findings  []Finding  // in the order of diag.Sort, the new ones first
	Resources []Resource // by kind, namespace and name
	// Lost is what a reviewer must not overlook, in the order of lanes.
	Lost []Lost
	// Compared is the number of calls that were compared, each once a lane, those of entries too.
	Compared int
	// Errors is the number of errors among the diagnostics of the new rendering: with any, nothing is generated.
	Errors int
}

// Lane is what differs for the requests of one lane.
type Lane struct {
	Name    string // lane.Baseline for the baseline
	Kind    Kind
	Members []Member // by application
	Entries []Call   // what gateways and ingresses send, by caller, callee and port
	Calls   []Call   // by caller, callee and port
	Gaps    []Gap    // by Service
	Reaches []Reach  // by Service, then in version order
}

// Compare tells what differs between two renderings.
func Compare(before, after Side) Change {
	o, n := newPicture(before), newPicture(after)
	calls, compared := compareCalls(o, n)
	c := Change{
		Services:  compareServices(o, n),
		Findings:  compareFindings(before, after),
		Resources: compareResources(o.generated(), n.generated()),
		Compared:  compared,
	}
	for _, d := range after.Diagnostics {
		if d.Severity == diag.Error {
			c.Errors++
		}
	}
	members, gaps, reaches := compareMembers(o, n), compareGaps(o, n), compareReach(o, n)
	for _, name := range lanesOf(o, n) {
		l := Lane{Name: name, Kind: kindOfLane(o, n, name), Members: members[name], Gaps: gaps[name], Reaches: reaches[name]}
		for _, call := range calls[name] {
			if call.Entry {
				l.Entries = append(l.Entries, call)
			} else {
				l.Calls = append(l.Calls, call)
			}
		}
		if l.Kind != Changed || len(l.Members)+len(l.Entries)+len(l.Calls)+len(l.Gaps)+len(l.Reaches) > 0 {
			c.Lanes = append(c.Lanes, l)
		}
	}
	c.Lost = lost(c)
	return c
}

// Empty tells whether nothing differs at all.
func (c *Change) Empty() bool {
	return len(c.Services)+len(c.Lanes)+len(c.Findings)+len(c.Resources) == 0
}

// lanesOf are the lanes of two renderings, the baseline first, then in version order.
func lanesOf(o, n *picture) []string {
	return append([]string{lane.Baseline}, union(o.Plan.Lanes, n.Plan.Lanes, lane.CompareVersions)...)
}

func kindOfLane(o, n *picture, name string) Kind {
	switch {
	case name == lane.Baseline:
		return Changed
	case !o.hasLane(name):
		return Added
	case !n.hasLane(name):
		return Removed
	}
	return Changed
}
