package routes

import (
	"cmp"
	"slices"
	"strings"

	"github.com/graylane/graylane/conformance/cases"
)

// The reasons with which rules of graylane choose the version, and those that a call that is known must never have: its
// rules are not seen, or break it.
var (
	steered = []string{"lane", "header", "baseline", "fallback", "gap"}
	broken  = []string{"uncalled", "not-exported", "hidden"}
)

// baseline is the baseline's name among lanes.
const baseline = "baseline"

// intended compares a call with what lanes are for: where it is known, a caller in a lane reaches the lane's version of the
// callee, and the baseline where there is none; a caller in no lane reaches the baseline, but for requests whose header names a
// lane. It is read off versions and lanes alone, and not off the rules, as explain is. No call, known or not, lands in another lane unless graylane says so.
func (c *comparison) intended(h cases.Hop) {
	switch {
	case h.Caller.Name == "" || h.FromOutside() || c.foreign(h) && c.told(h):
		return
	case c.foreign(h):
		c.wrong(h, "graylane does not say so")
		return
	case h.Assumed:
		return
	case slices.Contains(broken, h.Reason):
		c.wrong(h, "its caller is known")
		return
	case !slices.Contains(steered, h.Reason):
		return
	}
	for _, s := range c.graph.Services {
		if s.Name != h.Callee.Name || (cases.Object{Namespace: s.Namespace}).In() != h.Callee.In() {
			continue
		}
		lane := c.laneOf(h.Caller)
		if h.Header != nil {
			lane = h.Lane
		}
		want := cmp.Or(c.versionIn(lane, h.Callee), s.Baseline)
		if !slices.Equal(h.Versions, []string{want}) {
			c.wrong(h, "its lane wants "+want)
		}
	}
}

// foreign tells whether a hop lands in another lane than its own: on a version that is neither the lane's nor the baseline.
func (c *comparison) foreign(h cases.Hop) bool {
	if h.Reason == "ambiguous" {
		return true
	}
	for _, s := range c.graph.Services {
		if s.Name == h.Callee.Name && (cases.Object{Namespace: s.Namespace}).In() == h.Callee.In() {
			return len(h.Versions) > 0 && h.Subset != "" && !slices.ContainsFunc(h.Versions, func(v string) bool { return v == s.Baseline || v == c.versionIn(h.Lane, h.Callee) })
		}
	}
	return false
}

// told tells whether graylane itself says that labels do not tell callers of the Service apart: in a diagnostic, or since the
// configuration declares callers by their labels.
func (c *comparison) told(h cases.Hop) bool {
	callee := h.Callee.Namespace + "/" + h.Callee.Name
	if c.answer.TellsOf("GL0402", "Service/"+strings.TrimPrefix(callee, "/")) {
		return true
	}
	return slices.ContainsFunc(c.hops, func(other cases.Hop) bool {
		return other.Caller.Name == "" && other.Callee.Name == h.Callee.Name && other.Callee.In() == h.Callee.In()
	})
}

// versionIn is the version of a Service that is in a lane; empty when none is.
func (c *comparison) versionIn(lane string, callee cases.Object) string {
	if lane == "" || lane == baseline {
		return ""
	}
	for _, w := range c.graph.Workloads {
		if w.Lane == lane && slices.Contains(w.Services, callee.Name) && (cases.Object{Namespace: w.Namespace}).In() == callee.In() {
			return w.Version
		}
	}
	return ""
}

// laneOf is the lane that a workload is in; empty when it is in none.
func (c *comparison) laneOf(o cases.Object) string {
	for _, w := range c.graph.Workloads {
		if w.Kind == o.Kind && w.Name == o.Name && (cases.Object{Namespace: w.Namespace}).In() == o.In() {
			return w.Lane
		}
	}
	return ""
}
