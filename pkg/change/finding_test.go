package change_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/change"
	"github.com/graylane/graylane/pkg/diag"
)

func TestFindings(t *testing.T) {
	warning := func(object, message string) diag.Diagnostic {
		return diag.Diagnostic{Code: "GL0306", Severity: diag.Warning, Object: diag.Ref{Kind: "Service", Name: object}, Message: message}
	}
	hard := warning("a", "lost")
	hard.Severity = diag.Error
	reported := func(ds ...diag.Diagnostic) change.Side { return change.Side{Diagnostics: ds} }
	suppressed := func(d diag.Diagnostic, ds ...diag.Diagnostic) change.Side {
		return change.Side{Diagnostics: ds, Suppressed: []diag.Suppressed{{Diagnostic: d, Reason: "meant"}}}
	}
	added := func(d diag.Diagnostic, reason string) change.Finding {
		return change.Finding{Kind: change.Added, Diagnostic: d, Suppressed: reason}
	}
	removed := func(d diag.Diagnostic, reason string) change.Finding {
		return change.Finding{Kind: change.Removed, Diagnostic: d, Suppressed: reason}
	}
	tests := []struct {
		reason   string
		old, new change.Side
		want     []change.Finding
	}{
		{"in other words it is the same", reported(warning("a", "lost")), reported(warning("a", "lost twice")), nil},
		{"of another object it is another", reported(warning("a", "lost")), reported(warning("b", "lost")),
			[]change.Finding{added(warning("b", "lost"), ""), removed(warning("a", "lost"), "")}},
		{"a warning that becomes an error", reported(warning("a", "lost")), reported(hard),
			[]change.Finding{added(hard, ""), removed(warning("a", "lost"), "")}},
		{"one that is suppressed is not gone", reported(warning("a", "lost")), suppressed(warning("a", "lost")),
			[]change.Finding{removed(warning("a", "lost"), "meant")}},
		{"one that is not suppressed any more is not new", suppressed(warning("a", "lost")), reported(warning("a", "lost")),
			[]change.Finding{added(warning("a", "lost"), "meant")}},
		{"suppressed on both sides, or there only suppressed", suppressed(warning("a", "lost")), suppressed(warning("b", "lost")), nil},
		{"the same words come first", reported(warning("a", "1"), warning("a", "2")), suppressed(warning("a", "2")),
			[]change.Finding{removed(warning("a", "1"), ""), removed(warning("a", "2"), "meant")}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			o, n := side(t, nil, nil), side(t, nil, nil)
			o.Diagnostics, o.Suppressed = tt.old.Diagnostics, tt.old.Suppressed
			n.Diagnostics, n.Suppressed = tt.new.Diagnostics, tt.new.Suppressed
			c := change.Compare(o, n)
			if diff := cmp.Diff(tt.want, c.Findings); diff != "" {
				t.Error(diff)
			}
			if c.Empty() != (len(tt.want) == 0) {
				t.Errorf("Empty is %t", c.Empty())
			}
		})
	}
}
