package lane

import (
	"maps"
	"slices"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
)

// sources are those of the callers of s, by lane.
func (b *builder) sources(s *Service) map[string][]Source {
	if b.spec.Match == api.MatchLane {
		return b.laneSources(s)
	}
	return b.callerSources(s)
}

// rules are the rules of s: the baseline's callers, then a rule for each lane that s has and that anyone is
// in. A lane that s lacks needs none: the default serves it.
func (s *Service) rules(sources map[string][]Source) []Rule {
	var rules []Rule
	if from := sources[Baseline]; len(from) > 0 {
		rules = append(rules, Rule{Lane: Baseline, Sources: from, Subset: s.Baseline})
	}
	for _, subset := range s.Subsets {
		if from := sources[subset.Version]; subset != s.Baseline && len(from) > 0 {
			rules = append(rules, Rule{Lane: subset.Version, Sources: from, Subset: subset})
		}
	}
	return rules
}

// callerSources are the sources of the known callers of s, by lane, in the graph's order. Callers that were
// declared by labels are taken to exist in every lane that s has.
func (b *builder) callerSources(s *Service) map[string][]Source {
	sources := map[string][]Source{}
	for _, c := range b.graph.To(s.Service) {
		w := c.Caller.Workload
		if w == nil {
			for _, subset := range s.Subsets {
				if source, ok := b.declaredSource(c.Caller, subset.Version); ok && subset != s.Baseline {
					sources[subset.Version] = append(sources[subset.Version], source)
				}
			}
			continue
		}
		if lane, ok := b.plan.Lane(w); ok && (lane == Baseline || s.has(lane)) {
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

// declaredSource matches the callers of a version that were declared by labels; false when they are declared to have
// another one.
func (b *builder) declaredSource(c callgraph.Caller, version string) (Source, bool) {
	all := model.Labels{b.label: version}
	maps.Copy(all, c.Labels)
	return Source{Labels: all, Namespace: c.Namespace}, all[b.label] == version
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
		lane := subset.Version
		for _, w := range b.labelledAs(lane).outside {
			if source, ok := b.source(w, s.Service, "go to "+lane); ok {
				source.Namespace = w.Namespace
				sources[Baseline] = append(sources[Baseline], source)
			}
		}
		namespaces := b.labelledAs(lane).namespaces
		for _, c := range b.graph.To(s.Service) {
			if c.Caller.Workload == nil && !slices.Contains(namespaces, c.Caller.Namespace) {
				namespaces = append(slices.Clone(namespaces), c.Caller.Namespace)
			}
		}
		for _, namespace := range namespaces {
			sources[lane] = append(sources[lane], Source{Labels: model.Labels{b.label: lane}, Namespace: namespace})
		}
	}
	for lane := range sources {
		sources[lane] = distinct(sources[lane])
	}
	return sources
}

// labelled is the running workloads with one version value: the namespaces of those in the lane of that name,
// and those outside of it.
type labelled struct {
	namespaces []string
	outside    []*model.Workload
}

// labelledAs is who has a version value.
func (b *builder) labelledAs(value string) labelled {
	if b.byValue == nil {
		b.byValue = map[string]labelled{}
		for _, w := range b.model.Workloads() {
			if b.plan.member[w] == nil {
				continue
			}
			value := w.PodLabels[b.label]
			found := b.byValue[value]
			if lane, ok := b.plan.Lane(w); !ok || lane != value {
				found.outside = append(found.outside, w)
			} else if !slices.Contains(found.namespaces, w.Namespace) {
				found.namespaces = append(found.namespaces, w.Namespace)
			}
			b.byValue[value] = found
		}
	}
	return b.byValue[value]
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

func (s *Service) has(version string) bool {
	_, ok := s.Subset(version)
	return ok
}
