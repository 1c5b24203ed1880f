package diag_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/diag"
)

func TestString(t *testing.T) {
	service := diag.Ref{APIVersion: "v1", Kind: "Service", Namespace: "shop", Name: "api"}
	tests := []struct {
		reason string
		in     diag.Diagnostic
		want   string
	}{
		{"everything is known",
			diag.New(diag.Headless, service, "v1, v2").In("spec.clusterIP").At(diag.Place{File: "api.yaml", Line: 3}),
			"warning GL0601 api.yaml:3 Service/shop/api spec.clusterIP: It is headless, so its clients choose among the pods of v1, v2 themselves, and nothing is generated for it. Add a second Service with a cluster IP for the calls that are to follow lanes, or one Service for each version. A Service stays headless until it is deleted and made anew."},
		{"about the run as a whole",
			diag.Diagnostic{Code: "GL9999", Severity: diag.Info, Message: "So it is."},
			"info GL9999: So it is."},
		{"user data cannot forge a line or control the terminal",
			diag.Diagnostic{Code: "GL9999", Severity: diag.Info, Message: "a\nerror\x1b[2J\r"},
			`info GL9999: a\nerror\x1b[2J\r`},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, tt.in.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSort(t *testing.T) {
	a := diag.Diagnostic{Code: "GL0002", Severity: diag.Error, Object: diag.Ref{Kind: "A", Name: "a"}}
	b := diag.Diagnostic{Code: "GL0001", Severity: diag.Warning, Object: diag.Ref{Kind: "A", Name: "a"}}
	c := diag.Diagnostic{Code: "GL0001", Severity: diag.Warning, Object: diag.Ref{Kind: "A", Name: "b"}}
	d := diag.Diagnostic{Code: "GL0000", Severity: diag.Info}
	want := []diag.Diagnostic{a, b, c, d}
	if diff := cmp.Diff(want, diag.Sort([]diag.Diagnostic{d, c, b}, []diag.Diagnostic{b, a})); diff != "" {
		t.Errorf("order, or a repeated finding (-want +got):\n%s", diff)
	}
}

// TestCatalogue keeps the catalogue fit for documents and messages: codes unique and in order, whole sentences.
func TestCatalogue(t *testing.T) {
	code := regexp.MustCompile(`^GL0[1-9]\d\d$`)
	previous := diag.Code("")
	for _, e := range diag.Catalogue() {
		if !code.MatchString(string(e.Code)) || e.Code <= previous {
			t.Errorf("%s: no code, or not in order after %s", e.Code, previous)
		}
		previous = e.Code
		if e.Title == "" || e.Why == "" || !strings.HasSuffix(e.Message, ".") || e.Remedy != "" && !strings.HasSuffix(e.Remedy, ".") {
			t.Errorf("%s: title, message, remedy and reason must be there, as sentences", e.Code)
		}
	}
}
