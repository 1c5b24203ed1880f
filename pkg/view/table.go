package view

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
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

// String aligns the columns, without those that are absent in every line. A table of a header alone is empty.
func (t table) String() string {
	if len(t) < 2 {
		return ""
	}
	unused := t.unused()
	var out strings.Builder
	aligned := tabwriter.NewWriter(&out, 0, 0, 3, ' ', 0)
	for _, line := range t {
		kept := make([]string, 0, len(line))
		for i, cell := range line {
			if !unused[i] {
				kept = append(kept, cell)
			}
		}
		fmt.Fprintln(aligned, strings.Join(kept, "\t"))
	}
	aligned.Flush() // a strings.Builder takes everything
	return out.String()
}

// unused tells which columns are absent in every line.
func (t table) unused() []bool {
	unused := make([]bool, len(t[0]))
	for i := range unused {
		unused[i] = !slices.ContainsFunc(t[1:], func(line []string) bool { return line[i] != absent })
	}
	return unused
}
