package model

import "slices"

// indexSelectors pairs Services and workloads.
func (m *Model) indexSelectors() {
	byLabel := newSelectors(m.services, selectorOf, namespaceOf)
	for _, w := range m.workloads {
		m.selecting[w] = byLabel.selecting(namespaceOf(&w.Object), w.PodLabels)
		for _, s := range m.selecting[w] {
			m.selected[s] = append(m.selected[s], w)
		}
	}
}

// selectors are objects by the label of their selector that fewest of them share, so that finding those of a workload takes
// as long as it has labels, and not as there are objects.
type selectors[T Any] struct {
	of      func(T) Labels
	within  func(*Object) string // what tells apart where a selector holds
	waiting map[selectedBy][]T
}

// selectedBy is a label, and where selectors that have it hold.
type selectedBy struct{ within, key, value string }

func newSelectors[T Any](objects []T, of func(T) Labels, within func(*Object) string) selectors[T] {
	x := selectors[T]{of, within, map[selectedBy][]T{}}
	common := map[selectedBy]int{}
	for _, o := range objects {
		for k, v := range of(o) {
			common[selectedBy{within(o.Meta()), k, v}]++
		}
	}
	for _, o := range objects {
		var rarest selectedBy
		selector := of(o)
		for _, k := range sortedKeys(selector) {
			label := selectedBy{within(o.Meta()), k, selector[k]}
			if rarest.key == "" || common[label] < common[rarest] {
				rarest = label
			}
		}
		if rarest.key != "" {
			x.waiting[rarest] = append(x.waiting[rarest], o)
		}
	}
	return x
}

// selecting are the objects that select the labels of pods, by namespace and name.
func (x selectors[T]) selecting(within string, labels Labels) []T {
	var found []T
	for key, value := range labels {
		for _, o := range x.waiting[selectedBy{within, key, value}] {
			if x.of(o).Selects(labels) {
				found = append(found, o)
			}
		}
	}
	slices.SortFunc(found, func(a, b T) int { return a.Meta().Key().Compare(b.Meta().Key()) })
	return found
}

// selectorOf is the selector of a Service that has pods.
func selectorOf(s *Service) Labels {
	if s.ExternalName != "" {
		return nil
	}
	return s.Selector
}

func namespaceOf(o *Object) string { return o.Key().Namespace }

// Elsewhere are, by workload, the Services that select the labels of its pods and are in another namespace, by namespace and name:
// of workloads that name no namespace, run, and are selected by none in the one that they are taken to be in.
func (m *Model) Elsewhere() map[*Workload][]*Service {
	anywhere := newSelectors(m.services, selectorOf, func(*Object) string { return "" })
	found := map[*Workload][]*Service{}
	for _, w := range m.workloads {
		if w.Namespace != "" || len(m.selecting[w]) > 0 || !m.Runs(w) {
			continue
		}
		if services := anywhere.selecting("", w.PodLabels); len(services) > 0 {
			found[w] = services
		}
	}
	return found
}

// Selected are the workloads whose pods s selects, in the order of Workloads.
func (m *Model) Selected(s *Service) []*Workload { return m.selected[s] }

// Selecting are the Services that select the pods of w, by namespace and name.
func (m *Model) Selecting(w *Workload) []*Service { return m.selecting[w] }
