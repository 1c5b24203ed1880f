package model

import (
	"fmt"
	"testing"
)

// TestSelectingLooksAtFew says that finding what selects a workload does not look at what cannot.
func TestSelectingLooksAtFew(t *testing.T) {
	const many = 1000
	var sidecars []*Sidecar
	for i := range many {
		sidecars = append(sidecars, &Sidecar{
			Object:   Object{},
			Selector: Labels{"app": fmt.Sprint("app-", i), "team": "all"},
		})
	}
	looked := 0
	of := func(s *Sidecar) Labels { looked++; return s.Selector }
	index := newSelectors(sidecars, of, namespaceOf)
	looked = 0
	for i := range many {
		found := index.selecting("default", Labels{"app": fmt.Sprint("app-", i), "team": "all", "version": "v1"})
		if len(found) != 1 || found[0] != sidecars[i] {
			t.Fatalf("pods of app-%d are selected by %d, and not by their own", i, len(found))
		}
	}
	if looked > 2*many {
		t.Errorf("for %d label sets it looked at %d selectors", many, looked)
	}
}
