package draw

import (
	"fmt"
	"strings"

	"github.com/graylane/graylane/pkg/diagram"
	"github.com/graylane/graylane/pkg/palette"
)

// DOT is a diagram as a graph of Graphviz (https://graphviz.org/doc/info/lang.html).
func DOT(d *diagram.Diagram) []byte {
	w := &dot{Diagram: d}
	w.line("digraph graylane {")
	w.line(`  graph [rankdir=LR, bgcolor=white, nodesep=0.3, ranksep=1, fontname="Helvetica,Arial,sans-serif"];`)
	w.line(`  node [shape=plain, fontname="Helvetica,Arial,sans-serif", fontsize=11];`)
	w.line(`  edge [fontname="Helvetica,Arial,sans-serif", fontsize=9, arrowsize=0.7];`)
	var entries []string
	for _, b := range d.Boxes {
		w.box(b)
		if b.Kind == diagram.Entry {
			entries = append(entries, fmt.Sprintf("b%d;", b.ID))
		}
	}
	if len(entries) > 0 {
		w.line("  {rank=source; %s}", strings.Join(entries, " "))
	}
	for i, f := range d.Folds {
		w.line("  f%d [shape=box, style=dashed, color=%q, label=\"%s\"];", i, palette.Baseline().Light,
			dotText(fmt.Sprintf("%s, folded: %d calls to %s", f.Kind, f.Calls, names(d, f.Boxes))))
	}
	for _, a := range d.Arrows {
		for _, s := range strokes(d, a) {
			w.arrow(a, s)
		}
	}
	w.line("}")
	return []byte(w.out.String())
}

type dot struct {
	*diagram.Diagram
	out strings.Builder
}

func (w *dot) line(format string, args ...any) { fmt.Fprintf(&w.out, format+"\n", args...) }

// dotText is text for a string between quotation marks, in which a backslash begins an escape and an ampersand an entity.
func dotText(s string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", "&amp;").Replace(s)
}

// dotHTML is text for a label that is like HTML.
func dotHTML(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}

// box is a table with a cell for each version.
func (w *dot) box(b *diagram.Box) {
	w.line("  b%d [label=<", b.ID)
	w.line(`    <TABLE BORDER="1" COLOR="%s" CELLBORDER="0" CELLSPACING="4" CELLPADDING="3" STYLE="ROUNDED">`, palette.Baseline().Light)
	w.line("    <TR><TD><B>%s</B></TD></TR>", dotHTML(w.Title(b)))
	if details := b.Details(); len(details) > 0 {
		w.line(`    <TR><TD><FONT POINT-SIZE="9">%s</FONT></TD></TR>`, dotHTML(strings.Join(details, ", ")))
	}
	for i := range b.Rows {
		w.row(i, &b.Rows[i])
	}
	if lost := lostHere(w.Diagram, b); lost != "" {
		w.line(`    <TR><TD><FONT COLOR="%s">%s</FONT></TD></TR>`, palette.Gap().Light, dotHTML(lost))
	}
	w.line("    </TABLE>>];")
}

func (w *dot) row(i int, r *diagram.Row) {
	fill, text := "#f6f8fa", "#1f2328"
	switch {
	case r.Unreachable:
		fill, text = "#ffebe9", palette.Gap().Light
	case r.Lane != diagram.NoLane && !r.Idle:
		fill, text = palette.Lane(r.Lane).Light, "#ffffff"
	}
	label := rowLabel(w.Diagram, r)
	if label == "" {
		return
	}
	w.line(`    <TR><TD PORT="r%d" BGCOLOR="%s"><FONT COLOR="%s">%s</FONT></TD></TR>`, i, fill, text, dotHTML(label))
}

// port is where an end is on its box.
func (w *dot) port(e diagram.End, side string) string {
	if e.Row == diagram.WholeBox || rowLabel(w.Diagram, &e.Box.Rows[e.Row]) == "" {
		return fmt.Sprintf("b%d", e.Box.ID)
	}
	return fmt.Sprintf("b%d:r%d:%s", e.Box.ID, e.Row, side)
}

// arrow is a line of parallel ones, one a lane.
func (w *dot) arrow(a *diagram.Arrow, s stroke) {
	style, width := "solid", 1.6
	var colours []string
	for _, l := range s.lanes {
		colours = append(colours, palette.Lane(l).Light)
	}
	switch {
	case s.lost:
		style, colours = "dashed", []string{palette.Gap().Light}
	case s.weak:
		style, width = "dotted", 1
	case len(s.lanes) == 1 && s.lanes[0] == diagram.Baseline:
		width = 1
	}
	w.line(`  %s -> %s [color="%s", style=%s, penwidth=%.1f, label="%s", fontcolor="%s", tooltip="%s"];`,
		w.port(a.From, "e"), w.port(a.To, "w"), strings.Join(colours, ":"), style, width, dotText(s.label), colours[0], dotText(tooltip(w.Diagram, a)))
}

// tooltip is the calls of an arrow.
func tooltip(d *diagram.Diagram, a *diagram.Arrow) string {
	var lines []string
	for _, f := range a.Flows {
		line := d.Lane(f.Lane) + ": " + string(f.Reason)
		if port := f.Port(); port != "" {
			line = port + ", " + line
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "; ")
}
