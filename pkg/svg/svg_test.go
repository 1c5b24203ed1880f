package svg_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/diagram"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/layout"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/svg"
)

// named is a diagram in which everything that comes from the input is s.
func named(s string) *diagram.Diagram {
	ref := diag.Ref{Kind: s, Namespace: s, Name: s}
	from := &diagram.Box{ID: 0, Kind: diagram.Entry, Object: ref}
	to := &diagram.Box{
		ID: 1, Kind: diagram.Application, Object: ref, Aliases: []string{s}, Lost: []int{1},
		Rows: []diagram.Row{{Version: s, Lane: 0}, {Version: s + "2", Lane: 1, Unreachable: true}, {Version: s + "3", Lane: 1}},
	}
	hop := lane.Hop{Caller: ref, Callee: &model.Service{}, Lane: s, Headers: []lane.Header{{Name: s}}, Reason: lane.AtEntry}
	call := &callgraph.Call{Callee: hop.Callee, Evidence: []callgraph.Evidence{{Object: ref, Field: s, Key: s, Value: s}}}
	return &diagram.Diagram{
		Lanes: []string{"baseline", s}, Namespaces: []string{"a", "b"}, Boxes: []*diagram.Box{from, to},
		Arrows: []*diagram.Arrow{
			{From: diagram.End{Box: from, Row: diagram.WholeBox}, To: diagram.End{Box: to, Row: 1}, Flows: []diagram.Flow{{Hop: hop, Lane: 1, Lost: true}, {Hop: hop}}},
			{ID: 1, From: diagram.End{Box: to, Row: 1}, To: diagram.End{Box: to, Row: 0}, Flows: []diagram.Flow{{Hop: hop, Lane: 1, Call: call}}},
		},
		Folds: []diagram.Fold{{Kind: "telemetry", Boxes: []*diagram.Box{to}}},
		Gaps:  []diagram.Gap{{Lane: 1, At: diagram.End{Box: to, Row: 0}, Unreachable: []diagram.End{{Box: to, Row: 1}}}},
	}
}

// elements are the elements of a document and the names of their attributes, in their order.
func elements(t *testing.T, document []byte) []string {
	t.Helper()
	var all []string
	decoder := xml.NewDecoder(strings.NewReader(string(document)))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("no well-formed XML: %v", err)
		}
		if start, ok := token.(xml.StartElement); ok {
			name := start.Name.Local
			for _, a := range start.Attr {
				name += " " + a.Name.Local
			}
			all = append(all, name)
		}
	}
}

// TestHostile draws hostile text: the elements are those that there are with other text.
func TestHostile(t *testing.T) {
	render := func(s string) []byte {
		out, err := svg.Render(named(s))
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	want := elements(t, render("plain"))
	for _, s := range []string{
		"<script>alert(1)</script>", `"/><image href="x"`, "&amp;", "]]>", "</style>", "a'b", "\x00", "\x1b[2J", "\u202eabc", "\xff", "\ufffe", strings.Repeat("x", 100_000), "", "日本語",
	} {
		out := render(s)
		if diff := cmp.Diff(want, elements(t, out)); diff != "" {
			t.Errorf("%.40q: %s", s, diff)
		}
		if len(out) > 40_000 {
			t.Errorf("%.40q: %d bytes", s, len(out))
		}
	}
}

// TestTooLarge passes on that there is too much to draw.
func TestTooLarge(t *testing.T) {
	d := &diagram.Diagram{Lanes: []string{"baseline"}}
	for i := range 3000 {
		b := &diagram.Box{ID: i, Kind: diagram.Application, Object: diag.Ref{Name: fmt.Sprint(i)}}
		d.Boxes = append(d.Boxes, b)
		if i > 0 {
			d.Arrows = append(d.Arrows, &diagram.Arrow{ID: i, From: diagram.End{Box: d.Boxes[i-1], Row: diagram.WholeBox}, To: diagram.End{Box: b, Row: diagram.WholeBox}})
		}
	}
	if _, err := svg.Render(d); !errors.Is(err, layout.ErrTooLarge) {
		t.Error(err)
	}
}

// TestNothing draws nothing.
func TestNothing(t *testing.T) {
	out, err := svg.Render(&diagram.Diagram{Lanes: []string{"baseline"}})
	if err != nil {
		t.Fatal(err)
	}
	elements(t, out)
}

// TestManyLanes draws an arrow that more lanes take than have room side by side, and a legend that ends.
func TestManyLanes(t *testing.T) {
	d := named("x")
	for i := range 100 {
		d.Lanes = append(d.Lanes, fmt.Sprint("lane", i))
		d.Arrows[1].Flows = append(d.Arrows[1].Flows, diagram.Flow{Lane: i + 2})
	}
	out, err := svg.Render(d)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`class="s many"`, "several lanes", "and 77 lanes more"} {
		if !strings.Contains(string(out), part) {
			t.Errorf("no %s", part)
		}
	}
}
