package telemetry

import (
	"fmt"
	"strings"

	"github.com/graylane/graylane/pkg/api"
)

// The sources of records, as [api.ObservedCall] has them.
const (
	Prometheus    = "prometheus"
	Kiali         = "kiali"
	Jaeger        = "jaeger"
	OpenTelemetry = "opentelemetry"
	AccessLog     = "access-log"
	Hubble        = "hubble"
)

// Record is that requests of a caller to a Service were seen.
type Record struct {
	From     api.ObservedCaller
	To       api.ObservedCallee
	Protocol string  // http, grpc or tcp; empty: unknown
	Count    float64 // how many; 0: unknown
	// Reporter is who saw them, where several see the same: the caller's side or the callee's.
	Reporter string
	// First and Last are the times of what was seen, as 2026-01-31T12:00:00Z; empty: unknown.
	First, Last string
	Window      string // the time that was looked at, where the document says so
	Source      string
}

// Options are what documents leave open.
type Options struct {
	VersionLabel string             // that tells versions apart, where there are labels of pods
	Caller       api.ObservedCaller // of access logs that do not say whose they are
}

// Reader reads a document. Keep is called for each record, in the document's order.
type Reader func(text []byte, o Options, keep func(Record)) (Report, error)

// Report is how much of a document was read.
type Report struct {
	Kept   int      // records
	Passed []Passed // what was passed over, by reason, in the order in which it came up
}

// Passed is why something was passed over.
type Passed struct {
	Why   string // as "by an unknown caller"
	Count int
	Line  int // of the first, from 1; 0 where the format has no lines
}

// String says it in some words.
func (p Passed) String() string {
	if p.Line > 0 {
		return fmt.Sprintf("%d %s (line %d)", p.Count, p.Why, p.Line)
	}
	return fmt.Sprintf("%d %s", p.Count, p.Why)
}

// Reasons to pass something over.
const (
	noCaller  = "by an unknown caller"
	noService = "to no Service"
	outside   = "to hosts outside of the cluster"
	failed    = "not let through"
	answers   = "of answers"
	inbound   = "written by the callee, which does not name the caller"
	notTCP    = "neither HTTP nor TCP"
	unread    = "unreadable"
	nothing   = "of no request"
)

// collector keeps the records of a document.
type collector struct {
	keep   func(Record)
	report Report
	line   int // that is read
}

// pass passes something over.
func (c *collector) pass(why string) {
	for i := range c.report.Passed {
		if c.report.Passed[i].Why == why {
			c.report.Passed[i].Count++
			return
		}
	}
	c.report.Passed = append(c.report.Passed, Passed{why, 1, c.line})
}

// add keeps a record that says who called what.
func (c *collector) add(r Record) {
	r.From.Namespace, r.To.Namespace = namespace(r.From.Namespace), namespace(r.To.Namespace)
	r.From.Workload = name(r.From.Workload)
	r.From.Labels = labels(r.From.Labels)
	r.From.Version, r.To.Version = version(r.From.Version), version(r.To.Version)
	if r.To.Port < 0 || r.To.Port > 65535 {
		r.To.Port = 0
	}
	why := ""
	r.To, why = service(r.To)
	switch {
	case r.From.Workload == "" && len(r.From.Labels) == 0:
		c.pass(noCaller)
	case why != "":
		c.pass(why)
	default:
		c.report.Kept++
		c.keep(r)
	}
}

// service is a callee by the name of its Service; else why it is none. Hosts of Services are taken apart; any other host with a dot is
// outside of the cluster, since names of Services have none.
func service(to api.ObservedCallee) (api.ObservedCallee, string) {
	parts := strings.Split(strings.TrimSuffix(to.Service, "."), ".")
	if len(parts) >= 3 && parts[2] == "svc" {
		to.Service, to.Namespace = parts[0], namespace(parts[1])
		parts = parts[:1]
	}
	switch {
	case len(parts) > 1:
		return to, outside
	case name(to.Service) == "", aside(to.Service):
		return to, noService
	}
	return to, ""
}

// aside tells whether a name is that of Envoy's clusters for what is no Service of the mesh
// (https://istio.io/latest/docs/tasks/traffic-management/egress/egress-control/).
func aside(name string) bool {
	switch name {
	case "PassthroughCluster", "BlackHoleCluster", "InboundPassthroughCluster", "InboundPassthroughClusterIpv4", "InboundPassthroughClusterIpv6":
		return true
	}
	return false
}
