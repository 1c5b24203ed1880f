package callgraph

import (
	"cmp"
	"maps"
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// Evidence is one thing that a detector saw. It names a host; whether that is a call of a Service is
// for resolution to say.
type Evidence struct {
	Detector string
	Object   diag.Ref   // where the field stands: the workload, a ConfigMap, the configuration
	Place    diag.Place // where Object stands
	Field    string     // path of the field in Object
	Value    string     // as written
	// Weak marks evidence that may be no call at all: it neither breaks the exclusivity of a lane nor opens a gap.
	Weak bool
}

// Detector finds evidence in a workload, and in what the workload refers to.
type Detector struct {
	Name   string
	Detect func(m *model.Model, w *model.Workload, emit func(Evidence))
}

// Caller is a workload of the input, or, where Workload is nil, the pods of a namespace with certain
// labels that the configuration declares.
type Caller struct {
	Workload  *model.Workload
	Namespace string
	Labels    model.Labels
}

// Call is that a caller calls a Service on a port.
type Call struct {
	Caller   Caller
	Callee   *model.Service
	Port     int            // of the Service; 0 when unknown
	Protocol model.Protocol // of the port
	Evidence []Evidence     // by field
}

// Weak tells whether all evidence of c is weak.
func (c *Call) Weak() bool {
	return !slices.ContainsFunc(c.Evidence, func(e Evidence) bool { return !e.Weak })
}

// Graph is all calls, one for each caller, callee and port, ordered by these.
type Graph struct {
	Calls  []*Call
	byCall map[*model.Service][]*Call
}

// To are the calls of a Service, in the order of Calls.
func (g *Graph) To(s *model.Service) []*Call { return g.byCall[s] }

// add enters a call, or its evidence where the call is known.
func (b *builder) add(caller Caller, callee *model.Service, port int, e Evidence) {
	key := callKey{caller.Workload, caller.id(), callee, port}
	call := b.calls[key]
	if call == nil {
		call = &Call{Caller: caller, Callee: callee, Port: port}
		if p, ok := callee.Port(port); ok {
			call.Protocol = p.Protocol()
		}
		b.calls[key] = call
	}
	if !slices.Contains(call.Evidence, e) {
		call.Evidence = append(call.Evidence, e)
	}
}

type callKey struct {
	workload *model.Workload
	declared string
	callee   *model.Service
	port     int
}

// id tells declared callers apart; it is empty for a workload.
func (c Caller) id() string {
	if c.Workload != nil {
		return ""
	}
	id := c.Namespace + "\x00"
	for _, k := range slices.Sorted(maps.Keys(c.Labels)) {
		id += k + "=" + c.Labels[k] + "\x00"
	}
	return id
}

func (c Caller) compare(other Caller) int {
	switch {
	case c.Workload != nil && other.Workload != nil:
		return cmp.Or(c.Workload.Key().Compare(other.Workload.Key()), cmp.Compare(c.Workload.Kind, other.Workload.Kind))
	case c.Workload != nil:
		return -1
	case other.Workload != nil:
		return 1
	}
	return cmp.Compare(c.id(), other.id())
}

func (b *builder) graph() *Graph {
	g := &Graph{Calls: slices.Collect(maps.Values(b.calls)), byCall: map[*model.Service][]*Call{}}
	slices.SortFunc(g.Calls, func(x, y *Call) int {
		return cmp.Or(x.Caller.compare(y.Caller), x.Callee.Key().Compare(y.Callee.Key()), cmp.Compare(x.Port, y.Port))
	})
	for _, c := range g.Calls {
		slices.SortStableFunc(c.Evidence, func(x, y Evidence) int {
			return cmp.Or(cmp.Compare(x.Object.String(), y.Object.String()), cmp.Compare(x.Field, y.Field), cmp.Compare(x.Value, y.Value))
		})
		g.byCall[c.Callee] = append(g.byCall[c.Callee], c)
	}
	return g
}
