package hostile_test

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

	"github.com/graylane/graylane/pkg/krm"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// view is a verb with a format, and what its output always is.
type view struct {
	args  []string
	check func(t *testing.T, out []byte)
	// Whether it sees every case, or all but the huge ones. Every view sees those that are for views.
	always, cheap bool
}

var views = []view{
	{args: []string{"build", "-"}, check: checkDocuments, always: true},
	{args: []string{"generate", "-"}, check: checkDocuments},
	{args: []string{"graph", "-"}, check: checkPlain},
	{args: []string{"graph", "-o", "wide", "-"}, check: checkPlain},
	{args: []string{"graph", "-o", "json", "-"}, check: checkJSON, cheap: true},
	{args: []string{"graph", "-o", "mermaid", "-"}, check: checkPlain},
	{args: []string{"graph", "-o", "dot", "-"}, check: checkPlain},
	{args: []string{"graph", "-o", "svg", "-"}, check: checkXML},
	{args: []string{"graph", "-o", "html", "-"}, check: checkHTML},
	{args: []string{"check", "-o", "json", "-"}, check: checkJSON},
	{args: []string{"check", "-o", "sarif", "-"}, check: checkJSON, cheap: true},
	{args: []string{"check", "-o", "github", "-"}, check: checkCommands},
	{args: []string{"explain", "-"}, check: checkPlain, cheap: true},
	{args: []string{"explain", "-o", "wide", "-"}, check: checkPlain},
	{args: []string{"explain", "-o", "json", "-"}, check: checkJSON},
	{args: []string{"explain", "--all", "-o", "json", "-"}, check: checkJSON},
}

// checkList tells whether the function wrote a list that still has every item of its input, or nothing at all.
func (c input) checkList(t *testing.T, in []byte, o outcome) {
	t.Helper()
	if o.code == 1 && len(o.out) == 0 {
		return
	}
	if c.huge {
		if len(o.out) < len(in)/2 {
			t.Errorf("of %d bytes, %d are left", len(in), len(o.out))
		}
		return
	}
	keep := func(_ int, n *yaml.Node) string {
		text, err := yaml.Marshal(n)
		if err != nil {
			return err.Error()
		}
		return string(text)
	}
	_, before, err := krm.Read(in, keep)
	if err != nil {
		t.Errorf("the function wrote a list for what is none: %v", err)
	}
	_, after, err := krm.Read(o.out, keep)
	if err != nil {
		t.Fatalf("the function wrote what is no list: %v\n%.1000s", err, o.out)
	}
	left := map[string]int{}
	for _, item := range after {
		left[item]++
	}
	for _, item := range before {
		if left[item]--; left[item] < 0 {
			t.Errorf("an item is not there any more:\n%.500s", item)
		}
	}
}

// checkDocuments tells whether an output is a stream of YAML documents.
func checkDocuments(t *testing.T, out []byte) {
	t.Helper()
	d := yaml.NewDecoder(bytes.NewReader(out))
	for {
		var n yaml.Node
		switch err := d.Decode(&n); {
		case errors.Is(err, io.EOF):
			return
		case err != nil:
			t.Errorf("no YAML: %v", err)
			return
		}
	}
}

// checkPlain tells whether a terminal, and the log of a job, would obey an output.
func checkPlain(t *testing.T, out []byte) {
	t.Helper()
	if !utf8.Valid(out) {
		t.Error("no UTF-8")
	}
	for line := range strings.Lines(string(out)) {
		if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") {
			t.Errorf("a command for GitHub Actions: %.200q", line)
		}
		if i := strings.IndexFunc(strings.TrimSuffix(line, "\n"), unshown); i >= 0 {
			t.Errorf("what a terminal obeys: %.200q", line[i:])
		}
	}
}

// unshown tells whether a rune is a control character, or changes the direction of others.
func unshown(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029'
}

func checkJSON(t *testing.T, out []byte) {
	t.Helper()
	if !json.Valid(out) {
		t.Errorf("no JSON: %.500s", out)
	}
}

// summary is the last line of annotations.
var summary = regexp.MustCompile(`^([0-9]+ (error|warning|info|notice)s?(, )?)+\.\n$|^Nothing to report`)

// checkCommands tells whether every line is one of the commands of graylane, with text in it that is no other.
func checkCommands(t *testing.T, out []byte) {
	t.Helper()
	for line := range strings.Lines(string(out)) {
		if summary.MatchString(line) {
			continue
		}
		command, _, _ := strings.Cut(strings.TrimPrefix(line, "::"), " ")
		if !strings.HasPrefix(line, "::") || command != "error" && command != "warning" && command != "notice" || strings.IndexFunc(strings.TrimSuffix(line, "\n"), unicode.IsControl) >= 0 {
			t.Errorf("no annotation: %.200q", line)
		}
	}
}

// checkXML tells whether a picture is well-formed, without anything that runs or is fetched.
func checkXML(t *testing.T, out []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(out))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Errorf("no XML: %v", err)
			return
		}
		if start, ok := token.(xml.StartElement); ok {
			checkElement(t, start)
		}
	}
}

func checkElement(t *testing.T, e xml.StartElement) {
	t.Helper()
	switch e.Name.Local {
	case "script", "foreignObject", "iframe", "image", "a", "use", "animate", "set":
		t.Errorf("an element %s", e.Name.Local)
	}
	for _, a := range e.Attr {
		if name := strings.ToLower(a.Name.Local); strings.HasPrefix(name, "on") || name == "href" || name == "src" {
			t.Errorf("an attribute %s of %s", name, e.Name.Local)
		}
	}
}

// opaque are the elements of a page whose text is no markup. A browser ends each of them at the first end tag.
var opaque = regexp.MustCompile(`(?s)<(script|style)[^>]*>.*?</(script|style)>`)

// checkHTML tells whether a page has its own two scripts and one style and no other, and no element or attribute that runs anything.
func checkHTML(t *testing.T, out []byte) {
	t.Helper()
	if n := len(opaque.FindAll(out, -1)); n != 3 {
		t.Errorf("%d scripts and styles", n)
	}
	if !bytes.Contains(out, []byte(`content="default-src 'none'; `)) {
		t.Error("no policy")
	}
	d := xml.NewDecoder(bytes.NewReader(opaque.ReplaceAll(out, nil)))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	for {
		token, err := d.Token()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				t.Errorf("no HTML: %v", err)
			}
			return
		}
		if start, ok := token.(xml.StartElement); ok {
			checkElement(t, start)
		}
	}
}
