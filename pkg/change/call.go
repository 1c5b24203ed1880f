package change

import (
	"cmp"
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// Call is a call of one lane that differs: it is there on one side alone, its requests land elsewhere, or they land where
// they did for another reason.
type Call struct {
	Kind   Kind
	Entry  bool // whether a gateway or an ingress makes it
	Callee diag.Ref
	Port   int // of the Service; 0 for one without ports, and where an entry leaves it open
	// Old and New are where its requests land; nil where there is no such call.
	Old, New *Landing
}

// Landing is where requests of a caller land, as of a [lane.Hop].
type Landing struct {
	Caller   Party
	Hosts    []string      // that clients of an entry use, in order; none where they are not known
	Headers  []lane.Header // with which they land there; none where they make no difference
	Percent  int           // their share; 0 for all
	Subset   string        // its name; empty where none is chosen
	Versions []string      // in version order; nil where Spot is not Versions
	Spot     Spot
	Reason   lane.Reason
	Weak     bool // the call may be none
}

// Spot is what is known of where requests land.
type Spot string

// The spots: some versions, all pods of a Service whose pods have no version, and what others decide.
const (
	Versions Spot = "versions"
	All      Spot = "all"
	Unknown  Spot = "unknown"
)

// landsLike tells whether requests land where those of another landing do.
func (l *Landing) landsLike(other *Landing) bool {
	named := func(l *Landing) string {
		if l.Spot == Versions {
			return ""
		}
		return l.Subset
	}
	return l.Spot == other.Spot && slices.Equal(l.Versions, other.Versions) && l.Percent == other.Percent &&
		named(l) == named(other) && slices.Equal(l.Headers, other.Headers) && slices.Equal(l.Hosts, other.Hosts)
}

// callID identifies a call of a lane.
type callID struct {
	lane   string
	entry  bool
	caller identity
	callee model.Key
	port   int
}

func (c callID) compare(other callID) int {
	kind := func(c callID) string {
		if c.entry {
			return "entry"
		}
		return ""
	}
	return cmp.Or(
		lane.CompareVersions(c.lane, other.lane), c.caller.compare(other.caller), c.callee.Compare(other.callee),
		cmp.Compare(c.port, other.port), cmp.Compare(kind(c), kind(other)),
	)
}

// ways are the landings of each call, and the Services that are called.
type ways struct {
	landings map[callID][]*Landing
	callees  map[model.Key]diag.Ref
}

// ways are those of the calls in scope. What several workloads of one version send to one place is one landing.
func (p *picture) ways() ways {
	all := ways{map[callID][]*Landing{}, map[model.Key]diag.Ref{}}
	for _, h := range p.Trace.Hops {
		if h.Call != nil && !p.shown[h.Call] || !p.concerns(h.Caller.Namespace, h.Callee.Namespace) {
			continue
		}
		caller, l := p.landing(h)
		id := callID{h.Lane, h.Call == nil, caller, h.Callee.Key(), h.Port}
		all.callees[id.callee] = h.Callee.Ref
		same := func(known *Landing) bool {
			return known.Caller.Version == l.Caller.Version && known.landsLike(l) && known.Reason == l.Reason
		}
		if i := slices.IndexFunc(all.landings[id], same); i >= 0 {
			known := all.landings[id][i]
			known.Weak = known.Weak && l.Weak
			continue
		}
		all.landings[id] = append(all.landings[id], l)
	}
	return all
}

func (p *picture) landing(h lane.Hop) (identity, *Landing) {
	caller, party := p.sender(h)
	l := &Landing{
		Caller: party, Hosts: slices.Sorted(slices.Values(h.Hosts)), Headers: h.Headers, Percent: h.Percent(), Subset: h.Subset.Name, Versions: h.Versions, Spot: spotOf(h), Reason: h.Reason, Weak: h.Weak,
	}
	return caller, l
}

func spotOf(h lane.Hop) Spot {
	switch {
	case len(h.Versions) > 0:
		return Versions
	case h.Reason == lane.AtEntry && h.Subset.Name != "", decidedByOthers(h.Reason):
		return Unknown
	}
	return All
}

// decidedByOthers tells whether a reason says that it is not graylane's to say where requests land.
func decidedByOthers(r lane.Reason) bool {
	return slices.Contains([]lane.Reason{lane.External, lane.RoutedByThem, lane.InContext, lane.Refused, lane.Hidden, lane.NoSubset}, r)
}

// compareCalls are the calls that differ, by lane, and the number of all.
func compareCalls(o, n *picture) (map[string][]Call, int) {
	before, after := o.ways(), n.ways()
	ids := keys(before.landings, after.landings, callID.compare)
	all := map[string][]Call{}
	for _, id := range ids {
		callee, ok := after.callees[id.callee]
		if !ok {
			callee = before.callees[id.callee]
		}
		for _, pair := range pairs(before.landings[id], after.landings[id]) {
			if kind := pair.kind(); kind != "" {
				all[id.lane] = append(all[id.lane], Call{kind, id.entry, callee, id.port, pair.old, pair.new})
			}
		}
	}
	return all, len(ids)
}
