package page_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/diagram"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/page"
)

// named is a diagram in which everything that comes from the input is s; telemetry is folded away.
func named(s string) *diagram.Diagram {
	ref := diag.Ref{Kind: s, Namespace: s, Name: s}
	service := &model.Service{Object: model.Object{Ref: ref}}
	from := &diagram.Box{ID: 0, Kind: diagram.Entry, Object: ref}
	to := &diagram.Box{
		ID: 1, Kind: diagram.Application, Object: ref, Aliases: []string{s}, Lost: []int{1},
		Rows: []diagram.Row{{Version: s, Lane: 0, Workloads: []diag.Ref{ref}}, {Version: s + "2", Lane: 1, Unreachable: true}},
	}
	metrics := &diagram.Box{ID: 2, Kind: diagram.Application, Object: ref, Rows: []diagram.Row{{Lane: diagram.NoLane}}}
	hop := lane.Hop{Caller: ref, Callee: service, Lane: s, Headers: []lane.Header{{Name: s}}, Reason: lane.AtEntry}
	call := &callgraph.Call{Callee: service, Kind: "telemetry", Evidence: []callgraph.Evidence{{Detector: "env", Object: ref, Field: s, Key: s, Value: s}}}
	arrows := []*diagram.Arrow{
		{From: diagram.End{Box: from, Row: diagram.WholeBox}, To: diagram.End{Box: to, Row: 1}, Flows: []diagram.Flow{{Hop: hop, Lane: 1, Lost: true}}},
		{ID: 1, From: diagram.End{Box: to, Row: 1}, To: diagram.End{Box: metrics, Row: 0}, Flows: []diagram.Flow{{Hop: hop, Number: 1, Lane: 1, Call: call, Fold: "telemetry"}}},
	}
	return &diagram.Diagram{
		Lanes: []string{"baseline", s}, Namespaces: []string{"a", "b"}, Boxes: []*diagram.Box{from, to, metrics}, Arrows: arrows,
		Gaps: []diagram.Gap{{Lane: 1, At: diagram.End{Box: to, Row: 0}, Arrows: arrows[:1], Unreachable: []diagram.End{{Box: to, Row: 1}}}},
	}
}

func render(t *testing.T, d *diagram.Diagram) string {
	t.Helper()
	out, err := page.Render(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// The parts of a page whose text is no markup, and the markup of the rest.
var (
	style  = regexp.MustCompile(`(?s)<style>(.*?)</style>`)
	script = regexp.MustCompile(`(?s)<script type="module">(.*?)</script>`)
	block  = regexp.MustCompile(`(?s)<script type="application/json" id="data">(.*?)</script>`)
	tag    = regexp.MustCompile(`<(/?[a-z!][a-z0-9]*)((?: [a-zA-Z-]+(?:="[^"<>]*")?)*) ?/?>`)
)

// markup are the tags of a page, with the names of their attributes.
func markup(t *testing.T, document string) []string {
	t.Helper()
	for _, opaque := range []*regexp.Regexp{style, script, block} {
		document = opaque.ReplaceAllString(document, "")
	}
	var all []string
	for _, m := range tag.FindAllStringSubmatch(document, -1) {
		all = append(all, m[1]+regexp.MustCompile(`="[^"]*"`).ReplaceAllString(m[2], ""))
	}
	if rest := tag.ReplaceAllString(document, ""); strings.ContainsAny(rest, "<>") {
		t.Errorf("markup that is none of the page's: %.300q", rest[strings.IndexAny(rest, "<>"):])
	}
	return all
}

// TestHostile puts hostile text everywhere: the markup is the one that there is with other text, and the data say what they are.
func TestHostile(t *testing.T) {
	want := markup(t, render(t, named("plain")))
	for _, s := range []string{
		"<script>alert(1)</script>", "</script><script>alert(1)</script>", "<!--<script>", `" onmouseover="alert(1)`, "&lt;img src=x onerror=alert(1)&gt;",
		"</style>", "\x00", "\u202eabc", "\u2028", "\xff", strings.Repeat("x", 100_000), "", "日本語",
	} {
		document := render(t, named(s))
		if diff := cmp.Diff(want, markup(t, document)); diff != "" {
			t.Errorf("%.40q: %s", s, diff)
		}
		if found := block.FindAllStringSubmatch(document, -1); len(found) != 1 || !json.Valid([]byte(found[0][1])) {
			t.Errorf("%.40q: %d blocks of data, or one that is no JSON", s, len(found))
		}
		if len(document) > 100_000 {
			t.Errorf("%.40q: %d bytes", s, len(document))
		}
	}
}

// TestPolicy holds the checksums of the policy against what the page has, and looks for what the policy would have to allow.
func TestPolicy(t *testing.T) {
	document := render(t, named("plain"))
	for _, part := range []struct {
		name string
		of   *regexp.Regexp
	}{{"style", style}, {"script", script}} {
		found := part.of.FindAllStringSubmatch(document, -1)
		if len(found) != 1 {
			t.Fatalf("%d elements %s", len(found), part.name)
		}
		sum := sha256.Sum256([]byte(found[0][1]))
		if want := fmt.Sprintf("%s-src 'sha256-%s'", part.name, base64.StdEncoding.EncodeToString(sum[:])); !strings.Contains(document, want) {
			t.Errorf("the policy lacks %s", want)
		}
	}
	if !strings.Contains(document, `content="default-src 'none'; `) {
		t.Error("the policy allows more than the page needs")
	}
	for _, forbidden := range []string{`style="`, `src="`, `href="`, "url(", "@import", "import(", "fetch(", "innerHTML", "http://www.w3.org/1999/xhtml"} {
		if strings.Contains(document, forbidden) {
			t.Errorf("the page has %s", forbidden)
		}
	}
}

// TestFolded has a picture with and one without what is folded away, and a single one where nothing is.
func TestFolded(t *testing.T) {
	d := named("plain")
	document := render(t, d)
	if n := strings.Count(document, `<svg hidden class="gl picture"`); n != 1 {
		t.Errorf("%d pictures are hidden", n)
	}
	if !strings.Contains(document, "Show telemetry, registry and health calls (1)") {
		t.Error("nothing unfolds")
	}
	d.Arrows, d.Boxes = d.Arrows[:1], d.Boxes[:2]
	document = render(t, d)
	if strings.Contains(document, `id="unfold"`) || strings.Count(document, `class="gl picture"`) != 1 {
		t.Error("there is nothing to unfold")
	}
}

// TestTooLarge has the table alone where there is too much to draw.
func TestTooLarge(t *testing.T) {
	d := named("plain")
	for i := 3; i < 3000; i++ {
		b := &diagram.Box{ID: i, Kind: diagram.Application, Object: diag.Ref{Name: fmt.Sprint(i)}}
		d.Boxes = append(d.Boxes, b)
		a := *d.Arrows[0]
		a.ID, a.To = i, diagram.End{Box: b, Row: diagram.WholeBox}
		d.Arrows = append(d.Arrows, &a)
	}
	document := render(t, d)
	if !strings.Contains(document, "too much here for a picture: 3000 boxes") || !strings.Contains(document, "<td>telemetry") && !strings.Contains(document, "<tbody>") {
		t.Error("no word of it, or no table")
	}
}
