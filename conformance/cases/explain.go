package cases

import (
	"encoding/json"
	"fmt"
)

// Hop is what graylane explain says of one call in one lane.
type Hop struct {
	Lane     string
	Caller   Object
	Callee   Object
	Port     int
	Header   map[string]Match // that the request carries
	Weights  map[string]int   // of the shares of which it is one, by version or lane; they stand in place of Subset
	Subset   string
	Versions []string
	Reason   string
	Weak     bool
	Assumed  bool
}

// FromOutside tells whether a hop is of requests that a gateway or an ingress lets in.
func (h Hop) FromOutside() bool { return h.Reason == "entry" || h.Reason == "no-subset" }

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
		Services                             []string // of its namespace
	}
	Calls []struct {
		Caller, Callee Object
		Port           int
		Weak           bool
	}
}

// Explain is where each call lands, those that nothing shows too.
func (c Case) Explain(program string) (hops []Hop, err error) {
	err = c.read(program, &hops, "explain", "--all", "-o", "json")
	return hops, err
}

// Graph is the graph of a case.
func (c Case) Graph(program string) (g Graph, err error) {
	err = c.read(program, &g, "graph", "-o", "json")
	return g, err
}

// read reads what a verb prints as JSON.
func (c Case) read(program string, into any, verb string, flags ...string) error {
	stdout, stderr, code, err := c.run(program, verb, flags...)
	switch {
	case err != nil:
		return err
	case code != 0:
		return fmt.Errorf("graylane %s: exit %d\n%s", verb, code, stderr)
	}
	if err := json.Unmarshal(stdout, into); err != nil {
		return fmt.Errorf("graylane %s: %w", verb, err)
	}
	return nil
}
