package view

import (
	"regexp"
	"strings"
	"testing"
)

// paints are all ways to paint.
func paints(p Paint) map[string]func(string) string {
	all := map[string]func(string) string{
		"error": p.Error, "warning": p.Warning, "info": p.Info, "gap": p.Gap, "added": p.Added, "removed": p.Removed,
		"faint": p.Faint, "bold": p.Bold,
	}
	for i := range 20 {
		all["lane "+strings.Repeat("I", i)] = func(text string) string { return p.Lane(i, text) }
	}
	return all
}

func TestPaint(t *testing.T) {
	painted := regexp.MustCompile(`^\x1b\[[0-9;]+mgröße\x1b\[0m$`)
	for name, paint := range paints(Colours()) {
		if got := paint("größe"); !painted.MatchString(got) || width(got) != 5 {
			t.Errorf("%s: %q, %d wide", name, got, width(got))
		}
		if got := paint(""); got != "" {
			t.Errorf("%s: nothing is painted: %q", name, got)
		}
	}
	for name, paint := range paints(Paint{}) {
		if got := paint("größe"); got != "größe" {
			t.Errorf("the zero value, %s: %q", name, got)
		}
	}
}

// TestPaintedTable keeps the columns where they are without colours.
func TestPaintedTable(t *testing.T) {
	build := func(p Paint) table {
		var t table
		t.add("A", "B", "C")
		t.add(p.Lane(0, "größer"), p.Gap("x")+","+p.Faint("yy"), "z")
		t.add("g", "", "z")
		return t
	}
	want := "A        B      C\ngrößer   x,yy   z\ng        -      z\n"
	if got := build(Paint{}).text(Paint{}); got != want {
		t.Errorf("plain:\n%s", got)
	}
	painted := build(Colours()).text(Colours())
	if got := regexp.MustCompile(`\x1b\[[0-9;]*m`).ReplaceAllString(painted, ""); got != want || got == painted {
		t.Errorf("painted:\n%q", painted)
	}
}
