package diagram

import (
	"fmt"
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
)

// Observation says of calls whether they were observed, in one phrase: from when to when, whether nothing else shows them, or that
// nobody was seen to make them. It is for inputs with observed calls, and empty for no calls.
func Observation(calls []*callgraph.Call) string {
	var all callgraph.Sightings
	static := false
	for _, c := range calls {
		static = static || c.Basis() != callgraph.ObservedOnly && c.Basis() != callgraph.AllowedOnly
		if c.Seen != nil {
			all.Add(*c.Seen)
		}
	}
	span := days(all.First, all.Last)
	switch {
	case len(calls) == 0:
		return ""
	case !static && all.Count > 0:
		return strings.TrimSpace("only observed " + span)
	case all.Fresh > 0 || confirmed(calls):
		return strings.TrimSpace("observed " + span)
	case all.Last != "":
		return "not observed since " + days(all.Last, all.Last)
	}
	return "not observed"
}

// confirmed tells whether one of calls was observed, if only on another port of one that is open.
func confirmed(calls []*callgraph.Call) bool {
	for _, c := range calls {
		if c.Basis() == callgraph.Confirmed {
			return true
		}
	}
	return false
}

// days are the dates of two times, once where they are the same; empty where none is known. Times are as the schema of ObservedCalls
// has them, so that nothing of theirs needs quoting.
func days(first, last string) string {
	from, _, _ := strings.Cut(first, "T")
	to, _, _ := strings.Cut(last, "T")
	if from == to {
		return from
	}
	return from + ".." + to
}

// observed counts the calls of a scope that were observed, for a legend; empty where the input has no observed calls.
func (b *builder) observed() string {
	if !b.Model.Sees() {
		return ""
	}
	seen, only := 0, 0
	for _, c := range b.scope.Calls {
		switch c.Basis() {
		case callgraph.ObservedOnly:
			only++
			seen++
		case callgraph.Confirmed:
			seen++
		}
	}
	return fmt.Sprintf("Observed: %d of %d calls; %d of them no manifest shows", seen, len(b.scope.Calls), only)
}
