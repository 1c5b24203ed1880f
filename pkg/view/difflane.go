package view

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/change"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
)

// marker is how a kind is marked.
func marker(k change.Kind) string {
	switch k {
	case change.Added:
		return "+"
	case change.Removed:
		return "-"
	}
	return "~"
}

// lane is the section of a lane.
func (w *words) lane(l *change.Lane) section {
	s := section{title: "baseline", head: [4]string{" ", "What", "Lands on", "Why"}}
	if l.Name != "" {
		s.title = "lane " + w.show(l.Name)
	}
	switch l.Kind {
	case change.Added:
		s.title += " (new)"
	case change.Removed:
		s.title += " (gone)"
	}
	for _, m := range l.Members {
		w.member(&s, m)
	}
	for _, c := range slices.Concat(l.Entries, l.Calls) {
		if c.Kind != change.Reason {
			s.add(marker(c.Kind), w.versioned(either(c.Old, c.New).Caller)+" calls "+w.callee(&c), w.landing(&c), w.reason(&c))
		}
	}
	w.reach(&s, l)
	return s
}

func (w *words) member(s *section, m change.Member) {
	var why []string
	if m.New != nil && m.Was.There {
		why = append(why, "was "+w.in(m.Was.Lane))
	}
	switch {
	case m.Old == nil:
	case m.Is.There:
		why = append(why, "is "+w.in(m.Is.Lane)+" now")
	case m.New != nil:
		why = append(why, "is gone")
	}
	if m.Kind != change.Changed {
		s.add(marker(m.Kind), w.versioned(*either(m.Old, m.New)), "", strings.Join(why, ""))
		return
	}
	for i, of := range []*change.Party{m.New, m.Old}[2-len(why):] {
		why[i] = w.show(of.Version) + " " + why[i]
	}
	s.add(marker(m.Kind), w.to(w.party(*m.Old), w.party(*m.New)), w.to(w.show(m.Old.Version), w.show(m.New.Version)), strings.Join(why, "; "))
}

// landing is where the requests of a call land, old and new.
func (w *words) landing(c *change.Call) string {
	switch {
	case c.Old == nil:
		return w.spot(c.New, c.New.Percent)
	case c.New == nil:
		return w.spot(c.Old, c.Old.Percent)
	}
	before, after := c.Old.Percent, c.New.Percent
	if before > 0 && after == 0 {
		after = 100
	}
	if after > 0 && before == 0 {
		before = 100
	}
	return w.to(w.spot(c.Old, before), w.spot(c.New, after))
}

func (w *words) spot(l *change.Landing, percent int) string {
	text := string(l.Spot)
	switch {
	case l.Spot == change.Versions:
		text = w.versions(l.Versions)
	case l.Subset != "":
		text = "subset " + w.show(l.Subset)
	}
	if percent > 0 {
		text += " " + strconv.Itoa(percent) + "%"
	}
	return text
}

// reason is why requests land where they do, old and new, with the headers that make it so.
func (w *words) reason(c *change.Call) string {
	reasons := string(either(c.Old, c.New).Reason)
	headers := w.headers(either(c.Old, c.New))
	if c.Old != nil && c.New != nil {
		reasons = w.to(string(c.Old.Reason), string(c.New.Reason))
		headers = w.to(w.headers(c.Old), w.headers(c.New))
		if headers != "" && len(c.Old.Headers)*len(c.New.Headers) == 0 {
			headers = w.to(cmp.Or(w.headers(c.Old), "any request"), cmp.Or(w.headers(c.New), "any request"))
		}
	}
	var notes []string
	if c.Old != nil && c.New != nil && !slices.Equal(c.Old.Hosts, c.New.Hosts) {
		notes = append(notes, "hosts "+w.to(w.versions(c.Old.Hosts), w.versions(c.New.Hosts)))
	}
	if headers != "" {
		notes = append(notes, headers)
	}
	if either(c.Old, c.New).Weak {
		notes = append(notes, "weak")
	}
	return noted(reasons, strings.Join(notes, ", "))
}

// headers are those of a landing.
func (w *words) headers(l *change.Landing) string {
	var cells []string
	for _, h := range l.Headers {
		cells = append(cells, w.show(h.Name)+": "+w.pattern(h.StringMatch))
	}
	return strings.Join(cells, ", ")
}

// pattern is what a header matches: a value, the beginning of one with an ellipsis, an expression between slashes.
func (w *words) pattern(m api.StringMatch) string {
	switch {
	case m.Prefix != "":
		return w.show(m.Prefix) + "…"
	case m.Regex != "":
		return "/" + w.show(m.Regex) + "/"
	}
	return w.show(m.Exact)
}

// reach is what a lane loses and gains.
func (w *words) reach(s *section, l *change.Lane) {
	var told []change.Party
	for _, g := range l.Gaps {
		told = slices.Concat(told, g.Old, g.New)
		what, why := "gap at "+w.object(g.At), ""
		switch g.Kind {
		case change.Added:
			why = w.unreached(g.New, "not reached: %s")
		case change.Removed:
			why = w.unreached(g.Old, "no longer keeps %s from being reached")
		default:
			why = "not reached: " + w.to(cmp.Or(w.parties(g.Old), "nothing"), cmp.Or(w.parties(g.New), "nothing"))
		}
		s.add(marker(g.Kind), what, "", why)
	}
	for _, r := range l.Reaches {
		if slices.ContainsFunc(told, func(p change.Party) bool { return p.Ref == r.Version.Ref && p.Version == r.Version.Version }) {
			continue
		}
		switch {
		case r.New == change.Unreached && r.Old == change.Absent:
			s.add("~", w.versioned(r.Version), "", "nothing reaches it")
		case r.New == change.Unreached:
			s.add("~", w.versioned(r.Version), "", "nothing reaches it any more")
		case r.New == change.Reached:
			s.add("~", w.versioned(r.Version), "", "is reached now")
		}
	}
}

// unreached are versions in a sentence; empty for none.
func (w *words) unreached(versions []change.Party, format string) string {
	if len(versions) == 0 {
		return ""
	}
	return fmt.Sprintf(format, w.parties(versions))
}

// services is the section of the Services.
func (w *words) services() section {
	s := section{title: "Services", head: [4]string{" ", "Service", "Versions", "Rules"}, aside: true}
	for _, of := range w.Services {
		var versions []string
		for _, v := range of.Added {
			versions = append(versions, "+"+w.show(v))
		}
		for _, v := range of.Removed {
			versions = append(versions, "-"+w.show(v))
		}
		s.add(marker(of.Kind), w.object(of.Ref), some(versions, " "), w.state(&of))
	}
	return s
}

// state is how the rules of a Service differ.
func (w *words) state(s *change.Service) string {
	if s.Old == nil || s.New == nil {
		return ""
	}
	var notes []string
	if s.Old.Baseline != s.New.Baseline {
		notes = append(notes, "baseline "+w.to(dash(w.show, s.Old.Baseline), dash(w.show, s.New.Baseline)))
	}
	switch {
	case s.New.Steered() && !s.Old.Steered():
		notes = append(notes, "rules choose among its versions now")
	case s.Old.Steered() && s.New.Reason == lane.OneVersion:
		notes = append(notes, "needs no rules any more")
	case s.Old.Steered() && !s.New.Steered():
		notes = append(notes, "no rules any more ("+string(s.New.Reason)+")")
	case s.Spreads():
		notes = append(notes, "no rules ("+string(s.New.Reason)+")")
	}
	return strings.Join(notes, "; ")
}

// dash is a text of the input, or what stands for none.
func dash(show func(string) string, s string) string {
	if s == "" {
		return absent
	}
	return show(s)
}

// findings is the section of the diagnostics.
func (w *words) findings() section {
	s := section{title: "Findings", head: [4]string{" ", "Finding", "", "Message"}, aside: true}
	for _, f := range w.Findings {
		what := string(f.Severity) + " " + string(f.Code)
		if f.Object != (diag.Ref{}) {
			what += " " + w.show(f.Object.String())
		}
		s.add(marker(f.Kind), what, "", w.prose(suppression(f)+f.Message))
	}
	return s
}

// suppression begins what is said of a finding that the other side does not report; empty for one that is not found there.
func suppression(f change.Finding) string {
	switch {
	case f.Suppressed == "":
		return ""
	case f.Kind == change.Removed:
		return "Suppressed now (" + f.Suppressed + "): "
	}
	return "Not suppressed any more (" + f.Suppressed + "): "
}

// resources is the section of the generated resources.
func (w *words) resources() section {
	s := section{title: "Generated", head: [4]string{" ", "Resource"}, aside: true}
	for _, r := range w.Resources {
		s.add(marker(r.Kind), w.show(r.Ref.String()), "", "")
	}
	return s
}
