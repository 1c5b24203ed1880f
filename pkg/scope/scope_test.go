package scope_test

import (
	"testing"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/scope"
)

// What is in scope is tested where it is shown, in view.
func TestFolds(t *testing.T) {
	for _, tt := range []struct {
		reason   string
		kind     callgraph.Kind
		versions int
		want     bool
	}{
		{"telemetry to the one collector", callgraph.Telemetry, 1, true},
		{"to one whose pods have no version", callgraph.Registry, 0, true},
		{"which of two versions a check reaches is worth a line", callgraph.Health, 2, false},
		{"a database tells of the application", callgraph.Database, 1, false},
		{"so does a call", callgraph.Request, 1, false},
	} {
		if got := scope.Folds(tt.kind, tt.versions); got != tt.want {
			t.Errorf("%s: %v", tt.reason, got)
		}
	}
}
