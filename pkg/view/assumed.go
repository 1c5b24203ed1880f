package view

import (
	"slices"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/lane"
)

// assumed is a table of the calls that nothing shows: a line for each lane, Service and port, and way in which its requests land,
// with the callers whose requests do.
func (p *explainer) assumed() string {
	type line struct{ lane, service, port, landing, reason, rule string }
	type group struct {
		first []string // the callers that are named
		more  int
	}
	callers := map[line]*group{}
	var order []line
	for h := range p.answer.Assumed() {
		l := line{name(lane.NameOf(h.Lane)), p.service(h.Callee), portText(h.Port), p.landing(h), p.unknown(h), p.rule(h)}
		if callers[l] == nil {
			callers[l], order = &group{}, append(order, l)
		}
		if g := callers[l]; len(g.first) < listLength {
			g.first = append(g.first, p.sender(h))
		} else {
			g.more++
		}
	}
	slices.SortStableFunc(order, func(a, b line) int {
		if a.lane != b.lane {
			return 0 // they are in the order of lanes
		}
		return strings.Compare(a.service+" "+a.port, b.service+" "+b.port)
	})
	var t table
	t.add("LANE", "UNDECLARED CALLS", "PORT", "LANDS ON", "REASON", "RULE", "OF")
	for _, l := range order {
		of := list(callers[l].first)
		if more := callers[l].more; more > 0 {
			of += ",+" + strconv.Itoa(more)
		}
		t.add(l.lane, l.service, l.port, l.landing, l.reason, l.rule, of)
	}
	return t.text(p.Paint)
}

// unknown is the reason of a hop that nothing shows, which the table says already.
func (p *explainer) unknown(h lane.Hop) string {
	h.Assumed = false
	return p.reason(h)
}
