package view

import (
	"slices"
	"strings"
)

// absent stands in a cell that has nothing to say.
const absent = "-"

// table is lines of cells, the header first.
type table [][]string

func (t *table) add(cells ...string) {
	for i, cell := range cells {
		if cell == "" {
			cells[i] = absent
		}
	}
	*t = append(*t, cells)
}

// gutter stands between columns.
const gutter = "   "

// text aligns the columns, without those that are absent in every line. A table of a header alone is empty.
func (t table) text(p Paint) string {
	if len(t) < 2 {
		return ""
	}
	t = slices.Clone(t)
	t[0] = slices.Clone(t[0])
	for i, cell := range t[0] {
		t[0][i] = p.Bold(cell)
	}
	unused, widths := t.unused(), t.widths()
	var out strings.Builder
	for _, line := range t {
		pad := 0
		for i, cell := range line {
			if unused[i] {
				continue
			}
			if cell != "" {
				out.WriteString(strings.Repeat(" ", pad) + cell)
				pad = 0
			}
			pad += widths[i] - width(cell) + len(gutter)
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// widths are those of the columns.
func (t table) widths() []int {
	widths := make([]int, len(t[0]))
	for _, line := range t {
		for i, cell := range line {
			widths[i] = max(widths[i], width(cell))
		}
	}
	return widths
}

// unused tells which columns are absent in every line.
func (t table) unused() []bool {
	unused := make([]bool, len(t[0]))
	for i := range unused {
		unused[i] = !slices.ContainsFunc(t[1:], func(line []string) bool { return line[i] != absent && line[i] != "" })
	}
	return unused
}
