package view

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/quote"
)

func (p *printer) sender(h lane.Hop) string {
	if h.Caller.Name == "" {
		return p.pods(h.Caller.Namespace, h.Labels)
	}
	return p.object(h.Caller)
}

// landing is the versions that a hop lands on, the baseline with a star, and the share that they have; all for pods that have
// none.
func (p *printer) landing(h lane.Hop) string {
	if share := h.Percent(); share > 0 {
		return noted(p.landed(h), strconv.Itoa(share)+"%")
	}
	return p.landed(h)
}

func (p *printer) landed(h lane.Hop) string {
	switch {
	case h.Reason == lane.NoSubset:
		return noted(name(h.Subset.Name), "no such subset")
	case h.Reason == lane.AtEntry && h.Subset.Name != "" && len(h.Versions) == 0:
		return noted(name(h.Subset.Name), "subset")
	case h.Unversioned:
		return marked(h.Versions, p.baseline(h.Callee)) + ",unlabelled"
	case len(h.Versions) > 0:
		return marked(h.Versions, p.baseline(h.Callee))
	case slices.Contains([]lane.Reason{lane.External, lane.RoutedByThem, lane.InContext, lane.Refused, lane.Hidden}, h.Reason):
		return "unknown"
	}
	return "all"
}

// reason is why, with the headers that make it so, with the one that the rule sets, and with a note where the call itself is in
// doubt.
func (p *printer) reason(h lane.Hop) string {
	notes := headerTexts(h.Headers)
	if h.Sets != "" {
		notes = append(notes, "sets "+quote.Text(p.Plan.Header(), nameLength)+": "+quote.Text(h.Sets, nameLength))
	}
	switch {
	case h.Assumed && h.Reason != lane.Undeclared:
		notes = append(notes, "undeclared")
	case h.Allowed():
		notes = append(notes, "allowed")
	case h.Weak:
		notes = append(notes, "weak")
	}
	return noted(string(h.Reason), strings.Join(notes, ", "))
}

// headerTexts are headers, each as its name and what it matches.
func headerTexts(headers []lane.Header) []string {
	var all []string
	for _, h := range headers {
		all = append(all, quote.Text(h.Name, nameLength)+": "+pattern(h.StringMatch))
	}
	return all
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

// rule is the rule that decides about a hop: where it stands, and what it matches.
func (e *explainer) rule(h lane.Hop) string {
	r := e.Trace.Rule(h)
	if r == nil {
		return ""
	}
	var at []string
	if r.Object != h.Caller {
		at = append(at, e.within(r.Object.Namespace, name(r.Object.Name)))
	}
	if r.Template != "" {
		at = append(at, "(template "+name(r.Template)+")")
	}
	if r.Field != "" {
		at = append(at, position(r.Field))
	}
	text := strings.Join(at, " ")
	if match := e.match(r); match != "" {
		text += ": " + match
	}
	if r.More > 0 {
		text += " +" + strconv.Itoa(r.More)
	}
	return text
}

// match is what a rule matches; empty where that is not known.
func (e *explainer) match(r *lane.AppliedRule) string {
	switch {
	case r.Source != nil && r.Source.Namespace != "":
		return list(pairs(r.Source.Labels)) + " from " + name(r.Source.Namespace)
	case r.Source != nil:
		return list(pairs(r.Source.Labels))
	case len(r.Headers) > 0:
		return strings.Join(headerTexts(r.Headers), ", ")
	case len(r.Requests) > 0:
		var all []string
		for _, request := range r.Requests {
			all = append(all, requestText(request))
		}
		return joined(all, " or ")
	case r.Default:
		return "default"
	}
	return ""
}

// requestText is what the rule of someone else asks of requests.
func requestText(request model.Tree) string {
	var all []string
	for _, key := range slices.Sorted(maps.Keys(request)) {
		fields, isTree := request[key].(model.Tree)
		switch {
		case !isTree:
			all = append(all, name(key)+": "+quote.Text(fmt.Sprint(request[key]), valueLength))
		case isStringMatch(fields):
			all = append(all, name(key)+": "+stringMatch(fields))
		default:
			for _, field := range slices.Sorted(maps.Keys(fields)) {
				match, _ := fields[field].(model.Tree)
				all = append(all, strings.TrimPrefix(name(key)+" ", "headers ")+name(field)+": "+stringMatch(match))
			}
		}
	}
	return few(all)
}

func isStringMatch(t model.Tree) bool {
	return len(t) == 1 && (t["exact"] != nil || t["prefix"] != nil || t["regex"] != nil)
}

// stringMatch is a value that is matched, as it stands in an object; any where nothing is asked of it.
func stringMatch(t model.Tree) string {
	var m api.StringMatch
	m.Exact, _ = t["exact"].(string)
	m.Prefix, _ = t["prefix"].(string)
	m.Regex, _ = t["regex"].(string)
	if m == (api.StringMatch{}) {
		return "any"
	}
	return pattern(m)
}

// position is the path of a rule as one counts rules: http rule 2 for spec.http[1].
func position(field string) string {
	list, rest, _ := strings.Cut(strings.TrimPrefix(field, "spec."), "[")
	number, found := strings.CutSuffix(rest, "]")
	if i, err := strconv.Atoi(number); found && err == nil && !strings.Contains(list, ".") {
		return list + " rule " + strconv.Itoa(i+1)
	}
	return quote.Text(strings.TrimPrefix(field, "spec."), valueLength)
}

// evidenceOf is where the call of a hop shows.
func (p *printer) evidenceOf(h lane.Hop) string {
	if h.Call == nil {
		return ""
	}
	return p.seenIn(&row{calls: []*callgraph.Call{h.Call}})
}
