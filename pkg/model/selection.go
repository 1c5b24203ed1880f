package model

import "slices"

// indexSelectors pairs Services and workloads.
func (m *Model) indexSelectors() {
	byLabel := newSelectors(m.services, func(o *Object) string { return o.Key().Namespace })
	for _, w := range m.workloads {
		m.selecting[w] = byLabel.selecting(w)
		for _, s := range m.selecting[w] {
			m.selected[s] = append(m.selected[s], w)
		}
	}
}

// selectors are Services by the label of their selector that fewest of them share, so that finding those of a workload takes
// as long as it has labels, and not as there are Services.
type selectors struct {
	within  func(*Object) string // what tells apart where a selector holds
	waiting map[selectedBy][]*Service
}

// selectedBy is a label, and where selectors that have it hold.
type selectedBy struct{ within, key, value string }

func newSelectors(services []*Service, within func(*Object) string) selectors {
	x := selectors{within, map[selectedBy][]*Service{}}
	common := map[selectedBy]int{}
	for _, s := range services {
		for k, v := range s.Selector {
			common[selectedBy{within(&s.Object), k, v}]++
		}
	}
	for _, s := range services {
		var rarest selectedBy
		for _, k := range sortedKeys(s.Selector) {
			label := selectedBy{within(&s.Object), k, s.Selector[k]}
			if rarest.key == "" || common[label] < common[rarest] {
				rarest = label
			}
		}
		if rarest.key != "" && s.ExternalName == "" {
			x.waiting[rarest] = append(x.waiting[rarest], s)
		}
	}
	return x
}

// selecting are the Services that select the pods of w, by namespace and name.
func (x selectors) selecting(w *Workload) []*Service {
	var found []*Service
	for key, value := range w.PodLabels {
		for _, s := range x.waiting[selectedBy{x.within(&w.Object), key, value}] {
			if s.Selector.Selects(w.PodLabels) {
				found = append(found, s)
			}
		}
	}
	slices.SortFunc(found, func(a, b *Service) int { return a.Key().Compare(b.Key()) })
	return found
}

// Elsewhere are, by workload, the Services that select the labels of its pods and are in another namespace, by namespace and name:
// of workloads that name no namespace, run, and are selected by none in the one that they are taken to be in.
func (m *Model) Elsewhere() map[*Workload][]*Service {
	anywhere := newSelectors(m.services, func(*Object) string { return "" })
	found := map[*Workload][]*Service{}
	for _, w := range m.workloads {
		if w.Namespace != "" || len(m.selecting[w]) > 0 || !m.Runs(w) {
			continue
		}
		if services := anywhere.selecting(w); len(services) > 0 {
			found[w] = services
		}
	}
	return found
}

// Selected are the workloads whose pods s selects, in the order of Workloads.
func (m *Model) Selected(s *Service) []*Workload { return m.selected[s] }

// Selecting are the Services that select the pods of w, by namespace and name.
func (m *Model) Selecting(w *Workload) []*Service { return m.selecting[w] }
