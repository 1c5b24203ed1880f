package report

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Table is a table of the page. Which one it is, its header and the first Labels cells of its rows do not depend on what was
// measured.
type Table struct {
	Name   string // in the markers of the page
	Header []string
	Labels int
	Rows   [][]string
	// Notes stand below the table.
	Notes []string
}

// missing is what a cell says of what was not measured.
const missing = "–"

// Markdown is the table in Markdown, its columns aligned: labels left, figures right.
func (t Table) Markdown() string {
	var b strings.Builder
	if len(t.Header) > 0 {
		widths := t.widths()
		t.line(&b, t.Header, widths)
		for i, width := range widths {
			if i < t.Labels {
				fmt.Fprintf(&b, "| %s ", strings.Repeat("-", width))
			} else {
				fmt.Fprintf(&b, "| %s: ", strings.Repeat("-", width-1))
			}
		}
		b.WriteString("|\n")
		for _, row := range t.Rows {
			t.line(&b, row, widths)
		}
	}
	for _, note := range t.Notes {
		if b.Len() > 0 {
			b.WriteString("\n")
		}
		b.WriteString(note + "\n")
	}
	return b.String()
}

func (t Table) widths() []int {
	widths := make([]int, len(t.Header))
	for _, row := range append([][]string{t.Header}, t.Rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell), 3)
		}
	}
	return widths
}

func (t Table) line(b *strings.Builder, cells []string, widths []int) {
	for i, cell := range cells {
		gap := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
		if i < t.Labels {
			fmt.Fprintf(b, "| %s%s ", cell, gap)
		} else {
			fmt.Fprintf(b, "| %s%s ", gap, cell)
		}
	}
	b.WriteString("|\n")
}

// Text is all tables, each under its name.
func Text(tables []Table) string {
	var b strings.Builder
	for _, t := range tables {
		fmt.Fprintf(&b, "\n%s\n\n%s", t.Name, t.Markdown())
	}
	return b.String()
}
