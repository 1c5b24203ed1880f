package diagram

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/quote"
)

// valueLength is the number of characters to which a value of the input is cut.
const valueLength = 60

// The texts of this file are fit to be shown: what they take from the input has gone through quote.

// Title is the name of a box, with its namespace where there are several.
func (d *Diagram) Title(b *Box) string {
	title := quote.Name(b.Object.Name)
	if b.Kind == Pods {
		var pairs []string
		for _, key := range slices.Sorted(maps.Keys(b.Labels)) {
			pairs = append(pairs, quote.Name(key)+"="+quote.Name(b.Labels[key]))
		}
		title = "pods(" + strings.Join(pairs, ",") + ")"
	}
	if b.Object.Namespace == "" || len(d.Namespaces) < 2 {
		return title
	}
	return quote.Name(b.Object.Namespace) + "/" + title
}

// Details are what there is to say of a box beside its title: its kind where that is no application, its other names, and its
// notes.
func (b *Box) Details() []string {
	var all []string
	switch b.Kind {
	case Entry, Workload:
		all = append(all, quote.Name(b.Object.Kind))
	case Service:
		all = append(all, "Service")
	}
	for _, alias := range b.Aliases {
		all = append(all, "also "+quote.Name(alias))
	}
	return append(all, b.Notes...)
}

// Label is the version of a row, with a star at the baseline's, and its lane where that has another name.
func (d *Diagram) Label(r *Row) string {
	if r.Version == "" {
		return ""
	}
	label := quote.Name(r.Version)
	switch {
	case r.Baseline():
		label += "*"
	case r.Lane != NoLane && d.Lanes[r.Lane] != r.Version:
		label += " · " + quote.Name(d.Lanes[r.Lane])
	}
	return label
}

// Lane is the name of a lane.
func (d *Diagram) Lane(i int) string { return quote.Name(d.Lanes[i]) }

// LaneList is the names of lanes.
func (d *Diagram) LaneList(lanes []int) string {
	var names []string
	for _, l := range lanes {
		names = append(names, d.Lane(l))
	}
	return strings.Join(names, ", ")
}

// Share is the percentage of the requests that land on the subset of h; 100 where all do.
func Share(h lane.Hop) int {
	if percent := h.Percent(); percent > 0 {
		return percent
	}
	return 100
}

// Conditions are what requests of h have to carry: their share where it is not all, and headers.
func Conditions(h lane.Hop) []string {
	var all []string
	if share := Share(h); share < 100 {
		all = append(all, strconv.Itoa(share)+"%")
	}
	for _, header := range h.Headers {
		all = append(all, quote.Name(header.Name)+": "+Pattern(header.StringMatch))
	}
	return all
}

// Pattern is what a header matches: a value, the beginning of one with an ellipsis, an expression between slashes.
func Pattern(m api.StringMatch) string {
	switch {
	case m.Prefix != "":
		return quote.Name(m.Prefix) + "…"
	case m.Regex != "":
		return "/" + quote.Name(m.Regex) + "/"
	}
	return quote.Name(m.Exact)
}

// Port is the port and the protocol of the call of a flow, as 8080/http; empty where neither is known.
func (f *Flow) Port() string {
	if f.Hop.Port == 0 {
		return ""
	}
	port := strconv.Itoa(f.Hop.Port)
	if p, ok := f.Callee.Port(f.Hop.Port); ok && p.Protocol() != "" {
		port += "/" + string(p.Protocol())
	}
	return port
}

// Doubt says that the call of a flow may be none: that its evidence is weak, or that nothing shows it; empty where neither is so.
func (f *Flow) Doubt() string {
	switch {
	case f.Allowed():
		return "allowed"
	case f.Weak:
		return "weak"
	case f.Assumed:
		return "undeclared"
	}
	return ""
}

// Seen is a piece of evidence: where it stands, and what stands there.
func Seen(e callgraph.Evidence) string {
	where := quote.Name(e.Object.Kind) + "/" + quote.Name(e.Object.Name) + " " + quote.Text(e.Field, 2*valueLength)
	if e.Key != "" {
		where += " " + quote.Text(e.Key, valueLength)
	}
	return where + "=" + quote.Text(e.Value, valueLength)
}

// Weak tells whether all requests of a are of calls with weak evidence alone.
func (a *Arrow) Weak() bool {
	return !slices.ContainsFunc(a.Flows, func(f Flow) bool { return !f.Weak })
}

// Allowed tells whether nothing but policies shows the requests of a.
func (a *Arrow) Allowed() bool {
	return !slices.ContainsFunc(a.Flows, func(f Flow) bool { return !f.Allowed() })
}

// Lanes are those of the requests that take a, each once; Lost, those that are lost by it.
func (a *Arrow) Lanes() (taken, lost []int) {
	for _, f := range a.Flows {
		into := &taken
		if f.Lost {
			into = &lost
		}
		if !slices.Contains(*into, f.Lane) {
			*into = append(*into, f.Lane)
		}
	}
	return taken, lost
}
