package view_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/change"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/view"
)

// difference has a text of the input in every place that takes one.
func difference(text string) view.Difference {
	service := diag.Ref{APIVersion: "v1", Kind: "Service", Namespace: text, Name: text}
	party := change.Party{Ref: service, Version: text}
	other := change.Party{Ref: diag.Ref{Kind: text, Namespace: "other", Name: text}, Version: text}
	landing := func(caller change.Party) *change.Landing {
		return &change.Landing{
			Caller: caller, Headers: []lane.Header{{Name: text, StringMatch: api.StringMatch{Regex: text}}}, Percent: 10, Subset: text,
			Versions: []string{text}, Spot: change.Versions, Reason: lane.InLane,
		}
	}
	pods := change.Party{Ref: diag.Ref{Namespace: text}, Labels: map[string]string{text: text}}
	l := change.Lane{
		Name: text, Kind: change.Changed,
		Members: []change.Member{{Kind: change.Changed, Old: &party, New: &other, Was: change.Standing{There: true, Lane: text}, Is: change.Standing{There: true, Lane: text}}},
		Entries: []change.Call{{Kind: change.Added, Entry: true, Callee: service, New: landing(other)}},
		Calls:   []change.Call{{Kind: change.Changed, Callee: service, Port: 80, Old: landing(party), New: landing(pods)}},
		Gaps:    []change.Gap{{Kind: change.Added, At: service, New: []change.Party{party}}},
		Reaches: []change.Reach{{Version: other, Old: change.Reached, New: change.Unreached}},
	}
	state := func() *change.State {
		return &change.State{Baseline: text, Unnamed: []string{text}, Reason: lane.Uncalled}
	}
	spread := change.Service{Kind: change.Changed, Ref: service, Added: []string{text}, Removed: []string{text}, Old: state(), New: state()}
	spread.New.Unnamed = []string{text, text}
	c := change.Change{
		Lanes: []change.Lane{l}, Services: []change.Service{spread},
		Findings:  []change.Finding{{Kind: change.Added, Diagnostic: diag.Diagnostic{Code: "GL0306", Severity: diag.Warning, Object: service, Field: text, Message: text, Remedy: text}}},
		Resources: []change.Resource{{Kind: change.Added, Ref: service}},
	}
	c.Lost = []change.Lost{{Lane: text, Gap: &l.Gaps[0]}, {Lane: text, Reach: &l.Reaches[0]}, {Lane: text, Call: &l.Calls[0]}, {Service: &c.Services[0]}}
	return view.Difference{Change: c, Old: text, New: text, Topic: text, Notes: []string{text + " is not there."}}
}

func rendered(t *testing.T, format string, d view.Difference) string {
	t.Helper()
	for _, f := range view.DiffFormats() {
		if f.Name == format {
			text, err := f.Render(d)
			if err != nil {
				t.Fatal(err)
			}
			return string(text)
		}
	}
	t.Fatalf("no format %s", format)
	return ""
}

// hostileTexts are texts that mean something to a terminal or to Markdown.
var hostileTexts = []string{
	"\x1b[31mred", "a\nb", "a\r\n\r\n# heading", "a|b", `a\|b`, "a`b", "``", "<img src=x onerror=alert(1)>", "</code>", "-->", "--> <script>", "@octocat", "mail@example.org",
	"#123", "https://evil.example", "www.evil.example", "[x](https://evil.example)", "![x](y)", "*a*", "_a_", "~~a~~", "&amp;", "$`x`$", "$a$", "</details>", "a\u202eb", " a ", "", "\xff",
	":smile:", "GH-1", "org/repo#1", "|||", "\\", "`", "a" + strings.Repeat("|", 500),
}

// TestHostileDiff finds no character of the input that a terminal obeys, and none that Markdown does.
func TestHostileDiff(t *testing.T) {
	code := regexp.MustCompile("`[^`]*`|<code>([^<>`|\\\\@*_~\\[\\]#!&:.$]|&#[0-9]+;)*</code>")
	// What is left without the code is graylane's own.
	own := regexp.MustCompile(`^[A-Za-z0-9 ,;:.()%→…/+~#*|<>&=-]*$`)
	for _, text := range hostileTexts {
		d := difference(text)
		for _, format := range []string{"text", "markdown", "json"} {
			got := rendered(t, format, d)
			if strings.ContainsFunc(strings.ReplaceAll(got, "\n", ""), func(r rune) bool { return !unicode.IsPrint(r) && (format != "json" || r == 0x1b) }) {
				t.Errorf("%q as %s: %q", text, format, got)
			}
		}
		for i, line := range strings.Split(rendered(t, "markdown", d), "\n") {
			if i == 0 {
				if !regexp.MustCompile(`^<!-- graylane-diff(: [A-Za-z0-9._/, -]*)? -->$`).MatchString(line) || strings.Count(line, "--") != 2 {
					t.Errorf("%q: %s", text, line)
				}
				continue
			}
			rest := code.ReplaceAllString(line, "")
			if !own.MatchString(rest) || strings.Contains(rest, "code>") {
				t.Errorf("%q: %q\n%q", text, line, rest)
			}
			if strings.HasPrefix(line, "|") && strings.Count(line, "|") != strings.Count(rest, "|") {
				t.Errorf("%q: a cell has a pipe: %s", text, line)
			}
		}
	}
}

// TestLongDiff keeps a comment as short as GitHub takes it, whatever changes.
func TestLongDiff(t *testing.T) {
	const limit = 65536
	for _, tt := range []struct {
		reason             string
		lanes, rows, times int
	}{
		{"one long table", 1, 3000, 1}, {"many lanes", 500, 3, 1}, {"long names that are escaped", 40, 40, 60}, {"longer than can be", 1, 1, 10000},
	} {
		d := difference(strings.Repeat("|", tt.times))
		l := d.Lanes[0]
		d.Lanes = nil
		for i := range tt.lanes {
			of := l
			of.Name, of.Calls = fmt.Sprintf("%s%d", l.Name, i), nil
			for range tt.rows {
				of.Calls = append(of.Calls, l.Calls[0])
			}
			d.Lanes = append(d.Lanes, of)
		}
		got := rendered(t, "markdown", d)
		if len(got) > limit || !strings.HasPrefix(got, "<!-- graylane-diff") || !strings.HasSuffix(got, "\n") {
			t.Errorf("%s: %d characters: %.100q", tt.reason, len(got), got)
		}
		if opened, closed := strings.Count(got, "<details>"), strings.Count(got, "</details>"); opened != closed {
			t.Errorf("%s: %d elements are opened, %d closed", tt.reason, opened, closed)
		}
		if text := rendered(t, "text", d); tt.rows > 1 && strings.Count(text, "calls") < tt.lanes*tt.rows {
			t.Errorf("%s: the text lacks calls", tt.reason)
		}
	}
}

// TestEmptyDiff says that nothing differs, and how much was compared.
func TestEmptyDiff(t *testing.T) {
	d := view.Difference{Change: change.Change{Compared: 7}, Old: "a", New: "b"}
	if got, want := rendered(t, "text", d), "No changes for any lane (7 calls compared).\n"; got != want {
		t.Errorf("%q", got)
	}
	if got := rendered(t, "markdown", d); !strings.Contains(got, "**No changes for any lane (7 calls compared).**\n") || strings.Contains(got, "####") {
		t.Errorf("%s", got)
	}
	if got := rendered(t, "json", d); !strings.Contains(got, `"changed": false`) || !strings.Contains(got, `"lanes": []`) {
		t.Errorf("%s", got)
	}
}

// TestPaintedDiff colours what is new and what is gone, and nothing else of the text.
func TestPaintedDiff(t *testing.T) {
	d := difference("x")
	plain := rendered(t, "text", d)
	d.Paint = view.Colours()
	painted := rendered(t, "text", d)
	if got := regexp.MustCompile(`\x1b\[[0-9;]*m`).ReplaceAllString(painted, ""); got != plain || painted == plain {
		t.Errorf("%q", painted)
	}
	d.Paint = view.Paint{}
	for _, format := range []string{"json", "markdown"} {
		if strings.Contains(rendered(t, format, d), "\x1b") {
			t.Errorf("%s is painted", format)
		}
	}
}
