package report_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/bench/report"
	"github.com/graylane/graylane/bench/result"
)

// page is what the tables are written into.
const page = "../../docs/performance.md"

// TestPage holds the page against what would be written into it: the markers, and the tables' headers and rows, by their labels.
// The figures are those of some machine.
func TestPage(t *testing.T) {
	nothing, err := result.Parse(strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	text := read(t, page)
	tables := report.Tables(nothing)
	if _, err := report.Rewrite(text, tables); err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		section, err := report.Section(text, table.Name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(labels(t, table.Markdown(), table), labels(t, section, table)); diff != "" {
			t.Errorf("%s, table %s: write it anew with make performance (-want +got):\n%s", page, table.Name, diff)
		}
		if strings.Contains(section, "–") {
			t.Errorf("%s, table %s: something was not measured", page, table.Name)
		}
	}
}

// labels are the header of a table in Markdown, and the labels of its rows.
func labels(t *testing.T, markdown string, table report.Table) [][]string {
	t.Helper()
	var all [][]string
	for line := range strings.Lines(markdown) {
		line, isRow := strings.CutPrefix(strings.TrimSpace(line), "|")
		if !isRow {
			continue
		}
		var cells []string
		for _, cell := range strings.Split(strings.TrimSuffix(line, "|"), "|") {
			cells = append(cells, strings.TrimSpace(cell))
		}
		if len(cells) != len(table.Header) {
			t.Fatalf("table %s: %d cells in %q", table.Name, len(cells), line)
		}
		all = append(all, cells)
	}
	for i := range all {
		switch i {
		case 0: // the header
		case 1:
			all[i] = nil // how columns are aligned
		default:
			all[i] = slices.Clone(all[i][:table.Labels])
		}
	}
	return all
}
