package view

import (
	"io"
	"iter"
	"slices"
	"strings"
)

// absent stands in a cell that has nothing to say.
const absent = "-"

// table is lines of cells, the header first. A line of one cell, where the header has more, is text that is not aligned.
type table [][]string

func (t *table) add(cells ...string) {
	for i, cell := range cells {
		if cell == "" {
			cells[i] = absent
		}
	}
	*t = append(*t, cells)
}

// say adds a line of text.
func (t *table) say(text string) { *t = append(*t, []string{text}) }

// gutter stands between columns.
const gutter = "   "

// text aligns the columns, without those that are absent in every line. A table of a header alone is empty.
func (t table) text(p Paint) string {
	if len(t) < 2 {
		return ""
	}
	var out strings.Builder
	align(&out, p, t[0], slices.Values(t[1:]))
	return out.String()
}

// align writes a table of lines that are made as they are asked for, which is twice; nothing without lines, for which it is false.
func align(out io.StringWriter, p Paint, header []string, lines iter.Seq[[]string]) bool {
	c := &layout{widths: make([]int, len(header)), used: make([]bool, len(header)), out: out}
	c.used[0] = true // where all lines are text
	empty := true
	for line := range lines {
		c.measure(line)
		empty = false
	}
	if empty {
		return false
	}
	bold := make([]string, len(header))
	for i, cell := range header {
		bold[i], c.widths[i] = p.Bold(cell), max(c.widths[i], width(cell))
	}
	c.write(bold)
	for line := range lines {
		c.write(line)
	}
	return true
}

// layout is that of a table as it is written. Columns that are absent in every line are left out.
type layout struct {
	widths []int
	used   []bool
	out    io.StringWriter // whose errors are told when all is written
}

func (c *layout) isText(line []string) bool { return len(line) == 1 && len(c.widths) > 1 }

func (c *layout) measure(line []string) {
	if c.isText(line) {
		return
	}
	for i, cell := range line {
		c.widths[i] = max(c.widths[i], width(cell))
		c.used[i] = c.used[i] || cell != "" && cell != absent
	}
}

func (c *layout) write(line []string) {
	pad := 0
	for i, cell := range line {
		if !c.isText(line) && !c.used[i] {
			continue
		}
		if cell != "" {
			c.out.WriteString(strings.Repeat(" ", pad) + cell)
			pad = 0
		}
		pad += c.widths[i] - width(cell) + len(gutter)
	}
	c.out.WriteString("\n")
}
