package traffic

import (
	"slices"
	"testing"

	"github.com/graylane/graylane/conformance/telemetry"
)

// TestObserved counts what was sent, and what Prometheus tells graylane of it: also of counters that begin with their first request.
func TestObserved(t *testing.T) {
	p := telemetry.Start(t)
	for _, name := range []string{"middle lacks the version", "gap without a version label", "dotted versions", "namespaces", "two ports", "branches"} {
		row := fallbackOf(t, name)
		t.Run(row.name, func(t *testing.T) {
			a := row.app
			a.Pods = 2
			w := newWorld(t, build(t, a))
			p.Watch(t, w.sidecars)
			drive(t, w, 20, row.lanes...).onLane(t)
			p.Same(t)
		})
	}
}

// fallbackOf is the case of a name.
func fallbackOf(t *testing.T, name string) fallback {
	t.Helper()
	i := slices.IndexFunc(fallbacks, func(f fallback) bool { return f.name == name })
	if i < 0 {
		t.Fatalf("there is no case %q", name)
	}
	return fallbacks[i]
}
