package detect

import (
	"maps"
	"slices"

	"github.com/graylane/graylane/pkg/model"
)

// namespaces are those of the workloads of a model, by their labels.
type namespaces struct {
	model   *model.Model
	byLabel map[[2]string][]string
	found   map[string][]string // by the selector
}

func newNamespaces(m *model.Model) *namespaces {
	n := &namespaces{m, map[[2]string][]string{}, map[string][]string{}}
	all := map[string]bool{}
	for _, w := range m.Workloads() {
		all[w.Key().Namespace] = true
	}
	for _, namespace := range slices.Sorted(maps.Keys(all)) {
		labels, _ := m.NamespaceLabels(namespace)
		for key, value := range labels {
			n.byLabel[[2]string{key, value}] = append(n.byLabel[[2]string{key, value}], namespace)
		}
	}
	return n
}

// fewNamespaces is up to how many namespaces an entry is noted in each of them.
const fewNamespaces = 4

// few are the namespaces that a selector means, if they are few; nil where they are not, or where no value of a label tells them, so
// that each has to be asked.
func (n *namespaces) few(s *model.PodSelector) []string {
	id := selectorID(s)
	if known, ok := n.found[id]; ok {
		return known
	}
	among, told := n.among(s)
	meant := []string{}
	for _, namespace := range among {
		if told && selectsNamespace(n.model, s, namespace) {
			meant = append(meant, namespace)
		}
	}
	if !told || len(meant) > fewNamespaces {
		meant = nil
	}
	n.found[id] = meant
	return meant
}

// among are the fewest namespaces that have one of the values for which s asks; told is false where it asks for none.
func (n *namespaces) among(s *model.PodSelector) (fewest []string, told bool) {
	take := func(values ...[2]string) {
		var with []string
		for _, value := range values {
			with = append(with, n.byLabel[value]...)
		}
		if !told || len(with) < len(fewest) {
			fewest, told = with, true
		}
	}
	for key, value := range s.Labels {
		take([2]string{key, value})
	}
	for _, e := range s.Expressions {
		if e.Operator != "In" {
			continue
		}
		var values [][2]string
		for _, value := range e.Values {
			values = append(values, [2]string{e.Key, value})
		}
		take(values...)
	}
	return fewest, told
}

// selectsNamespace tells whether a selector means a namespace. One that the input does not have is known by its name alone.
func selectsNamespace(m *model.Model, s *model.PodSelector, namespace string) bool {
	labels, all := m.NamespaceLabels(namespace)
	unknown := func(r model.Requirement) bool { return r.Key != model.NameOfNamespace }
	if !all && slices.ContainsFunc(s.Expressions, unknown) {
		return false
	}
	return s.Selects(labels)
}
