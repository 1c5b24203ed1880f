package lane

import (
	"maps"

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
	// Subset is the one that the rules choose, by its name at least; empty when they choose none.
	Subset Subset
	// Versions are those of the pods where the requests land, in version order; nil when that is not graylane's to say.
	Versions []string
	Reason   Reason
	// Weak tells that the evidence of the call is weak.
	Weak bool
	// Assumed marks a call that nothing shows.
	Assumed bool
}

// Reason is why requests land where they do.
type Reason string

// The reasons. With the first six, rules of graylane choose the subset.
const (
	InLane     Reason = "lane"       // the caller is in the lane, and the callee has its version
	OnBaseline Reason = "baseline"   // the request is the baseline's
	Fallback   Reason = "fallback"   // the callee has no version of the lane, so its baseline serves it
	Gap        Reason = "gap"        // the caller serves several lanes, so the lane ends at it: the callee's baseline is reached
	Undeclared Reason = "undeclared" // nothing shows the call, so no rule names the caller: the callee's baseline is reached
	Ambiguous  Reason = "ambiguous"  // the caller's labels are those of callers in another lane

	OneVersion   Reason = "one-version"   // there is nothing to choose
	Entry        Reason = "entry"         // a gateway or an ingress sends it there
	Uncalled     Reason = "uncalled"      // nothing is known to call the Service, so there are no rules
	Ignored      Reason = "ignored"       // the Service is marked with graylane.dev/ignore
	IsHeadless   Reason = "headless"      // the client chooses among the pods
	External     Reason = "external-name" // the Service is an alias
	NotRoutable  Reason = "not-routable"  // the port carries no TCP
	NoSidecar    Reason = "no-sidecar"    // the caller's pods have none, so no rule applies to them
	NotExported  Reason = "not-exported"  // the rules are not visible in the caller's namespace
	NotImported  Reason = "not-imported"  // a Sidecar of Istio keeps the Service from the caller
	Hidden       Reason = "hidden"        // a DestinationRule in the caller's namespace hides the subset, so the call fails
	RoutedByThem Reason = "theirs"        // others route the Service
	InContext    Reason = "context"       // the Service is of the context, where nothing is generated
	Refused      Reason = "refused"       // an error diagnostic says why nothing is generated
)

// Hops are where calls land, in the order of calls; each for every lane that its caller carries, the baseline first, and
// every port that it may mean. A workload without pods calls nothing.
func (p *Plan) Hops(calls []*callgraph.Call) []Hop {
	var hops []Hop
	for _, c := range calls {
		if w := c.Caller.Workload; w != nil && p.member[w] == nil {
			continue
		}
		r := p.requester(c)
		for _, lane := range p.carried(c) {
			for _, port := range portsOf(c) {
				hops = append(hops, p.hop(c, r, lane, port))
			}
		}
	}
	return hops
}

// requester is what rules know of the pods that send requests.
type requester struct {
	labels    model.Labels
	namespace string
	workload  *model.Workload // nil for declared pods
	inLane    bool            // whether all its requests are those of one lane
}

func (p *Plan) requester(c *callgraph.Call) requester {
	if w := c.Caller.Workload; w != nil {
		_, ok := p.Lane(w)
		return requester{w.PodLabels, w.Namespace, w, ok}
	}
	return requester{c.Caller.Labels, c.Caller.Namespace, nil, true}
}

// carried are the lanes whose requests the caller sends on: the one it is in; else those it receives; else the
// baseline. Declared pods exist in every lane that the callee has, unless their labels name a version.
func (p *Plan) carried(c *callgraph.Call) []string {
	if w := c.Caller.Workload; w != nil {
		if lane, ok := p.Lane(w); ok {
			return []string{lane}
		}
		return p.received(w)
	}
	lanes := []string{Baseline}
	s, declared := p.planned[c.Callee], c.Caller.Labels[p.label]
	switch {
	case s == nil || declared != "" && !s.has(declared):
		return lanes
	case declared != "":
		return []string{s.laneOf(declared)}
	}
	for _, subset := range s.Subsets {
		if subset != s.Baseline {
			lanes = append(lanes, subset.Version)
		}
	}
	return lanes
}

// laneOf is the lane of a version of s.
func (s *Service) laneOf(version string) string {
	if version == s.Baseline.Version {
		return Baseline
	}
	return version
}

// received are the lanes that reach a workload in no lane, the baseline first; the baseline where none does.
func (p *Plan) received(w *model.Workload) []string {
	var lanes []string
	if a := p.member[w]; a == nil || a.versioned() || a.receives[Baseline] || len(a.receives) == 0 {
		lanes = append(lanes, Baseline)
	}
	return append(lanes, p.Receives(w)...)
}

// portsOf are the ports that a call may mean: its own; all of the Service where that is not known; 0 where it has none.
func portsOf(c *callgraph.Call) []int {
	if c.Port != 0 || len(c.Callee.Ports) == 0 {
		return []int{c.Port}
	}
	var ports []int
	for _, port := range c.Callee.Ports {
		ports = append(ports, port.Number)
	}
	return ports
}

func (p *Plan) hop(c *callgraph.Call, r requester, lane string, port int) Hop {
	h := Hop{
		Lane: lane, Caller: diag.Ref{Namespace: c.Caller.Namespace}, Labels: c.Caller.Labels,
		Callee: c.Callee, Port: port, Weak: len(c.Evidence) > 0 && c.Weak(), Assumed: len(c.Evidence) == 0,
	}
	if r.workload != nil {
		h.Caller = r.workload.Ref
	} else if lane != Baseline {
		r.labels = maps.Clone(r.labels)
		r.labels[p.label] = lane
	}
	if h.Reason = p.unsteered(r, c.Callee, port); h.Reason != "" {
		h.Versions = p.spread(c.Callee, h.Reason)
		return h
	}
	s := p.planned[c.Callee]
	h.Subset = s.choose(r)
	if s.hiddenFrom(r.namespace, h.Subset) {
		h.Reason = Hidden
		return h
	}
	h.Versions, h.Reason = []string{h.Subset.Version}, s.reason(h, r)
	return h
}

// choose is the subset that the rules of s choose for a requester: that of the first rule that names it, else the
// baseline.
func (s *Service) choose(r requester) Subset {
	for _, rule := range s.Rules {
		for _, from := range rule.Sources {
			inNamespace := from.Namespace == "" || model.SameNamespace(from.Namespace, r.namespace)
			if inNamespace && from.Labels.Selects(r.labels) {
				return rule.Subset
			}
		}
	}
	return s.Baseline
}

// reason says why the rules of s choose the subset of h.
func (s *Service) reason(h Hop, r requester) Reason {
	own, has := s.Subset(h.Lane)
	switch {
	case h.Lane == Baseline && h.Subset == s.Baseline:
		return OnBaseline
	case has && h.Subset == own:
		return InLane
	case h.Subset != s.Baseline:
		return Ambiguous
	case !has:
		return Fallback
	case !r.inLane:
		return Gap
	case h.Assumed:
		return Undeclared
	}
	return Ambiguous
}
