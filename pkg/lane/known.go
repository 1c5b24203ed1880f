package lane

import "github.com/graylane/graylane/pkg/model"

// CallerLabels are the labels by which the pods of a workload's application are known as callers, without the version: what its
// Service selects on, else what names it. Nil for a workload that does not run.
func (p *Plan) CallerLabels(w *model.Workload) model.Labels {
	a := p.member[w]
	if a == nil {
		return nil
	}
	return without(a.labels, p.label)
}

// Unnamed is where callers of s land that no rule names, and why: the versions as of a [Hop], and OnBaseline where rules send
// them to the baseline.
func (p *Plan) Unnamed(s *model.Service) ([]string, Reason) {
	planned := p.planned[s]
	switch {
	case planned == nil:
		reason := p.unplanned(s)
		return p.spread(s, reason), reason
	case planned.Routed:
		return []string{planned.Baseline.Version}, OnBaseline
	case planned.Template != nil:
		return nil, RoutedByThem
	}
	return p.versions[s], Uncalled
}
