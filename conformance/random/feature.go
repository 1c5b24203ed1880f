package random

import (
	"slices"

	"istio.io/istio/pkg/config/protocol"

	"github.com/graylane/graylane/conformance/cases"
)

// feature is something that a configuration may have.
type feature struct {
	name string
	has  func(c configuration) bool
}

// features are all that the configurations of many applications have to have between them.
var features = []feature{
	{"header", configuration.withHeader},
	{"header, trusted", configuration.trusted},
	{"match: lane, with a header", func(c configuration) bool { return c.byLane() && c.withHeader() }},
	{"a lane of one version for all", func(c configuration) bool { return c.lane("version") }},
	{"a lane of versions by Service", func(c configuration) bool { return c.lane("versions") }},
	{"a lane by name, with a header", func(c configuration) bool { return c.lane("name") && c.withHeader() }},
	{"a lane by name, with match: lane", func(c configuration) bool { return c.lane("name") && c.byLane() }},
	{"several entries", func(c configuration) bool { return len(c.entries()) > 1 }},
	{"an entry with weights", func(c configuration) bool { return c.entry(weighted) }},
	{"an entry with weights, with a header", func(c configuration) bool { return c.entry(weighted) && c.withHeader() }},
	{"an entry with matches", func(c configuration) bool { return c.entry(matching) }},
	{"an entry with matches, with a trusted header", func(c configuration) bool { return c.entry(matching) && c.trusted() }},
	{"an entry that delegates", func(c configuration) bool { return c.entry(delegating) }},
	{"an entry that delegates, with a header", func(c configuration) bool { return c.entry(delegating) && c.withHeader() }},
	{"an entry with several hosts", func(c configuration) bool { return c.entry(several("hosts")) }},
	{"an entry with several gateways", func(c configuration) bool { return c.entry(several("gateways")) }},
	{"an entry, with lanes by name", func(c configuration) bool { return c.entry(anyEntry) && c.lane("name") }},
	{"an entry for HTTP", func(c configuration) bool { return c.entry(c.over(protocol.Instance.IsHTTP)) }},
	{"an entry for TLS", func(c configuration) bool { return c.entry(c.over(protocol.Instance.IsTLS)) }},
	{"an entry for TCP", func(c configuration) bool { return c.entry(c.over(isTCP)) }},
	{"gaps: clone", configuration.cloning},
	{"gaps: clone, with a header", func(c configuration) bool { return c.cloning() && c.withHeader() }},
	{"gaps: clone, with match: lane", func(c configuration) bool { return c.cloning() && c.byLane() }},
	{"a template", configuration.templated},
	{"a template, with a header", func(c configuration) bool { return c.templated() && c.withHeader() }},
	{"a template, with match: lane", func(c configuration) bool { return c.templated() && c.byLane() }},
	{"an entry for a protocol that Istio detects", func(c configuration) bool { return c.entry(c.over(protocol.Instance.IsUnsupported)) }},
}

// configuration is the spec of an application's GrayRelease.
type configuration struct {
	app  App
	spec object
}

func (a App) configuration() configuration {
	for _, o := range a {
		if o["kind"] == "GrayRelease" {
			return configuration{a, o["spec"].(object)}
		}
	}
	return configuration{a, nil}
}

func (c configuration) cloning() bool { return c.spec["gaps"] == "clone" }

func (c configuration) templated() bool {
	return slices.ContainsFunc(c.app, func(o object) bool { return cases.Text(o, "metadata", "annotations", templateAnnotation) != "" })
}

func (c configuration) header() object   { header, _ := c.spec["header"].(object); return header }
func (c configuration) withHeader() bool { return c.header() != nil }
func (c configuration) trusted() bool    { return c.header()["trust"] == true }
func (c configuration) byLane() bool     { return c.spec["match"] == "lane" }

// lane tells whether a lane has a field.
func (c configuration) lane(field string) bool {
	lanes, _ := c.spec["lanes"].(list)
	return slices.ContainsFunc(lanes, func(lane any) bool { return lane.(object)[field] != nil })
}

func (c configuration) entries() list { entries, _ := c.spec["entries"].(list); return entries }

// entry tells whether one of the entries is of a kind.
func (c configuration) entry(is func(e object) bool) bool {
	return slices.ContainsFunc(c.entries(), func(e any) bool { return is(e.(object)) })
}

func anyEntry(object) bool     { return true }
func matching(e object) bool   { return e["match"] != nil }
func delegating(e object) bool { return e["delegate"] == true }
func weighted(e object) bool   { weights, _ := e["weights"].(object); return len(weights) > 1 }

func several(field string) func(object) bool {
	return func(e object) bool { return len(e[field].(list)) > 1 }
}

func isTCP(p protocol.Instance) bool { return p.IsTCP() && !p.IsTLS() }

// over are the entries whose port has a protocol.
func (c configuration) over(is func(protocol.Instance) bool) func(object) bool {
	return func(e object) bool {
		for _, o := range c.app {
			m := o["metadata"].(object)
			if o["kind"] != "Service" || e["service"] != m["name"] && e["service"] != id(m) {
				continue
			}
			for _, port := range o["spec"].(object)["ports"].(list) {
				if port.(object)["port"] == e["port"] {
					return is(protocolOf(port.(object)))
				}
			}
		}
		return false
	}
}

// id is the name of an object with its namespace.
func id(m object) string {
	namespace, _ := m["namespace"].(string)
	return namespace + "/" + m["name"].(string)
}
