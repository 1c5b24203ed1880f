package report

import (
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/quote"
	"github.com/graylane/graylane/pkg/view"
)

// text is the form for a person: a paragraph for the findings of a kind, with what to do about them at its end, and a line that
// counts them all.
func text(r Report) ([]byte, error) {
	var out strings.Builder
	for i, d := range r.Found {
		if i == 0 || !alike(r.Found[i-1], d) {
			out.WriteString(heading(d, r.Paint))
		}
		out.WriteString(entry(d, r.Paint))
		if i+1 < len(r.Found) && alike(d, r.Found[i+1]) {
			continue
		}
		if d.Remedy != "" {
			out.WriteString("  What to do: " + quote.LogLine(d.Remedy) + "\n")
		}
		out.WriteString("\n")
	}
	out.WriteString(r.summary() + "\n")
	return []byte(out.String()), nil
}

// alike tells whether two findings stand in one paragraph: one thing is to be done about both.
func alike(a, b diag.Diagnostic) bool {
	return a.Severity == b.Severity && a.Code == b.Code && a.Remedy == b.Remedy
}

func heading(d diag.Diagnostic, p view.Paint) string {
	severity := map[diag.Severity]func(string) string{diag.Error: p.Error, diag.Warning: p.Warning, diag.Info: p.Info}[d.Severity]
	return severity(string(d.Severity)) + " " + p.Bold(string(d.Code)) + ": " + title(d.Code) + "\n"
}

// entry is where a finding stands, what it is about, and below it what is wrong.
func entry(d diag.Diagnostic, p view.Paint) string {
	var about []string
	if d.Place.File != "" {
		place := d.Place.File
		if d.Place.Line > 0 {
			place += ":" + strconv.Itoa(d.Place.Line)
		}
		about = append(about, p.Bold(quote.LogLine(place)))
	}
	for _, what := range []string{d.Object.String(), d.Field} {
		if what != "" {
			about = append(about, quote.LogLine(what))
		}
	}
	if len(about) == 0 {
		return "  " + quote.LogLine(d.Message) + "\n"
	}
	return "  " + strings.Join(about, " ") + "\n    " + quote.LogLine(d.Message) + "\n"
}
