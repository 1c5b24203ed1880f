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
	if of := p.ofVersion[h.Callee]; of != nil && h.Subset.Name != "" && len(h.Versions) == 1 {
		return slices.Clip(of[h.Versions[0]])
	}
	var pods []*model.Workload
	for _, w := range p.model.Selected(h.Callee) {
		if h.Subset.Name == "" || slices.Contains(h.Versions, w.PodLabels[p.label]) {
			pods = append(pods, w)
		}
	}
	return pods
}

// manyPods is the number of workloads of a Service from which on they are looked up by version. Nearly all Services have fewer.
const manyPods = 16

// indexVersions notes the workloads of a Service by version, in the model's order, where they are many: each call of the Service
// asks for some of them.
func (p *Plan) indexVersions(s *model.Service) {
	selected := p.model.Selected(s)
	if len(selected) < manyPods {
		return
	}
	p.ofVersion[s] = map[string][]*model.Workload{}
	for _, w := range selected {
		version := w.PodLabels[p.label]
		p.ofVersion[s][version] = append(p.ofVersion[s][version], w)
	}
}

// mayLand are the workloads whose pods the requests of a hop may reach: all of the callee where others route it.
func (p *Plan) mayLand(h Hop) []*model.Workload {
	if h.Reason == RoutedByThem {
		return p.model.Selected(h.Callee)
	}
	return p.landing(h)
}
