package routes

import (
	"maps"
	"slices"
	"testing"
)

// Result is what comparisons found.
type Result struct {
	Compared map[string]int // the calls that were compared, by the plan's reason
	Skipped  map[string]int // those that could not be, by why
	Requests int            // that were sent for them
	Wrong    []string       // where plan and Istio differ
}

// NewResult is that of no comparison.
func NewResult() *Result { return &Result{Compared: map[string]int{}, Skipped: map[string]int{}} }

// Add adds the counts of another result.
func (r *Result) Add(other *Result) {
	r.Requests += other.Requests
	for reason, n := range other.Compared {
		r.Compared[reason] += n
	}
	for why, n := range other.Skipped {
		r.Skipped[why] += n
	}
}

// Log prints the counts.
func (r *Result) Log(t *testing.T) {
	t.Helper()
	for _, reason := range slices.Sorted(maps.Keys(r.Compared)) {
		t.Logf("%6d calls compared: %s", r.Compared[reason], reason)
	}
	for _, why := range slices.Sorted(maps.Keys(r.Skipped)) {
		t.Logf("%6d skipped: %s", r.Skipped[why], why)
	}
	t.Logf("%6d requests", r.Requests)
}
