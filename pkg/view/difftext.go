package view

import (
	"strings"

	"github.com/graylane/graylane/pkg/quote"
)

// diffText is the form for a terminal: what it comes to, then a section for each lane, and what differs beside.
func diffText(d Difference) ([]byte, error) {
	w := newWords(&d, quote.Name, quote.Line)
	r := w.report()
	var out strings.Builder
	for _, sentence := range r.verdict {
		if strings.HasPrefix(sentence, lostWord) {
			sentence = d.Paint.Gap(sentence)
		}
		out.WriteString(sentence + "\n")
	}
	for _, s := range r.sections {
		out.WriteString("\n" + d.Paint.Bold(s.title) + "\n" + s.text(d.Paint))
	}
	if len(r.notes) > 0 {
		out.WriteString("\n" + strings.Join(r.notes, "\n") + "\n")
	}
	return []byte(out.String()), nil
}

// text is the rows below each other, their cells aligned; a long last cell moves no other.
func (s *section) text(p Paint) string {
	var widths [4]int
	for _, row := range s.rows {
		for i, cell := range row {
			widths[i] = max(widths[i], width(cell))
		}
	}
	var out strings.Builder
	for _, row := range s.rows {
		line, pad := "  ", 0
		for i, cell := range row {
			if cell != "" {
				line += strings.Repeat(" ", pad) + cell
				pad = 0
			}
			if widths[i] > 0 {
				pad += widths[i] - width(cell) + gap(i)
			}
		}
		paint := map[string]func(string) string{"+": p.Added, "-": p.Removed}[row[0]]
		if paint != nil {
			line = paint(line)
		}
		out.WriteString(line + "\n")
	}
	return out.String()
}

// gap is what stands behind a column: little behind the marker.
func gap(column int) int {
	if column == 0 {
		return 1
	}
	return len(gutter)
}
