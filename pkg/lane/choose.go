package lane

import (
	"slices"

	"github.com/graylane/graylane/pkg/model"
)

// ruleIndex finds the sources that may match a pod without looking at all of them: by the one of its labels that the fewest
// sources of the Service share.
type ruleIndex map[pair][]ruleSource

// ruleSource is a source and the number of its rule.
type ruleSource struct {
	Source
	rule int
}

func indexRules(rules []Rule) ruleIndex {
	common := map[pair]int{}
	for _, rule := range rules {
		for _, from := range rule.Sources {
			for k, v := range from.Labels {
				common[pair{k, v}]++
			}
		}
	}
	index := ruleIndex{}
	for i, rule := range rules {
		for _, from := range rule.Sources {
			rarest := rarestLabel(from.Labels, common)
			index[rarest] = append(index[rarest], ruleSource{from, i})
		}
	}
	return index
}

// rarestLabel is the one of labels that is least common.
func rarestLabel(labels model.Labels, common map[pair]int) pair {
	var rarest pair
	least := 0
	for k, v := range labels {
		p := pair{k, v}
		n := common[p]
		if least == 0 || n < least || n == least && p.key < rarest.key {
			rarest, least = p, n
		}
	}
	return rarest
}

// choose is the rule of s for a requester: the first one that matches, else the default.
func (s *Service) choose(r requester) Rule {
	first := len(s.Rules)
	if r.header != "" {
		if i := slices.IndexFunc(s.Rules, func(rule Rule) bool { return slices.Contains(rule.Headers, r.header) }); i >= 0 {
			first = i
		}
	}
	for k, v := range r.labels {
		for _, from := range s.index[pair{k, v}] {
			inNamespace := from.Namespace == "" || model.SameNamespace(from.Namespace, r.namespace)
			if from.rule < first && inNamespace && from.Labels.Selects(r.labels) {
				first = from.rule
			}
		}
	}
	if first == len(s.Rules) {
		return Rule{Subset: s.Baseline}
	}
	return s.Rules[first]
}
