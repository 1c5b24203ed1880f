package pipeline_test

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/pipeline"
)

// TestLeaksOfApps lets the requests of every case of testdata/apps land where its plan says: nothing of that is a leak, whether it
// is seen together or alone; and lets those that a rule sends to one version land on another: that is a leak each time.
func TestLeaksOfApps(t *testing.T) {
	cases, err := filepath.Glob("../../testdata/apps/*/input.yaml")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no case found (%v)", err)
	}
	injected := 0
	for _, input := range cases {
		dir := filepath.Dir(input)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			facts, _, _ := read(t, input)
			config := loadConfig(t, filepath.Join(dir, "config.yaml"))
			r := pipeline.Analyze(facts, config)
			all := &model.Observed{}
			for h := range r.Trace.Possible() {
				if h.Caller.Name == "" || h.Call == nil || !obeyed(h) {
					continue
				}
				alone := landed(r, h, h.Versions, config.Spec.VersionLabel)
				wantLeaks(t, r, h, 0, alone)
				if !h.Assumed {
					all.Calls = append(all.Calls, alone.Calls...)
				}
				if h.Reason == lane.InLane || h.Reason == lane.OnBaseline {
					astray := landed(r, h, others(r, h), config.Spec.VersionLabel)
					wantLeaks(t, r, h, len(astray.Calls), astray)
					injected += len(astray.Calls)
				}
			}
			for _, l := range r.Trace.Leaks([]*model.Observed{all}).Leaks {
				t.Errorf("%s: %+v to %+v is a leak, wanted %v", l.Cause, l.Call.From, l.Call.To, l.Intended)
			}
		})
	}
	if injected < 900 {
		t.Errorf("only %d leaks were injected", injected)
	}
	t.Logf("%d leaks injected", injected)
}

// obeyed tells whether requests land where the plan wants them.
func obeyed(h lane.Hop) bool {
	switch h.Reason {
	case lane.Undeclared, lane.Hidden, lane.NoSidecar, lane.NotExported, lane.NotImported, lane.Ambiguous:
		return false
	}
	return true
}

// landed is that requests of a hop were seen to land on versions.
func landed(r pipeline.Result, h lane.Hop, versions []string, label string) *model.Observed {
	o := &model.Observed{}
	w := h.Call.Caller.Workload
	for _, version := range versions {
		o.Calls = append(o.Calls, api.ObservedCall{
			From: api.ObservedCaller{Namespace: w.Namespace, Workload: w.Name, Version: w.PodLabels[label]},
			To:   api.ObservedCallee{Namespace: h.Callee.Namespace, Service: h.Callee.Name, Port: h.Port, Version: version},
		})
	}
	return o
}

// others are the versions of a callee that no request of the caller lands on, of whatever lane, and which nothing else lets in.
func others(r pipeline.Result, h lane.Hop) []string {
	if r.Plan.Header() != "" || len(r.Model.WorkloadsNamed(h.Caller.Namespace, h.Caller.Name)) > 1 {
		return nil
	}
	fine := map[string]bool{"": true}
	for other := range r.Trace.Possible() {
		if other.Caller == h.Caller && other.Callee == h.Callee {
			for _, version := range other.Versions {
				fine[version] = true
			}
			if other.Reason != lane.InLane && other.Reason != lane.OnBaseline {
				return nil
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(r.Plan.Versions(h.Callee)), func(version string) bool { return fine[version] })
}

// wantLeaks wants a number of leaks: none of callers without a version or a known baseline, of which nothing can be said.
func wantLeaks(t *testing.T, r pipeline.Result, h lane.Hop, want int, seen *model.Observed) {
	t.Helper()
	v := r.Trace.Leaks([]*model.Observed{seen})
	unknown := slices.ContainsFunc(v.Unjudged, func(u lane.Unjudged) bool {
		return u.Why == lane.BaselineOpen || u.Why == lane.VersionsUnknown && seen.Calls[0].From.Version == ""
	})
	if len(v.Leaks) != want && (want == 0 || !unknown) {
		t.Errorf("%q %s of %s to %s port %d: %d leaks instead of %d: %+v", h.Lane, h.Reason, h.Caller, h.Callee.Ref, h.Port, len(v.Leaks), want, v)
	}
}
