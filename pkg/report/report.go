package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/view"
)

// Report is what is rendered.
type Report struct {
	// Found are the findings that are reported, in the order of [diag.Sort], each with the place where it stands.
	Found []diag.Diagnostic
	// Suppressed are those that annotations keep from being reported, likewise.
	Suppressed []diag.Suppressed
	// Input is the file, or the path, that stands for the whole input where a format wants a file of every finding.
	Input string
	// Version is that of graylane.
	Version string
	// Paint colours text.
	Paint view.Paint
}

// Formats are all formats of a report, the default first.
func Formats() []view.Format[Report] {
	return []view.Format[Report]{{Name: "text", Render: text}, {Name: "json", Render: encode}, {Name: "sarif", Render: sarif}, {Name: "github", Render: github}}
}

// Count is how many of the findings that are reported have a severity.
func (r *Report) Count(s diag.Severity) int {
	n := 0
	for _, d := range r.Found {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// Reaches tells whether a finding that is reported is at least as serious as s.
func (r *Report) Reaches(s diag.Severity) bool {
	return slices.ContainsFunc(r.Found, func(d diag.Diagnostic) bool { return d.Severity.Reaches(s) })
}

// summary counts the findings.
func (r *Report) summary() string {
	var counts []string
	for _, s := range diag.Severities() {
		if n := r.Count(s); n > 0 {
			counts = append(counts, count(n, string(s)))
		}
	}
	line := "No findings"
	if len(counts) > 0 {
		line = strings.Join(counts, ", ")
	}
	if n := len(r.Suppressed); n > 0 {
		line += "; " + strconv.Itoa(n) + " suppressed"
	}
	return line + "."
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}

// title is what the catalogue calls findings of a code.
func title(code diag.Code) string {
	entry, _ := diag.Find(code)
	return entry.Title
}
