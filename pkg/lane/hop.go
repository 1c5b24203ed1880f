package lane

import (
	"maps"
	"slices"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// Hop is where the requests of one lane land that a caller sends to one port of a Service.
type Hop struct {
	Lane string
	// Caller is a workload, a Gateway, or a route of an ingress; with a namespace at most for pods that the configuration
	// declares by Labels.
	Caller diag.Ref
	Labels model.Labels
	Callee *model.Service
	Port   int // of the Service; 0 for a Service without ports, and where an entry leaves it open
	// Hosts are those that clients of an entry use, as its VirtualService has them; nil for any other requests, those of an ingress too.
	Hosts []string
	// Headers are the request headers with which it lands there, by name; none where they make no difference.
	Headers []Header
	// Subset is the one that the rules choose, graylane's or those of an entry, by its name at least; empty when they choose
	// none.
	Subset Subset
	// Weights are all shares of the requests of which Subset has one; nil where it has them all.
	Weights []Share
	// Portion is the percentage of the requests that a route of someone else gives to Subset; 0 for all, and where it does not say.
	Portion int
	// Versions are those of the pods where the requests land, in version order; nil when that is not graylane's to say.
	Versions []string
	// Unversioned tells that they also land on pods without a version, beside those of Versions.
	Unversioned bool
	Reason      Reason
	// Weak tells that the evidence of the call is weak.
	Weak bool
	// Assumed marks a call that nothing shows.
	Assumed bool
	// Call is the one of the graph, with its evidence, which is none where Assumed; nil for requests of entries.
	Call *callgraph.Call
	// Marked tells whether requests carry the lane's header when they arrive, if those who pass them on do.
	Marked bool
	// Sets is the value that the rule gives to the lane header; empty where it leaves the header as it is.
	Sets    string
	decided decision
}

// Allowed tells whether nothing but policies shows the call of h.
func (h Hop) Allowed() bool { return h.Call != nil && h.Call.Allowed() }

// Percent is the share of the requests that land on the subset of h in its lane; 0 where all do.
func (h Hop) Percent() int {
	percent := h.Portion
	for _, s := range h.Weights {
		if s.Subset == h.Subset && s.Lane == h.Lane {
			percent += s.Percent
		}
	}
	return percent
}

// Header is a header that requests carry, in lower case, and what it matches.
type Header struct {
	Name string
	api.StringMatch
}

// Reason is why requests land where they do.
type Reason string

// The reasons. With the first seven, rules of graylane choose the subset.
const (
	InLane     Reason = "lane"       // the caller is in the lane, and the callee has its version
	ByHeader   Reason = "header"     // the caller is in no lane, and passes on the header that names it
	OnBaseline Reason = "baseline"   // the request is the baseline's
	Fallback   Reason = "fallback"   // the callee has no version of the lane, so its baseline serves it
	Gap        Reason = "gap"        // the caller serves several lanes, so the lane ends at it: the callee's baseline is reached
	Undeclared Reason = "undeclared" // nothing shows the call, so no rule names the caller: the callee's baseline is reached
	Ambiguous  Reason = "ambiguous"  // the caller's labels are those of callers in another lane

	OneVersion   Reason = "one-version"   // there is nothing to choose
	AtEntry      Reason = "entry"         // a gateway or an ingress sends it there
	Uncalled     Reason = "uncalled"      // nothing is known to call the Service, so there are no rules
	Ignored      Reason = "ignored"       // the Service is marked with graylane.dev/ignore
	IsHeadless   Reason = "headless"      // the client chooses among the pods
	External     Reason = "external-name" // the Service is an alias
	NotRoutable  Reason = "not-routable"  // the port carries no TCP
	NoSidecar    Reason = "no-sidecar"    // the caller's pods have none, so no rule applies to them
	NotExported  Reason = "not-exported"  // the rules are not visible in the caller's namespace
	NotImported  Reason = "not-imported"  // a Sidecar of Istio keeps the Service from the caller
	NoSubset     Reason = "no-subset"     // the route of someone else names a subset that no DestinationRule seen from there defines, so requests fail
	Hidden       Reason = "hidden"        // a DestinationRule in the caller's namespace hides the subset, so the call fails, or lands where that one says
	RoutedByThem Reason = "theirs"        // others route the Service, or the routes of their template may lead elsewhere
	InContext    Reason = "context"       // the Service is of the context, where nothing is generated
	Refused      Reason = "refused"       // an error diagnostic says why nothing is generated
)

// requester is what rules know of the pods that send requests.
type requester struct {
	labels    model.Labels
	namespace string
	workload  *model.Workload // nil for declared pods
	inLane    bool            // whether the rules know it as one of the lane of the request
	header    string          // the value of the lane header that requests carry; empty for none
}

// requester is the caller of c, as the rules know it when it sends on a request. Declared pods exist in every lane.
func (p *Plan) requester(c *callgraph.Call, l load) requester {
	r := requester{namespace: c.Caller.Namespace, inLane: true}
	if l.header {
		r.header = l.lane
	}
	if w := c.Caller.Workload; w != nil {
		own, ok := p.Lane(w)
		r.labels, r.namespace, r.workload, r.inLane = w.PodLabels, w.Namespace, w, ok && own == l.lane
		return r
	}
	r.labels = model.Labels{}
	if values := p.values[l.lane]; len(values) > 0 {
		r.labels[p.label] = values[0]
	}
	maps.Copy(r.labels, c.Caller.Labels)
	return r
}

// portsOf are the ports that a call may mean: its own; all of the Service where that is not known; 0 where it has none.
func portsOf(c *callgraph.Call) []int {
	if c.Port != 0 || len(c.Callee.Ports) == 0 {
		return []int{c.Port}
	}
	var ports []int
	for _, port := range c.Callee.Ports {
		if !slices.Contains(ports, port.Number) {
			ports = append(ports, port.Number)
		}
	}
	return ports
}

// laneHeader is the header of requests of a lane.
func (p *Plan) laneHeader(lane string) Header {
	return Header{p.header, api.StringMatch{Exact: lane}}
}

func (p *Plan) hop(c *callgraph.Call, l load, port int) Hop {
	marked := p.marks(c, l, port)
	l.header = l.header && p.readsHeaders(c.Callee, port)
	r := p.requester(c, l)
	h := Hop{
		Lane: l.lane, Caller: diag.Ref{Namespace: c.Caller.Namespace}, Labels: c.Caller.Labels,
		Callee: c.Callee, Port: port, Marked: marked, Weak: len(c.Evidence) > 0 && c.Weak(), Assumed: len(c.Evidence) == 0, Call: c,
	}
	if r.workload != nil {
		h.Caller = r.workload.Ref
	}
	if h.Reason = p.unsteered(r, c.Callee, port); h.Reason != "" {
		h.Versions = p.spread(c.Callee, h.Reason)
		h.Unversioned = len(h.Versions) > 0 && p.unversioned[c.Callee]
		p.mark(&h, r)
		return h
	}
	s := p.planned[c.Callee]
	chosen := s.choose(r)
	h.Subset, h.decided = chosen.Subset, decision{by: s, number: chosen.number, source: chosen.source}
	if p.readsHeaders(c.Callee, port) {
		h.Sets = chosen.Sets
	}
	if l.header {
		h.Headers = []Header{p.laneHeader(l.lane)}
	}
	if s.hiddenFrom(r.namespace, h.Subset) {
		h.Reason = Hidden
		return h
	}
	h.Versions, h.Reason = []string{h.Subset.Version}, s.reason(h, r)
	return h
}

// mark notes which rule of a Service of one version marks the requests of h with the lane, where any applies.
func (p *Plan) mark(h *Hop, r requester) {
	s := p.marked[h.Callee]
	if s == nil || h.Reason != OneVersion || !p.applies(s, r, h.Port) {
		return
	}
	chosen := s.choose(r)
	h.decided = decision{by: s, number: chosen.number, source: chosen.source}
	if p.readsHeaders(h.Callee, h.Port) {
		h.Sets = chosen.Sets
	}
}

// reason says why the rules of s choose the subset of h.
func (s *Service) reason(h Hop, r requester) Reason {
	own, has := s.InLane(h.Lane)
	switch {
	case h.Lane == Baseline && h.Subset == s.Baseline:
		return OnBaseline
	case has && h.Subset == own && h.Headers != nil && !r.inLane:
		return ByHeader
	case has && h.Subset == own, !has && h.Subset == s.Baseline && h.Lane == s.Baseline.Version:
		return InLane
	case h.Subset != s.Baseline:
		return Ambiguous
	case !has:
		return Fallback
	case !r.inLane:
		return Gap
	case h.Assumed, h.Allowed():
		return Undeclared
	}
	return Ambiguous
}
