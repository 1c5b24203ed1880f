package model_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// FuzzSelecting reads labels and selectors from a text, a line each: the Services that select the pods of a workload are those that a
// look at all of them finds.
//
// fuzz: weight 32
func FuzzSelecting(f *testing.F) {
	f.Add("a=1 b=2\na=1\n\nb=2 c=3", "a=1 b=2\nb=2 c=3 d=")
	f.Add("a=\na b", "a= a=\na")
	f.Add("a=1 b=2", "a=1\nb=2\na=1 b=2")
	f.Fuzz(func(t *testing.T, selectors, pods string) {
		fuzzing.Bounded(t)
		if len(selectors)+len(pods) > 2000 {
			return
		}
		var facts []model.Any
		var services []*model.Service
		for i, l := range labelLines(selectors) {
			s := &model.Service{Object: model.Object{Ref: diag.Ref{Kind: "Service", Name: strings.Repeat("s", i+1)}}, Selector: l}
			services, facts = append(services, s), append(facts, s)
		}
		var workloads []*model.Workload
		for i, l := range labelLines(pods) {
			w := &model.Workload{Object: model.Object{Ref: diag.Ref{Kind: "Deployment", Name: strings.Repeat("w", i+1)}}, PodLabels: l}
			workloads, facts = append(workloads, w), append(facts, w)
		}
		m := model.New(facts)
		for _, w := range workloads {
			var want []*model.Service
			for _, s := range services {
				if selects(s.Selector, w.PodLabels) {
					want = append(want, s)
				}
			}
			if got := m.Selecting(w); !slices.Equal(want, got) {
				t.Errorf("%v is selected by %d Services, not %d", w.PodLabels, len(got), len(want))
			}
		}
	})
}

// selects is the rule of Kubernetes: a selector that is empty selects nothing, any other the pods that have all of it.
func selects(selector, labels model.Labels) bool {
	found := 0
	for key, value := range labels {
		if wanted, has := selector[key]; has && wanted == value {
			found++
		}
	}
	return found > 0 && found == len(selector)
}

func labelLines(text string) (all []model.Labels) {
	for line := range strings.SplitSeq(text, "\n") {
		labels := model.Labels{}
		for pair := range strings.FieldsSeq(line) {
			key, value, _ := strings.Cut(pair, "=")
			if key != "" { // which no label's is
				labels[key] = value
			}
		}
		all = append(all, labels)
	}
	return all
}

// FuzzSuppressions reads any annotation: no line that says something is lost, and none is without what it says.
//
// fuzz: weight 40
func FuzzSuppressions(f *testing.F) {
	f.Add("GL0401: so it is\n\n GL0501\nno code: x\n:\r\n")
	f.Fuzz(func(t *testing.T, value string) {
		fuzzing.Bounded(t)
		all := model.Suppressions(value)
		var lines []string
		for line := range strings.SplitSeq(value, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
		if len(all) != len(lines) {
			t.Fatalf("%d lines, %d suppressions", len(lines), len(all))
		}
		for i, s := range all {
			if s.Line != lines[i] || s.Reason != strings.TrimSpace(s.Reason) || s.Code == "" && s.Reason != "" || strings.ContainsAny(string(s.Code), " \t\n:") {
				t.Errorf("%q is read as %+v", lines[i], s)
			}
		}
	})
}
