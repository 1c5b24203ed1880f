package callgraph

import "slices"

// Basis is what shows a call: the input and the configuration, or what was seen in a mesh.
type Basis string

// The bases of calls. A stale sighting does not count beside anything else.
const (
	Shown        Basis = "static"   // manifests or the configuration show the call, and it was not seen
	ObservedOnly Basis = "observed" // it was seen, and nothing else shows it
	Confirmed    Basis = "both"     // it was seen, and something else shows it
	AllowedOnly  Basis = "allowed"  // policies allow it, and nothing shows it: of [Allow] alone
)

// Basis is what shows c; calls of unknown ports of a Service are taken for those of its ports. It is Shown for each call of an input
// without ObservedCalls.
func (c *Call) Basis() Basis {
	if c.basis == "" {
		return Shown
	}
	return c.basis
}

// rate tells what shows each of the calls of one caller to one Service, which are in the order of ports.
func rate(calls []*Call) {
	open := calls[0]
	for _, c := range calls {
		shown, seen := c.shown || open.Port == 0 && open.shown, c.Seen.fresh() || open.Port == 0 && open.Seen.fresh()
		if c.Port == 0 {
			shown = slices.ContainsFunc(calls, func(c *Call) bool { return c.shown })
			seen = slices.ContainsFunc(calls, func(c *Call) bool { return c.Seen.fresh() })
		}
		switch {
		case c.Allowed():
			c.basis = AllowedOnly
		case !shown:
			c.basis = ObservedOnly
		case seen:
			c.basis = Confirmed
		default:
			c.basis = Shown
		}
	}
}

// rateAll does so for calls in the order of a graph.
func rateAll(calls []*Call) {
	for len(calls) > 0 {
		n := 1
		for n < len(calls) && calls[n].Callee == calls[0].Callee && calls[n].Caller.compare(calls[0].Caller) == 0 {
			n++
		}
		rate(calls[:n])
		calls = calls[n:]
	}
}

// Sightings is over all sightings of a call, of whatever versions.
type Sightings struct {
	// First is the earliest, Last the most recent time; empty where none is known.
	First, Last string
	Count       int // how many sightings
	Fresh       int // those that are not stale
}

// Add adds other sightings.
func (s *Sightings) Add(other Sightings) {
	s.Count, s.Fresh = s.Count+other.Count, s.Fresh+other.Fresh
	if s.First == "" || other.First != "" && other.First < s.First {
		s.First = other.First
	}
	s.Last = max(s.Last, other.Last)
}

func (s *Sightings) fresh() bool { return s != nil && s.Fresh > 0 }

// see adds a sighting to those of c.
func (c *Call) see(e Evidence) {
	if c.Seen == nil {
		c.Seen = &Sightings{}
	}
	one := Sightings{First: e.Seen.First, Last: e.Seen.Last, Count: 1}
	if one.First == "" {
		one.First = one.Last
	}
	one.Last = max(one.First, one.Last)
	if !e.Weak {
		one.Fresh = 1
	}
	c.Seen.Add(one)
}
