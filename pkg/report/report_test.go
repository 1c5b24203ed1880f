package report_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/report"
	"github.com/graylane/graylane/pkg/view"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// render renders a report in a format.
func render(t *testing.T, r report.Report, format string) string {
	t.Helper()
	for _, f := range report.Formats() {
		if f.Name == format {
			out, err := f.Render(r)
			if err != nil {
				t.Fatal(err)
			}
			return string(out)
		}
	}
	t.Fatalf("no format %s", format)
	return ""
}

func ref(name string) diag.Ref { return diag.Ref{APIVersion: "v1", Kind: "Service", Name: name} }

func uncalled(name string, line int) diag.Diagnostic {
	return diag.New(diag.Uncalled, ref(name), "it gets no VirtualService", "v1, v2").At(diag.Place{File: "shop.yaml", Line: line})
}

func TestFormats(t *testing.T) {
	var names []string
	for _, f := range report.Formats() {
		names = append(names, f.Name)
	}
	if diff := cmp.Diff([]string{"text", "json", "sarif", "github"}, names); diff != "" {
		t.Error(diff)
	}
}

func TestText(t *testing.T) {
	own := uncalled("own", 9)
	own.Remedy = "Do something else."
	for _, tt := range []struct {
		reason string
		in     report.Report
		want   string
	}{
		{"nothing is found", report.Report{}, "No findings.\n"},
		{"what is suppressed is counted", report.Report{Suppressed: []diag.Suppressed{{Diagnostic: uncalled("a", 1), Reason: "so"}}}, "No findings; 1 suppressed.\n"},
		{"findings of a code are one paragraph as long as their remedy is the same",
			report.Report{Found: []diag.Diagnostic{uncalled("a", 1), uncalled("b", 5), own}},
			`warning GL0401: Service that nothing is known to call
  shop.yaml:1 Service/a
    Nothing is known to call it, so it gets no VirtualService and its traffic is spread over all of its versions: v1, v2.
  shop.yaml:5 Service/b
    Nothing is known to call it, so it gets no VirtualService and its traffic is spread over all of its versions: v1, v2.
  What to do: Declare its callers in spec.calls.add, or name it in spec.entries if gateways call it; or set spec.uncalled: baseline.

warning GL0401: Service that nothing is known to call
  shop.yaml:9 Service/own
    Nothing is known to call it, so it gets no VirtualService and its traffic is spread over all of its versions: v1, v2.
  What to do: Do something else.

3 warnings.
`},
		{"what is not known is left out", report.Report{Found: []diag.Diagnostic{
			{Code: diag.NotRouted, Severity: diag.Info, Message: "So it is."},
			{Code: diag.NotRouted, Severity: diag.Info, Message: "So it is.", Place: diag.Place{File: "a"}, Field: "spec"},
		}}, `info GL0602: Service without a port that Istio routes
  So it is.
  a spec
    So it is.

2 infos.
`},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, render(t, tt.in, "text")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestGitHub(t *testing.T) {
	for _, tt := range []struct {
		reason, want string
		in           diag.Diagnostic
	}{
		{"a warning", "::warning file=shop.yaml,line=3,title=GL0401%3A Service that nothing is known to call::Service/a: Nothing",
			uncalled("a", 3)},
		{"an info is a notice, without a line that is not known", "::notice file=a%2Cb%3Ac%25.yaml,title=GL0602%3A Service without a port that Istio routes::So: 100%25%0A",
			diag.Diagnostic{Code: diag.NotRouted, Severity: diag.Info, Message: "So: 100%", Remedy: "Do.", Place: diag.Place{File: "a,b:c%.yaml"}}},
		{"standard input is no file of a change", "::error title=GL0602%3A Service without a port that Istio routes::So.\n",
			diag.Diagnostic{Code: diag.NotRouted, Severity: diag.Error, Message: "So.", Place: diag.Place{File: "-", Line: 3}}},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			got := render(t, report.Report{Found: []diag.Diagnostic{tt.in}}, "github")
			if !strings.HasPrefix(got, tt.want) {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// log is what the tests look at in SARIF.
type log struct {
	Runs []struct {
		Tool struct {
			Driver struct {
				Version, SemanticVersion string
				Rules                    []struct{ ID string }
			}
		}
		Results []struct {
			RuleID              string
			RuleIndex           int
			Level               string
			Message             struct{ Text string }
			PartialFingerprints map[string]string
			Suppressions        []struct{ Kind, Status, Justification string }
			Locations           []struct {
				PhysicalLocation struct {
					ArtifactLocation struct{ URI string }
					Region           struct{ StartLine int }
				}
			}
		}
	}
}

// sarif renders a report as SARIF, and holds that against the schema.
func sarif(t *testing.T, r report.Report) log {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile("testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	text := render(t, r, "sarif")
	instance, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(instance); err != nil {
		t.Error(err)
	}
	var out log
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestSARIF(t *testing.T) {
	spread := diag.Diagnostic{Code: diag.NoVersionLabel, Severity: diag.Error, Message: "See [this](http://x)."}
	space := uncalled("a", 0)
	space.Place.File = "/dir/with space/ä:%.yaml"
	r := report.Report{
		Found: []diag.Diagnostic{spread, uncalled("a", 3), space}, Input: "overlay/kustomization.yaml", Version: "v1.2.3",
		Suppressed: []diag.Suppressed{{Diagnostic: uncalled("b", 7), Reason: "browsers call it"}},
	}
	run := sarif(t, r).Runs[0]
	type seen struct {
		ID, Level, Text, URI string
		Index, Line          int
	}
	var got []seen
	for _, result := range run.Results {
		at := result.Locations[0].PhysicalLocation
		got = append(got, seen{result.RuleID, result.Level, result.Message.Text[:10], at.ArtifactLocation.URI, result.RuleIndex, at.Region.StartLine})
		if run.Tool.Driver.Rules[result.RuleIndex].ID != result.RuleID {
			t.Errorf("%s: its index is that of another rule", result.RuleID)
		}
	}
	if diff := cmp.Diff([]seen{
		{"GL0301", "error", "See [this]", "overlay/kustomization.yaml", 0, 1},
		{"GL0401", "warning", "Nothing is", "shop.yaml", 1, 3},
		{"GL0401", "warning", "Nothing is", "file:///dir/with%20space/%C3%A4%3A%25.yaml", 1, 1},
		{"GL0401", "warning", "Nothing is", "shop.yaml", 1, 7},
	}, got); diff != "" {
		t.Error(diff)
	}
	if text := run.Results[0].Message.Text; strings.Contains(text, "](") {
		t.Errorf("text of the input is a link: %s", text)
	}
	if s := run.Results[3].Suppressions; len(s) != 1 || s[0].Justification != "browsers call it" || len(run.Results[1].Suppressions) > 0 {
		t.Errorf("suppressions: %+v", run.Results)
	}
}

// TestSemanticVersion says it only where it is one.
func TestSemanticVersion(t *testing.T) {
	for version, want := range map[string]string{"v1.2.3": "1.2.3", "1.2.3-4-gabcdef-dirty": "1.2.3-4-gabcdef-dirty", "b4307bf": "", "devel": "", "": "", "v1.2": ""} {
		driver := sarif(t, report.Report{Version: version}).Runs[0].Tool.Driver
		if driver.Version != version || driver.SemanticVersion != want {
			t.Errorf("%s: %s, want %s", version, driver.SemanticVersion, want)
		}
	}
}

// TestFingerprints keeps those of findings that move, or whose messages count more, and tells all others apart.
func TestFingerprints(t *testing.T) {
	of := func(ds ...diag.Diagnostic) []string {
		var all []string
		for _, result := range sarif(t, report.Report{Found: ds}).Runs[0].Results {
			all = append(all, result.PartialFingerprints["finding/v1"])
		}
		return all
	}
	moved, more := uncalled("a", 77), uncalled("a", 3)
	moved.Place.File = "elsewhere.yaml"
	more.Message += " And v3."
	first := of(uncalled("a", 3))[0]
	if of(moved)[0] != first || of(more)[0] != first {
		t.Error("a finding that moved is another one")
	}
	other := uncalled("a", 3)
	other.Code = diag.Gap
	known := map[string]bool{}
	for _, id := range of(uncalled("a", 3), more, uncalled("b", 3), uncalled("a", 3).In("spec"), other) {
		if id == "" || known[id] {
			t.Errorf("two findings have the fingerprint %q", id)
		}
		known[id] = true
	}
}

// TestLimit keeps to the number of results that GitHub takes, of which the most serious come first, and tells of the rest.
func TestLimit(t *testing.T) {
	var found []diag.Diagnostic
	for range 25_001 {
		found = append(found, uncalled("a", 1))
	}
	few := report.Report{Found: found[:25_000], Input: "x"}
	if text := render(t, few, "sarif"); few.Left("sarif") != "" || strings.Contains(text, "invocations") {
		t.Error("something is left out of what fits")
	}
	found = append(found, diag.Diagnostic{Code: diag.Gap, Severity: diag.Error, Message: "So."})
	r := report.Report{Found: found, Suppressed: []diag.Suppressed{{Diagnostic: uncalled("b", 1), Reason: "so"}}, Input: "x"}
	text := render(t, r, "sarif")
	left := r.Left("sarif")
	if r.Left("json") != "" || !strings.Contains(left, " 3 are left out") ||
		!strings.Contains(text, `"toolExecutionNotifications": [`) || !strings.Contains(text, left) {
		t.Errorf("of the rest it is told %q", left)
	}
	var out log
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	if results := out.Runs[0].Results; len(results) != 25_000 || results[0].RuleID != "GL0306" {
		t.Errorf("%d results, the first %s", len(results), results[0].RuleID)
	}
}

// TestHostile renders what a terminal, the log of an action, JSON or SARIF would obey.
func TestHostile(t *testing.T) {
	for _, text := range []string{
		"\x1b[2J\x1b]0;owned\x07", "\n::error::owned", "::add-mask::x", "##[error]owned", "\r\n::stop-commands::x", "%0A::error::owned",
		"a,line=1::owned", "\u009b31m", "\u202e", "\u2028::error::x", "\xff\xfe", "<script>", "\"}]}", "[a](http://owned)",
	} {
		d := diag.Diagnostic{
			Code: diag.Gap, Severity: diag.Warning, Object: diag.Ref{APIVersion: text, Kind: text, Namespace: text, Name: text},
			Place: diag.Place{File: text, Line: 2}, Field: text, Message: text, Remedy: text,
		}
		r := report.Report{Found: []diag.Diagnostic{d}, Suppressed: []diag.Suppressed{{Diagnostic: d, Reason: text}}, Input: text, Version: text}
		for format, most := range map[string]int{"text": 6, "github": 2} {
			out := render(t, r, format)
			if !utf8.ValidString(out) || strings.ContainsFunc(out, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }) {
				t.Errorf("%q gets through as %s:\n%q", text, format, out)
			}
			if n := strings.Count(out, "\n"); n != most {
				t.Errorf("%q makes %d lines as %s:\n%s", text, n, format, out)
			}
			for line := range strings.Lines(out) {
				if obeyed(line) != (format == "github" && strings.HasPrefix(line, "::warning file=")) {
					t.Errorf("%q is obeyed as %s:\n%s", text, format, out)
				}
			}
		}
		if properties, _, _ := strings.Cut(strings.TrimPrefix(render(t, r, "github"), "::"), "::"); strings.Count(properties, ",") != 2 || strings.Count(properties, "=") != 3+strings.Count(text, "=") {
			t.Errorf("%q makes properties: %s", text, properties)
		}
		if result := sarif(t, r).Runs[0].Results[0]; strings.Contains(result.Message.Text, "](") {
			t.Errorf("%q makes a link: %s", text, result.Message.Text)
		}
		var decoded struct {
			Diagnostics []struct{ Message string }
		}
		if err := json.Unmarshal([]byte(render(t, r, "json")), &decoded); err != nil || utf8.ValidString(text) && decoded.Diagnostics[0].Message != text {
			t.Errorf("%q is %+v in JSON (%v)", text, decoded, err)
		}
	}
}

// obeyed tells whether GitHub takes a line of a log for a command.
func obeyed(line string) bool {
	rest, begins := strings.CutPrefix(strings.TrimSpace(line), "::")
	return begins && strings.Contains(rest, "::") || strings.Contains(line, "##[") && !begins
}

// TestPaint colours severities, codes and places, and nothing of the input.
func TestPaint(t *testing.T) {
	r := report.Report{Found: []diag.Diagnostic{uncalled("a", 3)}, Paint: view.Colours()}
	if got, want := render(t, r, "text"), "\x1b[1;33mwarning\x1b[0m \x1b[1mGL0401\x1b[0m: Service"; !strings.HasPrefix(got, want) {
		t.Errorf("%q", got)
	}
	if strings.Count(render(t, r, "text"), "\x1b") != 6 || strings.Contains(render(t, r, "github"), "\x1b") {
		t.Error("something else is coloured")
	}
}

// TestReaches is the table of --fail-on.
func TestReaches(t *testing.T) {
	of := func(severities ...diag.Severity) report.Report {
		var r report.Report
		for _, s := range severities {
			r.Found = append(r.Found, diag.Diagnostic{Code: diag.Gap, Severity: s})
		}
		r.Suppressed = []diag.Suppressed{{Diagnostic: diag.Diagnostic{Code: diag.Gap, Severity: diag.Warning}}}
		return r
	}
	for _, tt := range []struct {
		found []diag.Severity
		want  [3]bool // of error, warning, info
	}{
		{nil, [3]bool{false, false, false}},
		{[]diag.Severity{diag.Info}, [3]bool{false, false, true}},
		{[]diag.Severity{diag.Warning, diag.Info}, [3]bool{false, true, true}},
		{[]diag.Severity{diag.Error}, [3]bool{true, true, true}},
	} {
		r := of(tt.found...)
		got := [3]bool{r.Reaches(diag.Error), r.Reaches(diag.Warning), r.Reaches(diag.Info)}
		if got != tt.want {
			t.Errorf("%v: %v, want %v", tt.found, got, tt.want)
		}
	}
}
