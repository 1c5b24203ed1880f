package lane

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// joinRules finds which subsets others define for s already. Istio merges the DestinationRules of one host and
// namespace, provided that exportTo is equal and none has a workloadSelector
// (istio pilot/pkg/model/destination_rule.go). One in a caller's namespace hides ours there, which is an error, unless it is
// exported elsewhere alone.
func (b *builder) joinRules(s *Service, e existing) bool {
	s.RuleName, s.Missing = "dr-"+s.Name, slices.Clone(s.Subsets)
	if d := e.taken[model.KeyOf(s.Namespace, s.RuleName)]; d != nil && !slices.Contains(e.rules[s.Service], d) {
		b.report(diag.New(diag.NameTaken, s.Ref, d.Ref.String()).At(s.Place))
		return false
	}
	for _, d := range e.rules[s.Service] {
		inService := model.SameNamespace(d.Namespace, s.Namespace)
		if !inService && (!s.calledFrom(d.Namespace) || !atHome(d)) {
			continue
		}
		if !inService || d.WorkloadSelector || !b.adopt(s, d) {
			b.report(diag.New(diag.DestinationRuleConflict, s.Ref, d.Ref.String()).At(s.Place))
			return false
		}
		if d.Name == s.RuleName {
			s.RuleName = b.freeName(s, e)
		}
	}
	if !b.wildcardsGiveWay(s, e) {
		return false
	}
	b.takePolicy(s, e)
	return true
}

// freeName is a name for the DestinationRule of s when someone else's has the one that it would have: one that no other
// has, and that no other Service's would have.
func (b *builder) freeName(s *Service, e existing) string {
	name := "dr-" + s.Name
	for {
		name += "-lanes"
		other := b.Model.Service(s.Namespace, strings.TrimPrefix(name, "dr-"))
		if e.taken[model.KeyOf(s.Namespace, name)] == nil && other == nil {
			return name
		}
	}
}

// wildcardsGiveWay looks at the DestinationRules whose wildcard host includes s. One in a caller's namespace hides ours
// there, which is an error.
func (b *builder) wildcardsGiveWay(s *Service, e existing) bool {
	for _, d := range e.wildcards.covering(b.host(s.Service)) {
		elsewhere := !model.SameNamespace(d.Namespace, s.Namespace) && d.Namespace != model.RootNamespace
		if elsewhere && atHome(d) && s.calledFrom(d.Namespace) {
			b.report(diag.New(diag.DestinationRuleConflict, s.Ref, d.Ref.String()).At(s.Place))
			return false
		}
	}
	return true
}

// hiding are the DestinationRules in namespaces without a known caller that hide the subsets of s there, although its
// routes are seen.
func (b *builder) hiding(s *Service, e existing) []*model.DestinationRule {
	var found []*model.DestinationRule
	for _, d := range slices.Concat(e.rules[s.Service], e.wildcards.covering(b.host(s.Service))) {
		switch {
		case !s.Routed || model.SameNamespace(d.Namespace, s.Namespace) || d.Namespace == model.RootNamespace:
		case !s.exportedTo(s.Visible, d.Namespace) || !atHome(d):
		case slices.ContainsFunc(s.Subsets, func(ours Subset) bool { return !s.defines(d, ours) }):
			found = append(found, d)
		}
	}
	return found
}

// atHome tells whether a DestinationRule is exported to its own namespace.
func atHome(d *model.DestinationRule) bool {
	own := model.KeyOf(d.Namespace, "").Namespace
	return len(d.ExportTo) == 0 || slices.ContainsFunc(d.ExportTo, func(ns string) bool { return ns == "." || ns == "*" || ns == own })
}

// defines tells whether someone else's DestinationRule has a subset of s, under its name and with its pods.
func (s *Service) defines(d *model.DestinationRule, ours Subset) bool {
	return slices.ContainsFunc(d.Subsets, func(theirs model.Subset) bool {
		return theirs.Name == ours.Name && s.samePods(theirs.Labels, ours)
	})
}

// samePods tells whether labels are those of a subset's pods, among the pods of s.
func (s *Service) samePods(labels model.Labels, ours Subset) bool {
	return maps.Equal(s.beyondSelector(labels), s.beyondSelector(model.Labels{s.label: ours.Version}))
}

// reportHiding says which DestinationRules hide subsets, each once.
func (b *builder) reportHiding() {
	hidden := map[*model.DestinationRule][]string{}
	for _, s := range b.plan.Services {
		for _, d := range s.hiddenBy {
			hidden[d] = append(hidden[d], s.Ref.String())
		}
	}
	for _, d := range b.model.DestinationRules() {
		if services := hidden[d]; len(services) > 0 {
			b.report(diag.New(diag.SubsetsHidden, d.Ref, some(services)).At(d.Place))
		}
	}
}

// some is the first values of many for a message.
func some(values []string) string {
	const most = 5
	if more := len(values) - most; more > 1 {
		return list(values[:most]) + fmt.Sprintf(" and %d more", more)
	}
	return list(values)
}

// calledFrom tells whether a known caller of s, or a gateway of its entries, is in a namespace.
func (s *Service) calledFrom(namespace string) bool {
	return slices.ContainsFunc(slices.Concat(s.Callers, s.gateways), func(ns string) bool { return model.SameNamespace(ns, namespace) })
}

// sees tells whether an exportTo covers the Service's own namespace and those of all its known callers and gateways.
func (s *Service) sees(exportTo []string) bool {
	if len(exportTo) == 0 || slices.Contains(exportTo, "*") {
		return true
	}
	for _, ns := range slices.Concat([]string{s.Namespace}, s.Callers, s.gateways) {
		own := model.SameNamespace(ns, s.Namespace) && slices.Contains(exportTo, ".")
		if !own && (ns == "" || !slices.Contains(exportTo, ns)) {
			return false
		}
	}
	return true
}

// adopt takes over the subsets of d: those with a version's labels serve as that version's. False when d
// gives one of our names to other pods, is exported otherwise than another one, or not to all callers.
func (b *builder) adopt(s *Service, d *model.DestinationRule) bool {
	exportTo := slices.Sorted(slices.Values(d.ExportTo))
	if s.joins && !slices.Equal(s.ExportTo, exportTo) || !s.sees(exportTo) {
		return false
	}
	s.joins, s.ExportTo = true, exportTo
	for i, ours := range s.Subsets {
		for _, theirs := range d.Subsets {
			same := s.samePods(theirs.Labels, ours)
			if theirs.Name == ours.Name && !same {
				return false
			}
			if same {
				s.rename(i, theirs.Name)
				break
			}
		}
	}
	return true
}

// beyondSelector are labels without those that every pod of s has, since s selects on them.
func (s *Service) beyondSelector(labels model.Labels) model.Labels {
	rest := model.Labels{}
	for k, v := range labels {
		if value, selected := s.Selector[k]; !selected || value != v {
			rest[k] = v
		}
	}
	return rest
}

// rename calls the i-th subset by the name that someone else's DestinationRule gives it.
func (s *Service) rename(i int, name string) {
	old := s.Subsets[i]
	s.Subsets[i].Name = name
	if s.Baseline == old {
		s.Baseline = s.Subsets[i]
	}
	s.Missing = slices.DeleteFunc(s.Missing, func(m Subset) bool { return m.Version == old.Version })
}
