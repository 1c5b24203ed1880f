package traffic

import (
	"fmt"
	"testing"
	"time"
)

// shown is how many calls of a kind a test prints.
const shown = 5

// onLane asserts that every call had an answer and took the path of its lane, and that each lane used all of its pods.
func (r *report) onLane(t *testing.T) {
	t.Helper()
	t.Log(r)
	complain(t, "calls left their lane", r.off)
	complain(t, "calls failed", r.failed)
	complain(t, "pods of a lane got no call", r.missed())
}

// offLane asserts that at least a share of the calls left their lane, and that none failed.
func (r *report) offLane(t *testing.T, share float64) {
	t.Helper()
	t.Log(r)
	complain(t, "calls failed", r.failed)
	if got := float64(len(r.off)) / float64(r.calls); got < share {
		t.Errorf("%.0f%% of the calls left their lane, and at least %.0f%% should have", 100*got, 100*share)
	}
}

// await calls until every call of a round is as onLane wants it, and tells how many left their lane until then.
func await(t *testing.T, w *world, lanes ...string) {
	t.Helper()
	off := 0
	for start := time.Now(); time.Since(start) < patience; {
		r := newReport(w, lanes...)
		r.send(t, 40)
		if len(r.off)+len(r.failed)+len(r.missed()) == 0 {
			t.Logf("converged after %s and %d calls off their lane", time.Since(start).Round(time.Millisecond), off)
			return
		}
		off += len(r.off)
	}
	t.Errorf("not converged after %s", patience)
}

func complain(t *testing.T, what string, which []string) {
	t.Helper()
	if len(which) > 0 {
		t.Errorf("%d %s, such as:", len(which), what)
	}
	for _, one := range which[:min(shown, len(which))] {
		t.Errorf("  %s", one)
	}
}

// String sums a report up: the calls, and for each lane how many pods it used and how often.
func (r *report) String() string {
	out := fmt.Sprintf("%d calls, %d off their lane, %d failed", r.calls, len(r.off), len(r.failed))
	for i, lane := range r.lanes {
		least, most := 0, 0
		for _, n := range r.reached[i] {
			if least == 0 || n < least {
				least = n
			}
			most = max(most, n)
		}
		out += fmt.Sprintf("\n  %s: %d pods, %d to %d calls each", lane, len(r.reached[i]), least, most)
	}
	return out
}
