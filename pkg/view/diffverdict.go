package view

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/change"
)

// verdict is what a reviewer asks first: whether anything changes for those on the baseline, which lanes change, and whether
// anything is lost.
func (w *words) verdict() []string {
	var all []string
	if w.Errors > 0 {
		all = append(all, "The new rendering has "+count(w.Errors, "error")+", so nothing would be generated for it.")
	}
	lanes := w.lanesDiffer()
	differs := slices.ContainsFunc(w.Lanes, func(l change.Lane) bool { return l.Differs() })
	if !differs && !w.Production() && len(w.Lost) == 0 {
		all = append(all, "No changes for any lane ("+count(w.Compared, "call")+" compared).")
		return append(all, w.told()...)
	}
	return slices.Concat(all, []string{w.production()}, w.told(), lanes, []string{w.lost()})
}

// told are the notes on how the sides were read.
func (w *words) told() []string {
	var all []string
	for _, note := range w.Notes {
		all = append(all, w.prose(note))
	}
	return all
}

// production says what changes for requests that are in no lane.
func (w *words) production() string {
	if !w.Production() {
		return "Production traffic (the baseline) does not change."
	}
	var parts []string
	for i := range w.Lanes {
		if l := &w.Lanes[i]; l.Name == "" {
			parts = w.requests(l)
		}
	}
	for _, s := range w.Services {
		if s.Elsewhere() {
			parts = append(parts, "unknown callers of "+w.object(s.Ref)+" land elsewhere")
		}
	}
	return "Production traffic (the baseline) changes: " + some(parts, "; ") + "."
}

// swapped are the applications of which another version is in a lane.
func (w *words) swapped(l *change.Lane) []string {
	var all []string
	for _, m := range l.Members {
		if m.Kind == change.Changed {
			all = append(all, w.party(*m.New)+" "+w.to(w.show(m.Old.Version), w.show(m.New.Version)))
		}
	}
	return all
}

// requests says what changes for those of a lane.
func (w *words) requests(l *change.Lane) []string {
	var parts []string
	if swapped := w.swapped(l); len(swapped) > 0 {
		parts = append(parts, some(swapped, ", "))
	}
	entries, calls := change.Count(l.Entries), change.Count(l.Calls)
	for _, of := range []struct {
		n         int
		one, many string
	}{
		{entries.Moved, "1 entry changes", "%d entries change"},
		{entries.Added, "1 entry is new", "%d entries are new"},
		{entries.Removed, "1 entry is gone", "%d entries are gone"},
		{calls.Moved, "1 call lands elsewhere", "%d calls land elsewhere"},
		{calls.Added, "1 call is new", "%d calls are new"},
		{calls.Removed, "1 call is gone", "%d calls are gone"},
	} {
		switch {
		case of.n == 1:
			parts = append(parts, of.one)
		case of.n > 1:
			parts = append(parts, fmt.Sprintf(of.many, of.n))
		}
	}
	return parts
}

// lanesDiffer is a sentence for each lane that differs, up to a readable number.
func (w *words) lanesDiffer() []string {
	var all []string
	for i := range w.Lanes {
		if l := &w.Lanes[i]; l.Name != "" && l.Differs() {
			all = append(all, w.laneDiffers(l))
		}
	}
	if more := len(all) - listLength; more > 0 {
		all = append(all[:listLength], strconv.Itoa(more)+" more lanes change.")
	}
	return all
}

func (w *words) laneDiffers(l *change.Lane) string {
	name := "Lane " + w.show(l.Name)
	switch l.Kind {
	case change.Added:
		if was, same := common(l.Members, func(m change.Member) change.Standing { return m.Was }); same && was.There {
			return name + " is new, with versions that were " + w.in(was.Lane) + "."
		}
		return name + " is new."
	case change.Removed:
		is, same := common(l.Members, func(m change.Member) change.Standing { return m.Is })
		switch {
		case same && is.There:
			return name + " is gone: its versions are " + w.in(is.Lane) + " now."
		case same:
			return name + " is gone, and its versions with it."
		}
		return name + " is gone."
	}
	parts := w.requests(l)
	if joined := joinedText(l.Members); joined != "" {
		parts = append(parts, joined)
	}
	if gaps := gapsText(l.Gaps); gaps != "" {
		parts = append(parts, gaps)
	}
	if len(parts) == 0 {
		return name + " changes."
	}
	return name + " changes: " + strings.Join(parts, "; ") + "."
}

// common is where all members stand, if they all stand in one place.
func common(members []change.Member, of func(change.Member) change.Standing) (change.Standing, bool) {
	if len(members) == 0 {
		return change.Standing{}, false
	}
	first := of(members[0])
	return first, !slices.ContainsFunc(members, func(m change.Member) bool { return of(m) != first })
}

func joinedText(members []change.Member) string {
	in, out := 0, 0
	for _, m := range members {
		switch m.Kind {
		case change.Added:
			in++
		case change.Removed:
			out++
		}
	}
	var parts []string
	if in > 0 {
		parts = append(parts, count(in, "version")+" more")
	}
	if out > 0 {
		parts = append(parts, count(out, "version")+" fewer")
	}
	return strings.Join(parts, ", ")
}

func gapsText(gaps []change.Gap) string {
	opened, closed := 0, 0
	for _, g := range gaps {
		switch g.Kind {
		case change.Added:
			opened++
		case change.Removed:
			closed++
		}
	}
	var parts []string
	if opened > 0 {
		parts = append(parts, count(opened, "new gap"))
	}
	if closed > 0 {
		parts = append(parts, count(closed, "gap")+" closed")
	}
	return strings.Join(parts, ", ")
}

// lostWord begins the sentence about what is lost.
const lostWord = "LOST: "

// lost says what is lost.
func (w *words) lost() string {
	if len(w.Lost) == 0 {
		return "Nothing is lost."
	}
	var items []string
	for _, l := range w.Lost {
		items = append(items, w.lostItem(l))
	}
	return lostWord + some(items, "; ") + "."
}

func (w *words) lostItem(l change.Lost) string {
	name := "the baseline"
	if l.Lane != "" {
		name = "lane " + w.show(l.Lane)
	}
	switch {
	case l.Gap != nil:
		return name + " at " + w.object(l.Gap.At) + w.unreached(l.Gap.New, ", so that nothing of it reaches %s")
	case l.Reach != nil:
		return "nothing of " + name + " reaches " + w.versioned(l.Reach.Version) + " any more"
	case l.Service != nil:
		s := l.Service
		if len(s.New.Unnamed) == 0 {
			return "where unknown callers of " + w.object(s.Ref) + " land is not graylane's to say any more (" + string(s.New.Reason) + ")"
		}
		return "unknown callers of " + w.object(s.Ref) + " land on " + w.versions(s.New.Unnamed) + " instead of " + w.versions(s.Old.Unnamed) + " (" + string(s.New.Reason) + ")"
	}
	c := l.Call
	return "in " + name + ", what " + w.versioned(c.New.Caller) + " sends to " + w.callee(c) + " lands on " + w.spot(c.New, c.New.Percent) +
		" instead of " + w.spot(c.Old, c.Old.Percent) + " (" + string(c.New.Reason) + ")"
}
