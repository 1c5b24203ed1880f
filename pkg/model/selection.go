package model

import "slices"

// indexSelectors pairs Services and workloads. Each Service waits at the pair of its selector that
// fewest Services share, so the work grows with the number of labels, not with Services times workloads.
func (m *Model) indexSelectors() {
	type pair struct{ namespace, key, value string }
	common := map[pair]int{}
	for _, s := range m.services {
		for k, v := range s.Selector {
			common[pair{s.Key().Namespace, k, v}]++
		}
	}
	waiting := map[pair][]*Service{}
	for _, s := range m.services {
		var rarest pair
		for _, k := range sortedKeys(s.Selector) {
			p := pair{s.Key().Namespace, k, s.Selector[k]}
			if rarest.key == "" || common[p] < common[rarest] {
				rarest = p
			}
		}
		if rarest.key != "" && s.ExternalName == "" {
			waiting[rarest] = append(waiting[rarest], s)
		}
	}
	for _, w := range m.workloads {
		for _, key := range sortedKeys(w.PodLabels) {
			for _, s := range waiting[pair{w.Key().Namespace, key, w.PodLabels[key]}] {
				if s.Selector.Selects(w.PodLabels) {
					m.selected[s] = append(m.selected[s], w)
					m.selecting[w] = append(m.selecting[w], s)
				}
			}
		}
		slices.SortFunc(m.selecting[w], func(a, b *Service) int { return a.Key().Compare(b.Key()) })
	}
}

// Selected are the workloads whose pods s selects, in the order of Workloads.
func (m *Model) Selected(s *Service) []*Workload { return m.selected[s] }

// Selecting are the Services that select the pods of w, by namespace and name.
func (m *Model) Selecting(w *Workload) []*Service { return m.selecting[w] }
