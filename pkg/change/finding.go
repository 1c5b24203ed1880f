package change

import (
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// Finding is a diagnostic that one side has alone. With another severity it is another one.
type Finding struct {
	Kind Kind // Added for a new one, Removed for one that is gone
	diag.Diagnostic
	// Suppressed is the reason for which the other side keeps it from being reported; empty where it is not found there.
	Suppressed string
}

// topic is what a diagnostic is about: the same one may be told in other words, from another line.
type topic struct {
	code     diag.Code
	severity diag.Severity
	kind     string
	model.Key
}

func (t *told) topic() topic {
	return topic{t.Code, t.Severity, t.Object.Kind, model.KeyOf(t.Object.Namespace, t.Object.Name)}
}

// told is a diagnostic of one side, suppressed where it has a reason, and the one of the other side that corresponds.
type told struct {
	diag.Suppressed
	other *told
}

// tell gives the diagnostics of a side, those that are reported first.
func (s *Side) tell() []*told {
	var all []*told
	for _, d := range s.Diagnostics {
		all = append(all, &told{Suppressed: diag.Suppressed{Diagnostic: d}})
	}
	for _, d := range s.Suppressed {
		all = append(all, &told{Suppressed: d})
	}
	return all
}

// compareFindings are the diagnostics that one side reports alone. They correspond by code, severity and object: of several with
// all in common those with the same words, then any.
func compareFindings(before, after Side) []Finding {
	o, n := before.tell(), after.tell()
	match(o, n, func(a, b *told) bool { return a.Field == b.Field && a.Message == b.Message })
	match(o, n, func(_, _ *told) bool { return true })
	return append(alone(Added, n), alone(Removed, o)...)
}

// match has those of two lists correspond that are about the same and alike, one by one.
func match(a, b []*told, alike func(a, b *told) bool) {
	byTopic := map[topic][]*told{}
	for _, t := range b {
		byTopic[t.topic()] = append(byTopic[t.topic()], t)
	}
	for _, t := range a {
		if t.other != nil {
			continue
		}
		for _, candidate := range byTopic[t.topic()] {
			if candidate.other == nil && alike(t, candidate) {
				t.other, candidate.other = candidate, t
				break
			}
		}
	}
}

// alone are those that their side reports and the other does not.
func alone(kind Kind, side []*told) []Finding {
	var all []Finding
	for _, t := range side {
		switch {
		case t.Reason != "":
		case t.other == nil:
			all = append(all, Finding{Kind: kind, Diagnostic: t.Diagnostic})
		case t.other.Reason != "":
			all = append(all, Finding{kind, t.Diagnostic, t.other.Reason})
		}
	}
	return all
}
