package lane

import (
	"slices"

	"github.com/graylane/graylane/pkg/model"
)

// landing are the workloads whose pods the requests of a hop reach; none where that is not graylane's to say.
func (p *Plan) landing(h Hop) []*model.Workload {
	switch h.Reason {
	case External, RoutedByThem, InContext, Hidden, NoSubset, Refused:
		return nil
	}
	var pods []*model.Workload
	for _, w := range p.model.Selected(h.Callee) {
		if h.Subset.Name == "" || slices.Contains(h.Versions, w.PodLabels[p.label]) {
			pods = append(pods, w)
		}
	}
	return pods
}

// mayLand are the workloads whose pods the requests of a hop may reach: all of the callee where others route it.
func (p *Plan) mayLand(h Hop) []*model.Workload {
	if h.Reason == RoutedByThem {
		return p.model.Selected(h.Callee)
	}
	return p.landing(h)
}
