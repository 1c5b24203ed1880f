package view

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/change"
	"github.com/graylane/graylane/pkg/diag"
)

// Difference is what changes between two renderings.
type Difference struct {
	change.Change
	Old, New string   // what the sides are called
	Topic    string   // what is compared, where both sides have one name for it; empty else
	Notes    []string // what a reader has to know of how the sides were read, a sentence each
	Paint    Paint
}

// DiffFormats are all formats of a difference, the default first.
func DiffFormats() []Format[Difference] {
	return []Format[Difference]{{"text", diffText}, {"json", diffJSON}, {"markdown", diffMarkdown}}
}

// report is a difference in words: sentences that say what it comes to, then sections of rows.
type report struct {
	verdict  []string
	sections []section
	notes    []string
}

// section is rows of four cells: a marker, what differs, how, and why.
type section struct {
	title string
	head  [4]string // what the cells are
	aside bool      // whether it is no lane's
	rows  [][4]string
}

func (s *section) add(marker, what, how, why string) {
	s.rows = append(s.rows, [4]string{marker, what, how, why})
}

// words puts a difference into words for a format.
type words struct {
	*Difference
	show       func(string) string // a name, or another text of the input
	prose      func(string) string // a message, or another sentence that may have text of the input in it
	namespaces []string            // of what is told, each once, in order
}

func newWords(d *Difference, show, prose func(string) string) *words {
	w := &words{d, show, prose, nil}
	for _, s := range d.Services {
		w.note(s.Ref)
	}
	for _, l := range d.Lanes {
		for _, m := range l.Members {
			w.note(either(m.Old, m.New).Ref)
		}
		for _, c := range l.Calls {
			w.note(c.Callee, either(c.Old, c.New).Caller.Ref)
		}
		for _, c := range l.Entries {
			w.note(c.Callee)
		}
		for _, g := range l.Gaps {
			w.note(g.At)
		}
	}
	slices.Sort(w.namespaces)
	w.namespaces = slices.Compact(w.namespaces)
	return w
}

func (w *words) note(refs ...diag.Ref) {
	for _, ref := range refs {
		w.namespaces = append(w.namespaces, ref.Namespace)
	}
}

// either is the new one of two, where there is one.
func either[V any](before, after *V) *V {
	if after != nil {
		return after
	}
	return before
}

// report is all of it.
func (w *words) report() report {
	out := report{verdict: w.verdict(), notes: w.notes()}
	add := func(s section) {
		if len(s.rows) > 0 {
			out.sections = append(out.sections, s)
		}
	}
	for i := range w.Lanes {
		if w.Lanes[i].Differs() {
			add(w.lane(&w.Lanes[i]))
		}
	}
	add(w.services())
	add(w.findings())
	add(w.resources())
	return out
}

// notes are the sentences behind the sections.
func (w *words) notes() []string {
	reasons := 0
	for _, l := range w.Lanes {
		for _, c := range slices.Concat(l.Entries, l.Calls) {
			if c.Kind == change.Reason {
				reasons++
			}
		}
	}
	switch reasons {
	case 0:
		return nil
	case 1:
		return []string{"1 call lands where it did, for another reason; -o json lists it."}
	}
	return []string{strconv.Itoa(reasons) + " calls land where they did, for another reason; -o json lists them."}
}

// within is a name under a namespace, where more than one is told of.
func (w *words) within(namespace, name string) string {
	if namespace == "" || len(w.namespaces) < 2 {
		return w.show(name)
	}
	return w.show(namespace + "/" + name)
}

// object is a Service by its name, anything else with its kind.
func (w *words) object(r diag.Ref) string {
	if r.Kind == serviceKind {
		return w.within(r.Namespace, r.Name)
	}
	if r.Namespace == "" || len(w.namespaces) < 2 {
		return w.show(r.Kind + "/" + r.Name)
	}
	return w.show(r.String())
}

const serviceKind = "Service"

// party is a party without its version.
func (w *words) party(p change.Party) string {
	if p.Name != "" {
		return w.object(p.Ref)
	}
	var pairs []string
	for _, key := range slices.Sorted(maps.Keys(p.Labels)) {
		pairs = append(pairs, key+"="+p.Labels[key])
	}
	return w.within(p.Namespace, "pods("+list(pairs)+")")
}

// versioned is a party with its version.
func (w *words) versioned(p change.Party) string {
	if p.Version == "" || p.Name == "" {
		return w.party(p)
	}
	return w.party(p) + " " + w.show(p.Version)
}

func (w *words) versions(all []string) string {
	var cells []string
	for _, v := range all {
		cells = append(cells, w.show(v))
	}
	return list(cells)
}

func (w *words) parties(all []change.Party) string {
	var cells []string
	for _, p := range all {
		cells = append(cells, w.versioned(p))
	}
	return some(cells, ", ")
}

// some joins cells, without those beyond a readable number.
func some(cells []string, separator string) string {
	if more := len(cells) - listLength; more > 0 {
		return strings.Join(cells[:listLength], separator) + separator + "+" + strconv.Itoa(more)
	}
	return strings.Join(cells, separator)
}

// to is old and new, or what both are.
func (w *words) to(before, after string) string {
	if before == after {
		return after
	}
	return before + " → " + after
}

// in is where a version is.
func (w *words) in(lane string) string {
	if lane == "" {
		return "on the baseline"
	}
	return "in lane " + w.show(lane)
}

// callee is the Service of a call with its port.
func (w *words) callee(c *change.Call) string {
	if c.Port == 0 {
		return w.object(c.Callee)
	}
	return w.object(c.Callee) + ":" + strconv.Itoa(c.Port)
}
