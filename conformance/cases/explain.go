package cases

import (
	"encoding/json"
	"testing"
)

// Hop is what graylane explain says of one call in one lane.
type Hop struct {
	Lane     string
	Caller   Object
	Callee   Object
	Port     int
	Subset   string
	Versions []string
	Reason   string
	Weak     bool
	Assumed  bool
}

// Object names a workload, a Service or a Gateway. A caller without a name is pods that have Labels.
type Object struct {
	Namespace, Kind, Name string
	Labels                map[string]string
}

// In is the namespace of o: an absent one is default.
func (o Object) In() string {
	if o.Namespace == "" {
		return "default"
	}
	return o.Namespace
}

// Graph is what graylane graph says of the versions and lanes of an application.
type Graph struct {
	Services []struct {
		Namespace, Name, Baseline string
		Versions                  []string
	}
	Workloads []struct {
		Namespace, Kind, Name, Version, Lane string
	}
}

// Explain is where each call lands, those that nothing shows too.
func Explain(t testing.TB, c Case) []Hop {
	t.Helper()
	var hops []Hop
	read(t, c, &hops, "explain", "--all", "-o", "json")
	return hops
}

// Draw is the graph of a case.
func Draw(t testing.TB, c Case) Graph {
	t.Helper()
	var g Graph
	read(t, c, &g, "graph", "-o", "json")
	return g
}

// read reads what a verb prints as JSON.
func read(t testing.TB, c Case, into any, verb string, flags ...string) {
	t.Helper()
	stdout, stderr, code := run(t, c, verb, flags...)
	if code != 0 {
		t.Fatalf("graylane %s: exit %d\n%s", verb, code, stderr)
	}
	if err := json.Unmarshal(stdout, into); err != nil {
		t.Fatalf("graylane %s: %v", verb, err)
	}
}
