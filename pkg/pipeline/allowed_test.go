package pipeline_test

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/pipeline"
)

// TestWhatIsAllowedChangesNothing takes the policies away: the same is generated, found and planned. Looking at what they allow
// changes neither losses nor what is not reached.
func TestWhatIsAllowedChangesNothing(t *testing.T) {
	cases, err := filepath.Glob("../../testdata/apps/allowed-*/input.yaml")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no case found (%v)", err)
	}
	for _, input := range cases {
		t.Run(filepath.Base(filepath.Dir(input)), func(t *testing.T) {
			facts, documents, found := read(t, input)
			config := loadConfig(t, filepath.Join(filepath.Dir(input), "config.yaml"))
			copier := func(of *model.Workload, change manifest.Change) (manifest.Copy, error) {
				return manifest.Clone(documents[of], change)
			}
			without := slices.DeleteFunc(slices.Clone(facts), func(fact model.Any) bool {
				_, admits := fact.(*model.Admission)
				return admits
			})
			if len(without) == len(facts) {
				t.Fatal("no policy admits anybody")
			}
			got, want := run(t, facts, config, copier, found), run(t, without, config, copier, found)
			if len(got.allowed) == 0 || len(want.allowed) > 0 {
				t.Errorf("%d bytes are allowed, without policies %d", len(got.allowed), len(want.allowed))
			}
			got.allowed = nil
			if diff := cmp.Diff(want.text(), got.text()); diff != "" {
				t.Errorf("policies change something:\n%s", diff)
			}
			r := pipeline.Analyze(facts, config)
			with, complete := pipeline.Allowed(r, config)
			if len(with.Trace.Hops) <= len(r.Trace.Hops) || !complete {
				t.Errorf("%d hops with what is allowed, %d without; complete: %v", len(with.Trace.Hops), len(r.Trace.Hops), complete)
			}
			if len(with.Trace.Losses) != len(r.Trace.Losses) || len(with.Trace.Unreached) != len(r.Trace.Unreached) || len(with.Diagnostics) != len(r.Diagnostics) {
				t.Error("looking at what is allowed finds something else")
			}
		})
	}
}
