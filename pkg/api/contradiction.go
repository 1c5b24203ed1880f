package api

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
)

// baselineLane is what the baseline's lane is called in output, so that no other lane can be.
const baselineLane = "baseline"

// meshGateway is the gateway that stands for all sidecars
// (https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService).
const meshGateway = "mesh"

// contradictions are what fields of a decoded configuration say against each other, which the schema cannot tell. Ref is
// the object that it was read from. Names of headers become lower case.
func (s *Spec) contradictions(ref diag.Ref) []diag.Diagnostic {
	c := &contradiction{ref: ref, root: string(inSpec)}
	if ref.Kind == "ConfigMap" {
		c.root = string(inData)
	}
	if s.Header.Trust && s.Header.Name == "" {
		c.wrong("header", "says trust without a name; it takes the name of a header too")
	}
	s.Header.Name = strings.ToLower(s.Header.Name)
	switch name := s.Header.Name; {
	case name == "host":
		c.wrong("header.name", "is %q, which names the host that a request is for", name)
	case isIgnored(name):
		c.wrong("header.name", "is %q, which Istio ignores among headers", name)
	}
	c.lanes(s.Lanes)
	for i := range s.Entries {
		c.entry(fmt.Sprintf("entries[%d]", i), &s.Entries[i])
	}
	return c.found
}

// isIgnored tells whether Istio ignores a name, in lower case, among the headers of a match
// (https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest).
func isIgnored(header string) bool {
	return slices.Contains([]string{"uri", "scheme", "method", "authority"}, header)
}

// contradiction gathers what is wrong.
type contradiction struct {
	ref   diag.Ref
	root  string // what paths begin with
	found []diag.Diagnostic
}

func (c *contradiction) wrong(field, format string, args ...any) {
	d := wrong(c.root+field, "%s %s", c.root+field, fmt.Sprintf(format, args...))
	d.Object = c.ref
	c.found = append(c.found, d)
}

func (c *contradiction) lanes(lanes []Lane) {
	known := map[string]bool{}
	for i, lane := range lanes {
		field := fmt.Sprintf("lanes[%d].name", i)
		switch {
		case lane.Name == baselineLane:
			c.wrong(field, "is %q, which is everything that is in no lane", lane.Name)
		case known[lane.Name]:
			c.wrong(field, "is %q, which another lane is called", lane.Name)
		}
		known[lane.Name] = true
	}
}

func (c *contradiction) entry(field string, e *Entry) {
	if i := slices.Index(e.Gateways, meshGateway); i >= 0 {
		c.wrong(fmt.Sprintf("%s.gateways[%d]", field, i), "is mesh, which is all sidecars and no gateway")
	}
	if e.Delegate && slices.Contains(e.Hosts, "*") {
		c.wrong(field+".hosts", "has *, which Istio does not allow where a VirtualService is on the mesh too, as that of delegate is")
	}
	sum := 0
	for _, weight := range e.Weights {
		sum += weight
	}
	if len(e.Weights) > 0 && sum != 100 {
		c.wrong(field+".weights", "add up to %d; they take 100", sum)
	}
	for i := range e.Match {
		c.match(fmt.Sprintf("%s.match[%d]", field, i), &e.Match[i])
	}
}

func (c *contradiction) match(field string, m *EntryMatch) {
	lower := make(map[string]StringMatch, len(m.Headers))
	for _, name := range slices.Sorted(maps.Keys(m.Headers)) {
		header := m.Headers[name]
		if _, err := regexp.Compile(header.Regex); err != nil {
			c.wrong(field+".headers."+name+".regex", "is no RE2 expression: %s", clip(strings.TrimPrefix(err.Error(), "error parsing regexp: ")))
		}
		if _, known := lower[strings.ToLower(name)]; known {
			c.wrong(field+".headers", "has %s twice; the case of a name makes no difference", strings.ToLower(name))
		}
		if isIgnored(strings.ToLower(name)) {
			c.wrong(field+".headers", "has %s, which Istio ignores among headers", name)
		}
		lower[strings.ToLower(name)] = header
	}
	m.Headers = lower
}
