package pipeline_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/change"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/pipeline"
	"github.com/graylane/graylane/pkg/report"
	"github.com/graylane/graylane/pkg/view"
)

// hostileStrings are texts that a format would obey.
var hostileStrings = []string{
	"<script>alert(1)</script>", "</script><script>alert(1)</script>", `" onmouseover="alert(1)`, "'><img src=x onerror=alert(1)>", "]]>", "-->", "<!--", "&lt;b&gt;", "javascript:alert(1)", "</style>", "</text>",
	`"]; click b0 "javascript:alert(1)"`, "x\nend\n", "%%{init: {}}%%", ":::c", "#quot;", "`code`", "**b** _i_ ~~s~~ [a](b) ![a](b)", "|a|b|", "# h", "- l", "1. l", "<details>", "@team", "\\N\\G", "}", "label=<b>",
	"::error::x", "::set-output name=a::b", "%0A::error::x", "a\r\n::stop-commands::x", "\x1b[2J\x1b]0;x\x07", "\u009b31m", "\u202eabc\u2066", "\u2028", "\u0085", "\ufeff", "\x00", "\xff", "\t", " ", "", "日本語", "e\u0301", "😀", strings.Repeat("x", 200),
	"v2", "V2", "v-2", "v.2", "1.2.3", "a--b", "-", ".", "~", "yes", "1e3", "2026-01-02",
}

// FuzzViews renders an application in which hostile text stands everywhere, in every format but the pictures: what comes out is well-formed, and has
// the text nowhere but in text.
//
// fuzz: weight 4
func FuzzViews(f *testing.F) {
	seedViews(f)
	f.Fuzz(func(t *testing.T, a, b string) {
		fuzzing.Bounded(t)
		if len(a)+len(b) > 300 {
			return
		}
		for name, text := range renderings(t, a, b, func(name string) bool { return name != "svg" && name != "html" }) {
			inert(t, name, text)
		}
	})
}

// FuzzPictures is FuzzViews for the picture and the page with the picture, whose layout takes a thousand times as long.
//
// fuzz: weight 1
func FuzzPictures(f *testing.F) {
	seedViews(f)
	page := renderings(f, "plain", "other", func(name string) bool { return name == "html" })["html"]
	want := elements(f, page)
	f.Fuzz(func(t *testing.T, a, b string) {
		fuzzing.Bounded(t)
		if len(a)+len(b) > 300 {
			return
		}
		for name, text := range renderings(t, a, b, func(name string) bool { return name == "svg" || name == "html" }) {
			inert(t, name, text)
			if name == "html" {
				checkElements(t, want, elements(t, text))
			}
		}
	})
}

func seedViews(f *testing.F) {
	for i, s := range hostileStrings {
		f.Add(s, hostileStrings[(i+1)%len(hostileStrings)])
	}
	f.Add("web", "api")
}

// renderings are the application of two strings in the formats that are wanted, by name.
func renderings(t testing.TB, a, b string, wanted func(string) bool) map[string][]byte {
	t.Helper()
	config := api.GrayRelease{Spec: api.Default(), Ref: diag.Ref{Kind: "GrayRelease", Name: a}}
	analyze := func(facts []model.Any) (view.Graph, change.Side) {
		r := pipeline.Analyze(facts, &config)
		r.Diagnostics = append(r.Diagnostics, diag.New(diag.InputNotYAML, diag.Ref{Kind: a, Name: b}, a+b).At(diag.Place{File: b, Line: 1}))
		return view.Graph{Model: r.Model, Graph: r.Graph, Plan: r.Plan, Trace: r.Trace, VersionLabel: "version"},
			change.Side{Model: r.Model, Graph: r.Graph, Plan: r.Plan, Trace: r.Trace, VersionLabel: "version", Diagnostics: r.Diagnostics,
				Generated: []change.Generated{{Ref: diag.Ref{Kind: a, Name: b}, Text: []byte(a + "\n" + b)}}}
	}
	g, side := analyze(hostileApp(a, b))
	_, before := analyze(hostileApp("web", b))
	out := map[string][]byte{}
	add := func(name string, text []byte, err error) {
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out[name] = text
	}
	for _, format := range view.Formats() {
		if wanted(format.Name) {
			text, err := format.Render(g)
			add(format.Name, text, err)
		}
	}
	if !wanted("text") {
		return out
	}
	answer := g.Trace.Answer(lane.Question{Undeclared: true})
	for _, format := range view.ExplainFormats() {
		text, err := format.Render(view.Explanation{Graph: g, Answer: answer})
		add("explain "+format.Name, text, err)
	}
	for _, format := range view.DiffFormats() {
		text, err := format.Render(view.Difference{Change: change.Compare(before, side), Old: a, New: b})
		add("diff "+format.Name, text, err)
	}
	for _, format := range report.Formats() {
		text, err := format.Render(report.Report{Found: side.Diagnostics, Suppressed: []diag.Suppressed{{Diagnostic: side.Diagnostics[0], Reason: a + b}}, Input: a, Version: b})
		add("check "+format.Name, text, err)
	}
	return out
}

// command is a line that GitHub takes for a command of its own.
var command = regexp.MustCompile(`^::(error|warning|notice) [^\r\n]*::[^\r\n]*$`)

// inert checks that a rendering is well-formed, and that no terminal, browser or runner obeys what is in it.
func inert(t *testing.T, name string, text []byte) {
	t.Helper()
	if !utf8.Valid(text) || bytes.ContainsFunc(text, func(r rune) bool { return r != '\n' && r != '\t' && (unicode.IsControl(r) || bidi(r)) }) {
		t.Errorf("%s has a control character, or is no UTF-8:\n%q", name, text)
	}
	switch {
	case strings.HasSuffix(name, "json"), strings.HasSuffix(name, "sarif"):
		if !json.Valid(text) {
			t.Errorf("%s is no JSON:\n%s", name, text)
		}
	case strings.HasSuffix(name, "github"):
		for line := range strings.Lines(strings.TrimSuffix(string(text), "\n")) {
			if strings.HasPrefix(strings.TrimSpace(line), "::") && !command.MatchString(strings.TrimSuffix(line, "\n")) {
				t.Errorf("%s: %q", name, line)
			}
		}
	case name == "svg":
		checkSVG(t, text)
	}
	if strings.Contains(name, "markdown") && regexp.MustCompile(`(?i)<(script|img|iframe|style|svg|a)\b`).Match(unfenced(text)) {
		t.Errorf("%s has markup:\n%s", name, text)
	}
}

func bidi(r rune) bool { return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 }

// unfenced is Markdown without its blocks of code.
func unfenced(text []byte) []byte {
	return regexp.MustCompile("(?ms)^```+.*?^```+$|`[^`\n]*`").ReplaceAll(text, nil)
}

// checkSVG checks that a picture is XML of elements that draw.
func checkSVG(t *testing.T, text []byte) {
	t.Helper()
	for d := xml.NewDecoder(bytes.NewReader(text)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("the picture is no XML: %v\n%s", err, text)
		}
		if e, ok := token.(xml.StartElement); ok {
			if strings.EqualFold(e.Name.Local, "script") || strings.EqualFold(e.Name.Local, "foreignObject") {
				t.Errorf("the picture has an element %s", e.Name.Local)
			}
			checkAttributes(t, e)
		}
	}
}

func checkAttributes(t *testing.T, e xml.StartElement) {
	t.Helper()
	for _, a := range e.Attr {
		if strings.HasPrefix(strings.ToLower(a.Name.Local), "on") || strings.EqualFold(a.Name.Local, "href") && !strings.HasPrefix(a.Value, "#") {
			t.Errorf("the picture has %s=%q", a.Name.Local, a.Value)
		}
	}
}

// elements are the names of a page's elements and of their attributes, each once.
func elements(t testing.TB, page []byte) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if !errors.Is(z.Err(), io.EOF) {
				t.Fatal(z.Err())
			}
			return all
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			for _, a := range token.Attr {
				all[token.Data+" "+a.Key] = true
			}
			all[token.Data] = true
		case html.CommentToken:
			all["a comment"] = true
		}
	}
}

// checkElements checks that a page has no element and no attribute that one with other text does not have, but for those that draw.
func checkElements(t *testing.T, want, got map[string]bool) {
	t.Helper()
	for e := range got {
		if !want[e] && !regexp.MustCompile(`^(g|path|rect|text|tspan|line|polygon|circle|title|desc)( (class|d|x|y|width|height|rx|ry|points|transform|cx|cy|r|id|text-anchor|dx|dy|role|tabindex|aria-[a-z]+|data-[a-z]+))?$`).MatchString(e) {
			t.Errorf("the page has %s", e)
		}
	}
}
