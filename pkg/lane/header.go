package lane

import (
	"slices"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// OnlyHeader tells whether r is about the lane header alone, so that it says nothing where there are no headers: it matches
// one, or leaves the subset as the default has it.
func (r Rule) OnlyHeader() bool {
	return len(r.Headers) > 0 || r.Lane != Baseline && r.Subset.Lane == Baseline
}

// RulesFor are the rules of a layer: connections that are not HTTP have no headers.
func (s *Service) RulesFor(layer model.Layer) []Rule {
	if layer == model.HTTP {
		return s.Rules
	}
	var rules []Rule
	for _, r := range s.Rules {
		if !r.OnlyHeader() {
			r.Sets = ""
			rules = append(rules, r)
		}
	}
	return rules
}

// withHeader tells whether requests carry their lane in a header too.
func (b *builder) withHeader() bool { return b.spec.Header.Name != "" }

// sets is the value that the rule for the callers in a lane gives to the lane header.
func (b *builder) sets(lane string) string {
	if !b.withHeader() {
		return ""
	}
	return lane
}

// headerRules send requests by their lane header, before any label is looked at: to the lane's version; those of all lanes
// that s lacks to the baseline, the header as it is, since the labels of a baseline pod that passes it on would lose it.
func (b *builder) headerRules(s *Service) []Rule {
	if !b.withHeader() {
		return nil
	}
	var rules []Rule
	for _, subset := range s.Subsets {
		if subset != s.Baseline {
			rules = append(rules, Rule{Lane: subset.Lane, Headers: []string{subset.Lane}, Subset: subset})
		}
	}
	lacked := slices.DeleteFunc(slices.Clone(b.plan.Lanes), s.has)
	if len(lacked) > 0 {
		rules = append(rules, Rule{Lane: Baseline, Headers: lacked, Subset: s.Baseline})
	}
	return rules
}

// markingRules leave the callers in lanes that s lacks on the baseline, and mark their requests with the lane.
func (b *builder) markingRules(s *Service, sources map[string][]Source) []Rule {
	if !b.withHeader() {
		return nil
	}
	var rules []Rule
	for _, lane := range b.plan.Lanes {
		if from := sources[lane]; len(from) > 0 && !s.has(lane) {
			rules = append(rules, Rule{Lane: lane, Sources: from, Subset: s.Baseline, Sets: lane})
		}
	}
	return rules
}

// marking is the plan for a Service of one version whose callers are in lanes: routes without subsets, which mark requests
// with the lane; and for one whose entry delegates to its routes. Nil where none are needed, or none can be.
func (b *builder) marking(s *model.Service, routing existing) *Service {
	delegated := b.delegated(s)
	if !b.withHeader() && !delegated || !steerable(s) || !slices.ContainsFunc(s.Ports, carriesHeaders) {
		return nil
	}
	planned := &Service{Service: s, label: b.label, Routed: true, Template: b.templated[s]}
	for _, version := range b.plan.versions[s] {
		planned.Baseline.Version = version
	}
	planned.Callers = callerNamespaces(b.graph.To(s))
	planned.gateways, planned.delegated = b.gatewayNamespaces(s), delegated
	sources := b.sources(planned)
	b.addCallers(planned, sources)
	if b.spec.Match == api.MatchCaller {
		delete(sources, Baseline) // the default is the same
	}
	if len(b.markingRules(planned, sources)) == 0 && !delegated {
		return nil
	}
	if (planned.Template != nil || delegated) && !b.giveWay(planned, routing) { // no root can do without its delegate
		return nil
	}
	if planned.Template != nil && !b.weave(planned) {
		return nil
	}
	if other := routing.onItsWay(planned); other != nil {
		b.report(diag.New(diag.HeaderNotSet, s.Ref, other.String()).At(s.Place))
		return nil
	}
	planned.Visible = b.visible(planned)
	planned.Rules = b.rules(planned, sources)
	planned.index = indexRules(planned.Rules)
	return planned
}

// delegated tells whether an entry of s delegates to its routes.
func (b *builder) delegated(s *model.Service) bool {
	return slices.ContainsFunc(b.entriesOf[s], func(i int) bool { return b.spec.Entries[i].Delegate })
}

// onItsWay is what keeps routes of s from being generated: routing of someone else, or its name; nil for nothing.
func (e existing) onItsWay(s *Service) *diag.Ref {
	name, taken := e.names[model.KeyOf(s.Namespace, "vs-"+s.Name)]
	switch {
	case e.owners[s.Service] != nil:
		return &e.owners[s.Service].Ref
	case e.onMesh[s.Service] != nil:
		return &e.onMesh[s.Service].Ref
	case taken:
		return &name
	}
	return nil
}

// carriesHeaders tells whether requests to a port may carry headers that Istio reads.
func carriesHeaders(p model.Port) bool {
	layer := p.Protocol().Layer()
	return layer == model.HTTP || layer == model.Sniffed
}
