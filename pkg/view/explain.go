package view

import (
	"slices"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/quote"
	"github.com/graylane/graylane/pkg/scope"
)

// Explanation is where the calls of an application land.
type Explanation struct {
	Graph
	Hops []lane.Hop
}

// ExplainFormats are all formats of an explanation, the default first.
func ExplainFormats() []Format[Explanation] {
	return []Format[Explanation]{{"text", explainText}, {"json", explainJSON}}
}

// byLane are the hops that concern the namespace, in the order of their lanes, the baseline's first.
func (e *Explanation) byLane() []lane.Hop {
	rank := map[string]int{}
	for i, l := range e.Plan.Lanes {
		rank[l] = i + 1
	}
	hops := slices.DeleteFunc(slices.Clone(e.Hops), func(h lane.Hop) bool {
		return !scope.Concerns(e.Namespace, h.Caller.Namespace, h.Callee.Namespace)
	})
	slices.SortStableFunc(hops, func(a, b lane.Hop) int { return rank[a.Lane] - rank[b.Lane] })
	return hops
}

// explainText is a line for each hop.
func explainText(e Explanation) ([]byte, error) {
	s := e.scope()
	p := &printer{Graph: e.Graph, scope: s, namespaces: s.Namespaces()}
	var t table
	t.add("LANE", "CALLER", "CALLS", "PORT", "LANDS ON", "REASON")
	for _, h := range e.byLane() {
		port := ""
		if h.Port != 0 {
			port = strconv.Itoa(h.Port)
		}
		t.add(name(laneName(h.Lane)), p.sender(h), p.service(h.Callee), port, p.landing(h), p.reason(h))
	}
	if len(t) == 1 {
		return []byte("No calls.\n"), nil
	}
	return []byte(t.text(p.Paint)), nil
}

func (p *printer) sender(h lane.Hop) string {
	if h.Caller.Name == "" {
		return p.pods(h.Caller.Namespace, h.Labels)
	}
	return p.object(h.Caller)
}

// landing is the versions that a hop lands on, the baseline with a star, and the share that they have; all for pods that have
// none.
func (p *printer) landing(h lane.Hop) string {
	if share := shareOf(h); share != "" {
		return noted(p.landed(h), share)
	}
	return p.landed(h)
}

// shareOf is the percentage of the requests that land on the subset of h; empty where all do.
func shareOf(h lane.Hop) string {
	if h.Percent() == 0 {
		return ""
	}
	return strconv.Itoa(h.Percent()) + "%"
}

func (p *printer) landed(h lane.Hop) string {
	switch {
	case h.Reason == lane.AtEntry && h.Subset.Name != "" && len(h.Versions) == 0:
		return noted(name(h.Subset.Name), "subset")
	case len(h.Versions) > 0:
		return marked(h.Versions, p.baseline(h.Callee))
	case slices.Contains([]lane.Reason{lane.External, lane.RoutedByThem, lane.InContext, lane.Refused, lane.Hidden}, h.Reason):
		return "unknown"
	}
	return "all"
}

// reason is why, with the headers that make it so, and with a note where the call itself is in doubt.
func (p *printer) reason(h lane.Hop) string {
	var notes []string
	for _, header := range h.Headers {
		notes = append(notes, quote.Text(header.Name, nameLength)+": "+pattern(header.StringMatch))
	}
	switch {
	case h.Assumed && h.Reason != lane.Undeclared:
		notes = append(notes, "undeclared")
	case h.Weak:
		notes = append(notes, "weak")
	}
	return noted(string(h.Reason), strings.Join(notes, ", "))
}

// pattern is what a header matches, in a cell: a value, the beginning of one with an ellipsis, an expression between slashes.
func pattern(m api.StringMatch) string {
	switch {
	case m.Prefix != "":
		return quote.Text(m.Prefix, nameLength) + "…"
	case m.Regex != "":
		return "/" + quote.Text(m.Regex, nameLength) + "/"
	}
	return quote.Text(m.Exact, nameLength)
}

// jsonHop is a hop in the JSON form, whose fields may be added to, and stay. Port and subset are absent where there is
// none, versions where it is not graylane's to say on which the requests land. Where requests are shared, weights stand in place
// of the subset: the percentage of each version, or lane for a Service that lacks it; versions are those of the hop's lane.
type jsonHop struct {
	Lane   string     `json:"lane"`
	Caller jsonCaller `json:"caller"`
	Callee jsonCallee `json:"callee"`
	Port   int        `json:"port,omitempty"`
	// Header is what the request carries, by name of the header.
	Header   map[string]jsonMatch `json:"header,omitempty"`
	Weights  map[string]int       `json:"weights,omitempty"`
	Subset   string               `json:"subset,omitempty"`
	Versions []string             `json:"versions,omitempty"`
	Reason   lane.Reason          `json:"reason"`
	Weak     bool                 `json:"weak,omitempty"`
	Assumed  bool                 `json:"assumed,omitempty"` // nothing shows the call
}

// jsonMatch is what a header matches; one of its fields is set.
type jsonMatch struct {
	Exact  string `json:"exact,omitempty"`
	Prefix string `json:"prefix,omitempty"`
	Regex  string `json:"regex,omitempty"`
}

func jsonHeaders(headers []lane.Header) map[string]jsonMatch {
	if len(headers) == 0 {
		return nil
	}
	all := map[string]jsonMatch{}
	for _, h := range headers {
		all[h.Name] = jsonMatch(h.StringMatch)
	}
	return all
}

// jsonWeights are the percentages of shares by version, those of a lane that the Service lacks by the lane.
func jsonWeights(shares []lane.Share) map[string]int {
	if len(shares) == 0 {
		return nil
	}
	weights := map[string]int{}
	for _, s := range shares {
		key := s.Subset.Version
		if s.Lane != s.Subset.Lane {
			key = s.Lane
		}
		weights[key] += s.Percent
	}
	return weights
}

func explainJSON(e Explanation) ([]byte, error) {
	hops := []jsonHop{}
	for _, h := range e.byLane() {
		subset := h.Subset.Name
		if len(h.Weights) > 0 {
			subset = ""
		}
		hops = append(hops, jsonHop{
			Lane:   laneName(h.Lane),
			Caller: jsonCaller{jsonObject{h.Caller.Namespace, h.Caller.Kind, h.Caller.Name}, h.Labels},
			Callee: jsonCallee{h.Callee.Namespace, h.Callee.Name}, Port: h.Port, Header: jsonHeaders(h.Headers),
			Weights: jsonWeights(h.Weights), Subset: subset, Versions: h.Versions, Reason: h.Reason, Weak: h.Weak, Assumed: h.Assumed,
		})
	}
	return marshal(hops)
}
