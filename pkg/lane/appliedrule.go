package lane

import (
	"fmt"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// AppliedRule is the rule that decides where the requests of a hop go.
type AppliedRule struct {
	// Object is what has the rule: a VirtualService, generated or not, an ingress, a route of the Gateway API.
	Object diag.Ref
	// Field is the path of the rule in the object; empty where the object is made of a template, whose routes stand in it several
	// times. Of a port whose protocol Istio detects, it is that of the rule for HTTP.
	Field string
	// Source is what the rule matches of the caller; nil where it matches a header, and for the default.
	Source *Source
	// Headers are what it matches of the requests, by name.
	Headers []Header
	// Requests are the alternatives that the rule of someone else asks of requests, as they stand there.
	Requests []model.Tree
	// Default tells that it takes what no rule before it has taken.
	Default bool
	// Template is that of the object; empty for none.
	Template string
	// More is how many more rules for the same caller send requests to the same place.
	More int
}

// virtualService is the kind of the objects that have generated rules.
const virtualService = "VirtualService"

// decision is what decides where the requests of a hop go, as far as it is found on the way: a rule of a Service's plan, or one of
// an entry. Nothing of it is set where no rule does.
type decision struct {
	by     *Service
	number int
	source *Source
	entry  *AppliedRule
}

// Rule is the rule that decides where the requests of a hop go; nil where none does that graylane knows of.
func (t *Trace) Rule(h Hop) *AppliedRule {
	if h.decided.by == nil {
		return h.decided.entry
	}
	return t.plan.applied(h)
}

// applied is the rule of a Service's plan that takes the requests of h; nil where there is none for connections of their protocol.
func (p *Plan) applied(h Hop) *AppliedRule {
	s, number := h.decided.by, h.decided.number
	declared, _ := s.Port(h.Port)
	layer := declared.Protocol().Layer()
	if layer == model.Sniffed {
		layer = model.HTTP
	}
	if s.MarksOnly() && layer != model.HTTP {
		return nil
	}
	rule := &AppliedRule{Object: s.routing(), Source: h.decided.source}
	if layer != model.HTTP && number < len(s.Rules) && s.Rules[number].OnlyHeader() {
		number, rule.Source = len(s.Rules), nil
	}
	rule.Default = number == len(s.Rules)
	if !rule.Default && len(s.Rules[number].Headers) > 0 {
		rule.Headers = []Header{p.laneHeader(h.Lane)}
	}
	if s.Template != nil {
		rule.Template = s.Template.Name
		return rule
	}
	rule.Field = fmt.Sprintf("spec.%s[%d]", listOf(layer), p.position(s, number, h.Port, layer))
	return rule
}

// listOf is the field of a VirtualService that has the rules of a layer.
func listOf(layer model.Layer) string {
	switch layer {
	case model.TCP:
		return "tcp"
	case model.TLS:
		return "tls"
	}
	return "http"
}

// position is the place of a rule of s for a port among those of a layer, as they are emitted: the rules of an entry that delegates
// to them come first; then those of each port, in their order, with the default at their end.
func (p *Plan) position(s *Service, number, port int, layer model.Layer) int {
	at := 0
	if e := p.Delegate(s.Service); e != nil && layer == model.HTTP {
		at = len(e.Rules)
	}
	for _, other := range s.Ports {
		own := other.Protocol().Layer()
		if own != layer && (own != model.Sniffed || layer == model.TLS) {
			continue
		}
		if other.Number == port {
			break
		}
		at += len(s.RulesFor(layer)) + 1
	}
	if layer == model.HTTP {
		return at + number
	}
	for _, r := range s.Rules[:number] {
		if !r.OnlyHeader() {
			at++
		}
	}
	return at
}
