package view

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/scope"
)

// trailPrinter renders the trail of a lane.
type trailPrinter struct {
	*explainer
	lane  string
	lines table
	told  map[*lane.Loss]bool // the gaps whose consequences stand there
	shown map[diag.Ref]bool   // the callers whose calls stand there
}

// trail is the trees of one lane: a line for each call, below it those that follow.
func (p *explainer) trail(t lane.Trail) string {
	tp := &trailPrinter{explainer: p, lane: t.Lane, told: map[*lane.Loss]bool{}, shown: map[diag.Ref]bool{}}
	tp.lines.add("LANE "+p.laneText(t.Lane), "LANDS ON", "REASON", "RULE", "SEEN IN")
	for _, s := range t.Starts {
		tp.start(s)
	}
	if len(t.Rest) > 0 {
		tp.lines.say(p.Paint.Faint("No known way leads to these:"))
	}
	for _, s := range t.Rest {
		tp.start(s)
	}
	tp.unreached(t.Unreached)
	tp.folded(t.Aside)
	return tp.lines.text(p.Paint)
}

// laneText is the name of a lane in its colour.
func (p *explainer) laneText(l string) string {
	text := name(lane.NameOf(l))
	if i := slices.Index(p.Plan.Lanes, l); i >= 0 {
		return p.Paint.Lane(i, text)
	}
	return text
}

// start is a caller with its calls below.
func (p *trailPrinter) start(s *lane.Stop) {
	note := ""
	switch {
	case s.Continued:
		note = "continued"
	case s.Exposed != nil:
		note = name(s.Exposed.Type) + " " + p.service(s.Exposed)
	}
	p.line(noted(p.caller(s.Caller, s), note))
	p.legs(s, "")
}

// line is one without a call.
func (p *trailPrinter) line(text string) { p.lines = append(p.lines, []string{text, "", "", "", ""}) }

// caller names who stands at a stop.
func (p *trailPrinter) caller(ref diag.Ref, s *lane.Stop) string {
	if ref.Name == "" {
		return p.pods(ref.Namespace, s.Labels)
	}
	return p.object(ref)
}

// legs are lines for calls, each with those that follow below it.
func (p *trailPrinter) legs(s *lane.Stop, indent string) {
	p.shown[s.Caller] = true
	for i, l := range s.Legs {
		joint, margin := joints(i, len(s.Legs))
		p.leg(l, p.Paint.Faint(indent+joint), indent+margin)
	}
}

func (p *trailPrinter) leg(l *lane.Leg, joint, margin string) {
	to := p.service(l.Callee)
	if l.Port != 0 {
		to += ":" + strconv.Itoa(l.Port)
	}
	if l.Hop.Lane != p.lane {
		to = noted(to, p.laneText(l.Hop.Lane))
	}
	if cut := p.cut(l); cut != "" {
		to += " " + p.Paint.Faint(cut)
	}
	reason := p.reason(*l.Hop)
	if l.Reason == lane.Gap {
		reason = p.Paint.Gap(reason)
	}
	p.lines = append(p.lines, []string{joint + to, p.landing(*l.Hop), reason, p.Paint.Faint(p.rule(*l.Hop)), p.Paint.Faint(p.evidenceOf(*l.Hop))})
	p.losses(*l.Hop, margin)
	p.stops(l, margin)
}

// stops are the callers behind a leg: where there are several, each has a line of its own.
func (p *trailPrinter) stops(l *lane.Leg, indent string) {
	var calling []*lane.Stop
	for _, s := range l.Stops {
		if s.Cut == lane.Whole {
			calling = append(calling, s)
		}
	}
	if len(l.Stops) == 1 && len(calling) == 1 {
		p.legs(calling[0], indent)
		return
	}
	if len(calling) == 0 {
		return
	}
	for i, s := range l.Stops {
		joint, margin := joints(i, len(l.Stops))
		text := p.Paint.Faint(indent+joint) + p.object(s.Caller)
		if why := p.cutText(s); why != "" {
			text += " " + p.Paint.Faint(why)
		}
		p.line(text)
		p.legs(s, indent+margin)
	}
}

// cut is why nothing follows a leg although the pods call on; empty where something does.
func (p *trailPrinter) cut(l *lane.Leg) string {
	why := ""
	for _, s := range l.Stops {
		if s.Cut == lane.Whole {
			return ""
		}
		why = p.cutText(s)
	}
	return why
}

// cutText is why the calls of a caller stand elsewhere.
func (p *trailPrinter) cutText(s *lane.Stop) string {
	switch s.Cut {
	case lane.Repeated:
		if !p.shown[s.Caller] {
			return "(see below)"
		}
		return "(see above)"
	case lane.Cycle:
		return "(cycle)"
	case lane.Deep:
		return "(continued below)"
	}
	return ""
}

// losses tells where the lane of a call has been lost, and what is not reached then, if that has not been told.
func (p *trailPrinter) losses(h lane.Hop, margin string) {
	var at, missed []string
	for _, loss := range p.answer.Losses(h) {
		where := p.service(loss.At)
		if loss.Stray {
			where = noted(where, "which has its version")
		}
		at = append(at, where)
		if p.told[loss] {
			continue
		}
		p.told[loss] = true
		for _, v := range loss.Unreachable {
			version := p.service(v.Service) + " " + name(v.Version)
			if !slices.Contains(missed, version) {
				missed = append(missed, version)
			}
		}
	}
	if len(at) == 0 {
		return
	}
	const most = 4
	if more := len(at) - most; more > 0 {
		at = append(at[:most], "+"+strconv.Itoa(more))
	}
	text := lost + " the lane is lost at " + few(at)
	if len(missed) > 0 {
		text += "; nothing else in it leads to " + few(missed)
	}
	p.lines.say(p.Paint.Faint(margin) + p.Paint.Gap(text))
}

// unreached tells which versions of the lane nothing reaches.
func (p *trailPrinter) unreached(all []lane.Unreached) {
	var uncalled, behind []string
	for _, u := range all {
		text := p.service(u.Service.Service) + " " + name(u.Subset.Version)
		if len(u.Callers) == 0 {
			uncalled = append(uncalled, text)
		} else {
			behind = append(behind, text)
		}
	}
	if len(uncalled) > 0 {
		p.lines.say(p.Paint.Warning(lost + " no call of the lane leads to " + few(uncalled)))
	}
	if len(behind) > 0 {
		p.lines.say(p.Paint.Warning(lost + " not reached, since those who call it are not: " + few(behind)))
	}
}

// folded counts the calls that are put aside, by kind.
func (p *trailPrinter) folded(hops []*lane.Hop) {
	for _, kind := range scope.Foldable() {
		calls, callees := 0, []*model.Service{}
		for _, h := range hops {
			if h.Call.Kind == kind {
				calls, callees = calls+1, append(callees, h.Callee)
			}
		}
		if calls > 0 {
			p.lines.say(p.Paint.Faint(fmt.Sprintf("Folded: %s for %s, to %s", count(calls, "call"), kind, p.serviceList(callees))))
		}
	}
}

// Folds tells whether a call tells little, so that the trees of an explanation only count it.
func (g *Graph) Folds(h *lane.Hop) bool {
	return h.Call != nil && scope.Folds(h.Call.Kind, len(g.Plan.Versions(h.Callee)))
}
