package lane

import (
	"slices"

	"github.com/graylane/graylane/pkg/model"
)

// ruleIndex finds the sources that may match a pod without looking at all of them: by the one of its labels that the fewest
// sources of the Service share.
type ruleIndex map[pair][]ruleSource

// ruleSource is a source, the number of its rule, and its own among the sources of that.
type ruleSource struct {
	Source
	rule, number int
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
		for j, from := range rule.Sources {
			rarest := rarestLabel(from.Labels, common)
			index[rarest] = append(index[rarest], ruleSource{from, i, j})
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

// choice is the rule of a Service that takes requests.
type choice struct {
	Rule
	number int     // among the rules of the Service; as many as there are for the default
	source *Source // the first one that matches; nil where a header does, and for the default
}

// choose is the rule of s for a requester: the first one that matches, else the default.
func (s *Service) choose(r requester) choice {
	first := choice{Rule: Rule{Subset: s.Baseline}, number: len(s.Rules)}
	if r.header != "" {
		if i := slices.IndexFunc(s.Rules, func(rule Rule) bool { return slices.Contains(rule.Headers, r.header) }); i >= 0 {
			first = choice{Rule: s.Rules[i], number: i}
		}
	}
	source := 0
	for k, v := range r.labels {
		for _, from := range s.index[pair{k, v}] {
			inNamespace := from.Namespace == "" || model.SameNamespace(from.Namespace, r.namespace)
			sooner := from.rule < first.number || from.rule == first.number && from.number < source
			if sooner && inNamespace && from.Labels.Selects(r.labels) {
				source = from.number
				first = choice{s.Rules[from.rule], from.rule, &s.Rules[from.rule].Sources[source]}
			}
		}
	}
	return first
}
