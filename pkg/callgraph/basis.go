package callgraph

// Basis is what shows a call: the input and the configuration, or what was seen in a mesh.
type Basis string

// The bases of calls. A stale sighting does not count beside anything else.
const (
	Shown        Basis = "shown"    // manifests or the configuration show the call, and it was not seen
	ObservedOnly Basis = "observed" // it was seen, and nothing else shows it
	Confirmed    Basis = "both"     // it was seen, and something else shows it
)

// Basis is what shows c. It is Shown for each call of an input without ObservedCalls.
func (c *Call) Basis() Basis {
	switch {
	case !c.shown && c.Seen != nil:
		return ObservedOnly
	case c.Seen != nil && c.Seen.Fresh > 0:
		return Confirmed
	}
	return Shown
}

// Sightings is over all sightings of a call, of whatever versions.
type Sightings struct {
	// First is the earliest, Last the most recent time; empty where none is known.
	First, Last string
	Count       int // how many sightings
	Fresh       int // those that are not stale
}

// see adds a sighting to those of c.
func (c *Call) see(e Evidence) {
	if c.Seen == nil {
		c.Seen = &Sightings{}
	}
	s := c.Seen
	s.Count++
	if !e.Weak {
		s.Fresh++
	}
	for _, time := range []string{e.Seen.First, e.Seen.Last} {
		if time == "" {
			continue
		}
		if s.First == "" || time < s.First {
			s.First = time
		}
		s.Last = max(s.Last, time)
	}
}
