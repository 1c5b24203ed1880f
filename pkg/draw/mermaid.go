package draw

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/graylane/graylane/pkg/diagram"
	"github.com/graylane/graylane/pkg/palette"
)

// Mermaid is a diagram as a flowchart of Mermaid (https://mermaid.js.org/syntax/flowchart.html), as GitHub renders it in a
// block of Markdown.
func Mermaid(d *diagram.Diagram) []byte { return []byte(newMermaid(d).out.String()) }

// What is larger than this GitHub does not render, and nothing in a diagram changes that
// (https://mermaid.js.org/config/schema-docs/config.html: maxEdges, maxTextSize).
const (
	maxLinks      = 500
	maxCharacters = 50_000
)

// MermaidFits tells whether the Mermaid of a diagram is small enough to be rendered; if not, an error says how large it is.
func MermaidFits(d *diagram.Diagram) error {
	m := newMermaid(d)
	if characters := len(utf16.Encode([]rune(m.out.String()))); m.number > maxLinks || characters > maxCharacters {
		return fmt.Errorf("%d links and %d characters, of at most %d and %d", m.number, characters, maxLinks, maxCharacters)
	}
	return nil
}

func newMermaid(d *diagram.Diagram) *mermaid {
	m := &mermaid{Diagram: d, links: map[string][]string{}}
	m.line("flowchart LR")
	for _, b := range d.Boxes {
		m.box(b)
	}
	m.folds()
	for _, a := range d.Arrows {
		for _, s := range strokes(d, a) {
			m.arrow(a, s)
		}
	}
	m.styles()
	return m
}

type mermaid struct {
	*diagram.Diagram
	out    strings.Builder
	number int                 // of links so far
	links  map[string][]string // their numbers, by style
	order  []string            // the styles, in the order in which they came up
	groups []string            // the boxes that are subgraphs
}

func (m *mermaid) line(format string, args ...any) { fmt.Fprintf(&m.out, format+"\n", args...) }

// mermaidText is text for a label between quotation marks: all that the language, Markdown or HTML might take for its own
// stands as a number.
func mermaidText(s string) string {
	var out strings.Builder
	for _, r := range s {
		switch {
		case r > 127, r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', strings.ContainsRune(" -./,:()=%", r):
			out.WriteRune(r)
		default:
			out.WriteString("#" + strconv.Itoa(int(r)) + ";")
		}
	}
	return out.String()
}

// box is a subgraph where it has several versions, else a node.
func (m *mermaid) box(b *diagram.Box) {
	lines := []string{mermaidText(m.Title(b))}
	if details := b.Details(); len(details) > 0 {
		lines = append(lines, mermaidText(strings.Join(details, ", ")))
	}
	if lost := lostHere(m.Diagram, b); lost != "" {
		lines = append(lines, mermaidText(lost))
	}
	if len(b.Rows) < 2 {
		m.node(b, lines)
		return
	}
	m.groups = append(m.groups, "b"+strconv.Itoa(b.ID))
	m.line("  subgraph b%d[\"%s\"]", b.ID, strings.Join(lines, "<br/>"))
	for i := range b.Rows {
		m.line("    b%dr%d[\"%s\"]:::%s", b.ID, i, mermaidText(or(rowLabel(m.Diagram, &b.Rows[i]), "no version")), rowClass(&b.Rows[i]))
	}
	m.line("  end")
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func (m *mermaid) node(b *diagram.Box, lines []string) {
	class := "plain"
	if len(b.Rows) == 1 {
		class = rowClass(&b.Rows[0])
		if label := rowLabel(m.Diagram, &b.Rows[0]); label != "" {
			lines = slices.Insert(lines, 1, mermaidText(label))
		}
	}
	open, end := `["`, `"]`
	if b.Kind == diagram.Entry || b.Kind == diagram.Pods {
		open, end, class = `(["`, `"])`, "plain"
	}
	m.line("  b%d%s%s%s:::%s", b.ID, open, strings.Join(lines, "<br/>"), end, class)
}

func rowClass(r *diagram.Row) string {
	switch {
	case r.Unreachable:
		return "gap"
	case r.Lane == diagram.NoLane || r.Idle:
		return "plain"
	}
	return "lane" + strconv.Itoa(r.Lane)
}

// folds are boxes for what is left out.
func (m *mermaid) folds() {
	for i, f := range m.Folds {
		m.line("  f%d[\"%s\"]:::plain", i, mermaidText(fmt.Sprintf("%s, folded: %d calls to %s", f.Kind, f.Calls, names(m.Diagram, f.Boxes))))
	}
}

func (m *mermaid) end(e diagram.End) string {
	id := "b" + strconv.Itoa(e.Box.ID)
	if e.Row == diagram.WholeBox || len(e.Box.Rows) < 2 {
		return id
	}
	return id + "r" + strconv.Itoa(e.Row)
}

func (m *mermaid) arrow(a *diagram.Arrow, s stroke) {
	link := "-->"
	if s.weak || s.lost {
		link = "-.->"
	}
	if s.label != "" {
		link += `|"` + mermaidText(s.label) + `"|`
	}
	m.line("  %s %s %s", m.end(a.From), link, m.end(a.To))
	style := "stroke:" + palette.Baseline().Light
	switch {
	case s.lost:
		style = "stroke:" + palette.Gap().Light + ",stroke-width:2px"
	case len(s.lanes) == 1 && s.lanes[0] != diagram.Baseline:
		style = "stroke:" + palette.Lane(s.lanes[0]).Light + ",stroke-width:2px"
	}
	if m.links[style] == nil {
		m.order = append(m.order, style)
	}
	m.links[style] = append(m.links[style], strconv.Itoa(m.number))
	m.number++
}

// styles are the colours, which are read on light and on dark backgrounds.
func (m *mermaid) styles() {
	m.line("  classDef plain fill:#f6f8fa,stroke:#6e7781,color:#1f2328")
	m.line("  classDef gap fill:#ffebe9,stroke:%s,stroke-dasharray:5 4,color:#1f2328", palette.Gap().Light)
	for i := range m.used() {
		m.line("  classDef lane%d fill:%s,stroke:%s,color:#ffffff", i, palette.Lane(i).Light, palette.Lane(i).Light)
	}
	if len(m.groups) > 0 {
		m.line("  classDef application fill:none,stroke:%s", palette.Baseline().Light)
		m.line("  class %s application", strings.Join(m.groups, ","))
	}
	for _, style := range m.order {
		m.line("  linkStyle %s %s", strings.Join(m.links[style], ","), style)
	}
}

// used is the number of lanes up to the last one that a row is in.
func (m *mermaid) used() int {
	n := 0
	for _, b := range m.Boxes {
		for _, r := range b.Rows {
			n = max(n, r.Lane+1)
		}
	}
	return n
}
