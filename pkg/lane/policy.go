package lane

import (
	"cmp"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// takePolicy takes over the trafficPolicy of the DestinationRule that Istio has applied to s until ours takes its place.
// It must be plain which one that is, and that it holds for all callers: else every one that may have held is reported.
// Beside someone else's DestinationRule for the host in the Service's namespace nothing changes, since Istio merges ours
// with it.
func (b *builder) takePolicy(s *Service, e existing) {
	replaced := b.replaced(s, e)
	applied := first(replaced)
	setting := slices.DeleteFunc(slices.Clone(applied), func(d *model.DestinationRule) bool { return d.TrafficPolicy == nil })
	private := func(d *model.DestinationRule) bool { return !d.Public() }
	if len(setting) > 1 || slices.ContainsFunc(applied, private) {
		for _, d := range replaced {
			b.reportLost(s, d, d.TrafficPolicy != nil)
		}
		return
	}
	for _, d := range setting {
		s.Policy = d.TrafficPolicy
		b.replace(s, d, "")
	}
	for _, d := range applied {
		b.reportLost(s, d, false)
	}
}

// replaced are the DestinationRules that hold for s until ours does, those that Istio prefers first: it looks in the
// Service's namespace and then in the root namespace, and takes the longest host of the first that has any
// (istio pilot/pkg/model/push_context.go, destinationRule; those of callers' namespaces are another matter, see
// wildcardsGiveWay).
func (b *builder) replaced(s *Service, e existing) []*model.DestinationRule {
	inService := func(d *model.DestinationRule) bool { return model.SameNamespace(d.Namespace, s.Namespace) }
	if slices.ContainsFunc(e.rules[s.Service], inService) {
		return nil
	}
	var found []*model.DestinationRule
	for _, d := range slices.Concat(e.rules[s.Service], e.wildcards.covering(b.host(s.Service))) { // no wildcard is longer than a name that it covers
		if inService(d) || d.Namespace == model.RootNamespace {
			found = append(found, d)
		}
	}
	slices.SortStableFunc(found, func(x, y *model.DestinationRule) int {
		return cmp.Or(before(inService(x), inService(y)), len(y.Host)-len(x.Host))
	})
	return found
}

// before orders what x holds for, and not y, first.
func before(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return -1
	}
	return 1
}

// first are the DestinationRules that Istio merges into the one that it applies: those with the host and the namespace of
// the first.
func first(rules []*model.DestinationRule) []*model.DestinationRule {
	for i, d := range rules {
		if d.Host != rules[0].Host || !model.SameNamespace(d.Namespace, rules[0].Namespace) {
			return rules[:i]
		}
	}
	return rules
}

// reportLost notes what a DestinationRule no longer sets for s: its trafficPolicy, if that is lost, and subsets that ours
// do not have.
func (b *builder) reportLost(s *Service, d *model.DestinationRule, policy bool) {
	var lost []string
	if policy {
		lost = append(lost, "trafficPolicy")
	}
	if slices.ContainsFunc(d.Subsets, func(theirs model.Subset) bool { return theirs.TrafficPolicy != nil || !s.hasSubset(theirs) }) {
		lost = append(lost, "subsets")
	}
	if len(lost) > 0 {
		b.replace(s, d, strings.Join(lost, " and "))
	}
}

// replacement is a DestinationRule that generated ones take the place of, and what of it is lost; nothing where its
// trafficPolicy, all that it has, is taken over.
type replacement struct {
	*model.DestinationRule
	lost string
}

func (b *builder) replace(s *Service, d *model.DestinationRule, lost string) {
	key := replacement{d, lost}
	if b.replacedFor[key] == nil {
		b.replacements = append(b.replacements, key)
	}
	b.replacedFor[key] = append(b.replacedFor[key], s.Ref.String())
}

// reportReplaced says which DestinationRules generated ones take the place of, each once for all Services that lose the same.
func (b *builder) reportReplaced() {
	for _, r := range b.replacements {
		services := some(b.replacedFor[r])
		if r.lost == "" {
			b.report(diag.New(diag.PolicyTakenOver, r.Ref, r.Host, services).At(r.Place))
			continue
		}
		b.report(diag.New(diag.RuleHidden, r.Ref, r.Host, services, r.lost).At(r.Place))
	}
}

// hasSubset tells whether s has a subset of someone else's, under its name and with its pods.
func (s *Service) hasSubset(theirs model.Subset) bool {
	return slices.ContainsFunc(s.Subsets, func(ours Subset) bool {
		return ours.Name == theirs.Name && s.samePods(theirs.Labels, ours)
	})
}
