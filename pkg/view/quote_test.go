package view

import (
	"slices"
	"testing"
)

func TestList(t *testing.T) {
	for _, tt := range []struct {
		reason string
		number int
		want   string
	}{
		{"none", 0, ""},
		{"one", 1, "x"},
		{"as many as are readable", 8, "x,x,x,x,x,x,x,x"},
		{"more", 1000, "x,x,x,x,x,x,x,x,+992"},
	} {
		if got := list(slices.Repeat([]string{"x"}, tt.number)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.reason, got, tt.want)
		}
	}
}

func TestTable(t *testing.T) {
	for _, tt := range []struct {
		reason string
		lines  [][]string
		want   string
	}{
		{"a header alone is nothing", [][]string{{"A", "B"}}, ""},
		{"a column without content goes", [][]string{{"A", "B", "C"}, {"a", "", "c"}}, "A   C\na   c\n"},
		{"a cell without content stays", [][]string{{"A", "B", "C"}, {"a", "", "c"}, {"aa", "b", ""}}, "A    B   C\na    -   c\naa   b   -\n"},
		{"letters count, not bytes", [][]string{{"A", "B"}, {"ä", "b"}}, "A   B\nä   b\n"},
	} {
		var table table
		for _, line := range tt.lines {
			table.add(line...)
		}
		if got := table.text(Paint{}); got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.reason, got, tt.want)
		}
	}
}
