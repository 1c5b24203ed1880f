package report

import (
	"fmt"
	"slices"

	"github.com/graylane/graylane/pkg/diag"
)

// maxResults is how many results GitHub takes in a run; it refuses a file with more
// (https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning).
const maxResults = 25_000

// Left says how much of the report a format leaves out; empty where it has all of it.
func (r *Report) Left(format string) string {
	left := len(r.Found) + len(r.Suppressed) - maxResults
	if format != "sarif" || left <= 0 {
		return ""
	}
	return fmt.Sprintf("SARIF has the first %d results, the most serious ones, and %d are left out: GitHub takes no more; -o json has all of them", maxResults, left)
}

// limited is the report with as many findings as fit, the most serious ones where not all do; those that are suppressed come last.
func (r *Report) limited() Report {
	out := *r
	if len(out.Found) > maxResults {
		out.Found = slices.Clone(out.Found)
		slices.SortStableFunc(out.Found, func(a, b diag.Diagnostic) int { return rank(a.Severity) - rank(b.Severity) })
		out.Found = out.Found[:maxResults]
	}
	out.Suppressed = out.Suppressed[:min(len(out.Suppressed), maxResults-len(out.Found))]
	return out
}

func rank(s diag.Severity) int { return slices.Index(diag.Severities(), s) }

// invocations tell of what is left out, in the place that SARIF has for it (section 3.20.21).
func (r *Report) invocations() []sarifInvocation {
	left := r.Left("sarif")
	if left == "" {
		return nil
	}
	return []sarifInvocation{{Successful: true, Notifications: []sarifNotification{{Level: "warning", Message: sarifText{left}}}}}
}
