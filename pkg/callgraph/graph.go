package callgraph

import (
	"cmp"
	"maps"
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// Evidence is where a call shows: a field of an object, and what stands in it.
type Evidence struct {
	Detector string
	Object   diag.Ref   // where the field stands: the workload, a ConfigMap, the configuration
	Place    diag.Place // where Object stands
	Field    string     // path of the field in Object
	Key      string     // path inside the value, where that is a file, JSON or a script; empty for the value as a whole
	Value    string     // as written, but for credentials; of a long value the part that names the host, of a secret the host alone
	Host     string     // the host, with its port where it has one, after placeholders are replaced
	// Weak marks evidence that may be no call at all: it neither breaks the exclusivity of a lane nor opens a gap.
	Weak bool
	// Allowed marks evidence that a policy lets the call through, and no more: it is weak, and [Infer] has none of it.
	Allowed bool
	// Seen is when and how often the call was made, of evidence that was observed; nil of any other.
	Seen *Sighting
}

// compare orders evidence by object, field and value; only equal evidence compares as equal.
func (e Evidence) compare(other Evidence) int {
	if c := compareRefs(e.Object, other.Object); c != 0 {
		return c
	}
	if c := cmp.Or(cmp.Compare(e.Field, other.Field), cmp.Compare(e.Key, other.Key), cmp.Compare(e.Value, other.Value),
		cmp.Compare(e.Host, other.Host), cmp.Compare(e.Detector, other.Detector)); c != 0 {
		return c
	}
	switch {
	case e.Weak != other.Weak && e.Weak:
		return -1
	case e.Weak != other.Weak:
		return 1
	case e.Place.Before(other.Place):
		return -1
	case other.Place.Before(e.Place):
		return 1
	}
	return cmp.Compare(e.Place.Line, other.Place.Line)
}

func compareRefs(a, b diag.Ref) int {
	if a == b { // nearly always, and then no text need be made
		return 0
	}
	return cmp.Or(cmp.Compare(a.String(), b.String()), cmp.Compare(a.APIVersion, b.APIVersion),
		cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Namespace, b.Namespace))
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
	Kind     Kind
	Evidence []Evidence // by object and field, each once; the first hundred, a strong one among them where there is one
	More     int        // how many more there are at most: what came again counts again
	// Seen is over all sightings of the call, also those that Evidence has no room for; nil where there is none.
	Seen *Sightings
	// shown tells whether anything else than sightings shows the call.
	shown bool
	basis Basis
}

// Weak tells whether all evidence of c is weak.
func (c *Call) Weak() bool {
	return !slices.ContainsFunc(c.Evidence, func(e Evidence) bool { return !e.Weak })
}

// Allowed tells whether nothing but policies shows c.
func (c *Call) Allowed() bool {
	return len(c.Evidence) > 0 && !slices.ContainsFunc(c.Evidence, func(e Evidence) bool { return !e.Allowed })
}

// Graph is all calls, one for each caller, callee and port, ordered by these.
type Graph struct {
	Calls  []*Call
	byCall map[*model.Service][]*Call
	// ignored are the calls of workloads that the input shows and the configuration takes out.
	ignored map[pair]bool
}

// Ignored tells whether the input shows a call, on whatever port, that the configuration takes out (spec.calls.ignore).
func (g *Graph) Ignored(caller *model.Workload, callee *model.Service) bool {
	return g.ignored[pair{caller, callee}]
}

// To are the calls of a Service, in the order of Calls.
func (g *Graph) To(s *model.Service) []*Call { return g.byCall[s] }

// add enters a call, or its evidence where the call is known. Evidence may come again; graph keeps each piece once.
func (b *builder) add(caller Caller, callee *model.Service, port int, s seen) {
	b.call(caller, callee, port, s.kind).enter(s.Evidence)
}

// call is the call of a caller, which is new or of one more kind.
func (b *builder) call(caller Caller, callee *model.Service, port int, kind Kind) *Call {
	key := callKey{caller.Workload, caller.id(), callee, port}
	call := b.calls[key]
	if call == nil {
		call = &Call{Caller: caller, Callee: callee, Port: port, Kind: kind}
		if p, ok := callee.Port(port); ok {
			call.Protocol = p.Protocol()
		}
		b.calls[key] = call
	}
	call.Kind = call.Kind.and(kind)
	return call
}

// takes tells whether c keeps one more piece of evidence, which is weak or not.
func (c *Call) takes(weak bool) bool {
	return len(c.Evidence) < maxEvidence || !weak && c.Weak()
}

// enter adds evidence to c, or counts it where c takes no more.
func (c *Call) enter(e Evidence) {
	c.shown = c.shown || e.Seen == nil && !e.Allowed
	if e.Seen != nil {
		c.see(e)
	}
	if len(c.Evidence) < maxEvidence {
		c.Evidence = append(c.Evidence, e)
		return
	}
	if c.takes(e.Weak) {
		c.Evidence[maxEvidence-1] = e
	}
	c.More++
}

// maxEvidence is how many pieces of evidence a call keeps: one file may name a Service ten thousand times, and a
// thousand workloads may read it.
const maxEvidence = 100

// seen is evidence with the kind of call that it shows.
type seen struct {
	Evidence
	kind Kind
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
	g := &Graph{Calls: slices.Collect(maps.Values(b.calls)), byCall: map[*model.Service][]*Call{}, ignored: b.ignored}
	slices.SortFunc(g.Calls, func(x, y *Call) int {
		return cmp.Or(x.Caller.compare(y.Caller), x.Callee.Key().Compare(y.Callee.Key()), cmp.Compare(x.Port, y.Port))
	})
	rateAll(g.Calls)
	for _, c := range g.Calls {
		slices.SortFunc(c.Evidence, Evidence.compare)
		c.Evidence = slices.Compact(c.Evidence)
		g.byCall[c.Callee] = append(g.byCall[c.Callee], c)
	}
	return g
}
