package view

import (
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
)

// nothing is a sentence on why there is nothing to explain.
func (p *explainer) nothing() string {
	q := p.answer.Question
	sent := p.answer.Sent()
	switch {
	case len(p.Trace.Hops) == 0:
		return "No manifest shows a call. graylane explain --all tells where calls would land; spec.calls.add declares some."
	case q.From != nil && len(sent) == 0:
		return p.callers(q.From) + ": as far as the manifests show, nothing is called from there."
	case q.From != nil && q.Lanes != nil && !slices.ContainsFunc(q.Lanes, func(l string) bool { return slices.Contains(sent, l) }):
		return p.callers(q.From) + " sends no requests of the lane " + laneNames(q.Lanes) + ", but those of " + laneNames(sent) + "."
	}
	text := "No request"
	if q.Lanes != nil {
		text += " of the lane " + laneNames(q.Lanes)
	}
	if q.From != nil {
		text += " that begins at " + p.callers(q.From)
	}
	if q.To != nil {
		text += " comes to " + p.service(q.To)
	} else {
		text += " is made"
	}
	if q.Namespace != "" {
		text += ", where the namespace " + name(q.Namespace) + " is concerned"
	}
	return text + "."
}

// callers are the objects at which requests are asked to begin.
func (p *explainer) callers(refs []diag.Ref) string {
	var all []string
	for _, r := range refs {
		all = append(all, p.object(r))
	}
	return few(all)
}

func laneNames(lanes []string) string {
	var all []string
	for _, l := range lanes {
		all = append(all, name(lane.NameOf(l)))
	}
	return few(all)
}
