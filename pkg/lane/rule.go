package lane

import (
	"maps"
	"slices"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// sources are those of the callers of s, by lane.
func (b *builder) sources(s *Service) map[string][]Source {
	if b.spec.Match == api.MatchLane {
		return b.laneSources(s)
	}
	return b.callerSources(s)
}

// rules are the rules of s: by the lane header, where there is one; then the baseline's callers, and a rule for each lane
// that s has and that anyone is in. A lane that s lacks needs none, but to set the header: the default serves it.
func (b *builder) rules(s *Service, sources map[string][]Source) []Rule {
	rules := b.headerRules(s)
	if from := sources[Baseline]; len(from) > 0 {
		rules = append(rules, Rule{Lane: Baseline, Sources: from, Subset: s.Baseline})
	}
	for _, subset := range s.Subsets {
		if from := sources[subset.Lane]; subset != s.Baseline && len(from) > 0 {
			rules = append(rules, Rule{Lane: subset.Lane, Sources: from, Subset: subset, Sets: b.sets(subset.Lane)})
		}
	}
	return append(rules, b.markingRules(s, sources)...)
}

// callerSources are the sources of the known callers of s, by lane, in the graph's order. Callers that were
// declared by labels are taken to exist in every lane that s has.
func (b *builder) callerSources(s *Service) map[string][]Source {
	sources := map[string][]Source{}
	for _, c := range b.graph.To(s.Service) {
		w := c.Caller.Workload
		if w == nil {
			for _, subset := range s.Subsets {
				if subset != s.Baseline {
					sources[subset.Lane] = append(sources[subset.Lane], b.declaredSources(c.Caller, subset)...)
				}
			}
			continue
		}
		if lane, ok := b.plan.Lane(w); ok && (lane == Baseline || s.has(lane) || b.withHeader()) {
			elsewhere := "stay on the baseline"
			if lane == Baseline {
				elsewhere = "" // they stay there anyway
			}
			if source, ok := b.source(w, s.Service, elsewhere); ok {
				sources[lane] = append(sources[lane], source)
			}
		}
	}
	for lane := range sources {
		sources[lane] = distinct(sources[lane])
	}
	return sources
}

// declaredSources match the callers in the lane of a subset that were declared by labels: with each version that the lane
// has; none when they are declared to have another one.
func (b *builder) declaredSources(c callgraph.Caller, subset Subset) []Source {
	var sources []Source
	for _, version := range b.plan.valuesOf(subset) {
		all := model.Labels{b.label: version}
		maps.Copy(all, c.Labels)
		if all[b.label] == version {
			sources = append(sources, Source{Labels: all, Namespace: c.Namespace})
		}
	}
	return sources
}

// valuesOf are the version values in the lane of a subset, in version order: at least its own.
func (p *Plan) valuesOf(subset Subset) []string {
	if values := p.values[subset.Lane]; len(values) > 0 {
		return values
	}
	return []string{subset.Version}
}

// laneSources are the sources for match: lane, by lane: the version label alone, in the namespaces that the
// lane's workloads and declared callers are in. Workloads that have a lane's label and are not in that lane come
// first, as the baseline's.
func (b *builder) laneSources(s *Service) map[string][]Source {
	sources := map[string][]Source{}
	for _, subset := range s.Subsets {
		if subset == s.Baseline {
			continue
		}
		for _, value := range b.plan.valuesOf(subset) {
			b.valueSources(s, subset.Lane, value, sources)
		}
	}
	for _, lane := range b.plan.Lanes {
		if b.withHeader() && !s.has(lane) {
			for _, value := range b.plan.values[lane] {
				b.valueSources(s, lane, value, sources)
			}
		}
	}
	for lane := range sources {
		sources[lane] = distinct(sources[lane])
	}
	return sources
}

// valueSources adds those for a version value of a lane: of the workloads that have it without being in the lane to the
// baseline's, of all others to the lane's.
func (b *builder) valueSources(s *Service, lane, value string, sources map[string][]Source) {
	labelled := b.labelledAs(value)
	for _, w := range labelled.outside {
		if source, ok := b.source(w, s.Service, "go to "+lane); ok {
			source.Namespace = w.Namespace
			sources[Baseline] = append(sources[Baseline], source)
		}
	}
	namespaces := labelled.namespaces
	for _, c := range b.graph.To(s.Service) {
		if c.Caller.Workload == nil && !slices.Contains(namespaces, c.Caller.Namespace) {
			namespaces = append(slices.Clone(namespaces), c.Caller.Namespace)
		}
	}
	for _, namespace := range namespaces {
		sources[lane] = append(sources[lane], Source{Labels: model.Labels{b.label: value}, Namespace: namespace})
	}
}

// labelled is the running workloads with one version value: the namespaces of those in a lane, and those outside of any.
type labelled struct {
	namespaces []string
	outside    []*model.Workload
	lanes      []string // in which they are, each once
}

// labelledAs is who has a version value.
func (b *builder) labelledAs(value string) labelled {
	if b.byValue == nil {
		b.byValue = map[string]labelled{}
		for _, w := range b.model.Workloads() {
			if b.plan.member[w] == nil {
				continue
			}
			found := b.byValue[w.PodLabels[b.label]]
			lane, ok := b.plan.Lane(w)
			if !ok || lane == Baseline {
				found.outside = append(found.outside, w)
			} else if !slices.Contains(found.namespaces, w.Namespace) {
				found.namespaces = append(found.namespaces, w.Namespace)
			}
			if ok && lane != Baseline && !slices.Contains(found.lanes, lane) {
				found.lanes = append(found.lanes, lane)
			}
			b.byValue[w.PodLabels[b.label]] = found
		}
	}
	return b.byValue[value]
}

// checkValues reports version values that are in two lanes, which match: lane cannot tell apart.
func (b *builder) checkValues(config diag.Ref) {
	if b.spec.Match != api.MatchLane {
		return
	}
	seen := map[string]bool{}
	for _, lane := range b.plan.Lanes {
		for _, value := range b.plan.values[lane] {
			if lanes := b.labelledAs(value).lanes; len(lanes) > 1 && !seen[value] {
				seen[value] = true
				b.report(diag.New(diag.ValueInTwoLanes, config, value, list(lanes)).In("spec.lanes"))
			}
		}
	}
}

// distinct is sources without repetition, in order.
func distinct(sources []Source) []Source {
	seen := map[string]bool{}
	return slices.DeleteFunc(sources, func(s Source) bool {
		id := s.Namespace + "/" + text(s.Labels)
		known := seen[id]
		seen[id] = true
		return known
	})
}

// has tells whether s has a version of a lane that is not the baseline.
func (s *Service) has(lane string) bool {
	_, ok := s.InLane(lane)
	return ok
}
