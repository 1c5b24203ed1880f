package change

import (
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// Finding is a diagnostic that one side has alone.
type Finding struct {
	Kind Kind // Added for a new one, Removed for one that is gone
	diag.Diagnostic
}

// topic is what a diagnostic is about: the same one may be told in other words, from another line.
type topic struct {
	code diag.Code
	kind string
	model.Key
}

func topicOf(d diag.Diagnostic) topic {
	return topic{d.Code, d.Object.Kind, model.KeyOf(d.Object.Namespace, d.Object.Name)}
}

// compareFindings are the diagnostics that one side has alone, by code and object: of several with both in common those with
// the same words correspond, then any.
func compareFindings(before, after []diag.Diagnostic) []Finding {
	gone, come := unmatched(before, after, func(a, b diag.Diagnostic) bool {
		return topicOf(a) == topicOf(b) && a.Field == b.Field && a.Message == b.Message
	})
	gone, come = unmatched(gone, come, func(a, b diag.Diagnostic) bool { return topicOf(a) == topicOf(b) })
	var all []Finding
	for _, d := range come {
		all = append(all, Finding{Added, d})
	}
	for _, d := range gone {
		all = append(all, Finding{Removed, d})
	}
	return all
}

// unmatched is what is left of two lists when what is the same is taken out of both, one by one.
func unmatched(a, b []diag.Diagnostic, same func(a, b diag.Diagnostic) bool) (restA, restB []diag.Diagnostic) {
	byTopic := map[topic][]int{}
	for i, d := range b {
		byTopic[topicOf(d)] = append(byTopic[topicOf(d)], i)
	}
	taken := make([]bool, len(b))
	for _, d := range a {
		i := slices.IndexFunc(byTopic[topicOf(d)], func(i int) bool { return !taken[i] && same(d, b[i]) })
		if i < 0 {
			restA = append(restA, d)
			continue
		}
		taken[byTopic[topicOf(d)][i]] = true
	}
	for i, d := range b {
		if !taken[i] {
			restB = append(restB, d)
		}
	}
	return restA, restB
}
