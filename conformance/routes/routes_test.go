package routes

import (
	"maps"
	"slices"
	"testing"

	"istio.io/istio/pkg/test"

	"github.com/graylane/graylane/conformance/cases"
)

// TestRoutes compares the plan of every case with Istio.
func TestRoutes(t *testing.T) {
	cases.Program(t)
	total := Result{Compared: map[string]int{}, Skipped: map[string]int{}}
	for _, c := range cases.All(t) {
		t.Run(c.Name, func(t *testing.T) {
			answer := cases.Ask(t, c)
			if answer.Refused {
				total.Skipped["a case that graylane refuses"]++
				return
			}
			r, err := Compare(t, test.Failer(t), c, answer)
			if err != nil {
				t.Fatal(err)
			}
			for _, wrong := range r.Wrong {
				t.Error(wrong)
			}
			total.add(r)
		})
	}
	total.log(t)
}

func (r *Result) add(other *Result) {
	r.Requests += other.Requests
	for reason, n := range other.Compared {
		r.Compared[reason] += n
	}
	for why, n := range other.Skipped {
		r.Skipped[why] += n
	}
}

func (r *Result) log(t *testing.T) {
	t.Helper()
	for _, reason := range slices.Sorted(maps.Keys(r.Compared)) {
		t.Logf("%6d calls compared: %s", r.Compared[reason], reason)
	}
	for _, why := range slices.Sorted(maps.Keys(r.Skipped)) {
		t.Logf("%6d skipped: %s", r.Skipped[why], why)
	}
	t.Logf("%6d requests", r.Requests)
}
