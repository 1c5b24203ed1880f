package report_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/bench/plan"
	"github.com/graylane/graylane/bench/report"
	"github.com/graylane/graylane/bench/result"
)

var update = flag.Bool("update", false, "write testdata/tables.md anew")

// measured are made-up measurements of everything that is planned. In all comparisons graylane takes a part of what each of
// the others takes.
func measured(t *testing.T, part float64) *result.Set {
	t.Helper()
	var text strings.Builder
	text.WriteString("# a machine\n")
	compare := func(apps int, name func(plan.Program) string, programs []plan.Program) {
		for i, p := range programs {
			size := float64(apps) * part
			if p != plan.Graylane {
				size = float64(apps) * float64(i)
			}
			for run := range 3 {
				text.WriteString(result.Line(name(p), result.Value{Number: size * float64(100+run) * 1e6, Unit: result.Time},
					result.Value{Number: size * 2e8, Unit: result.CPU}, result.Value{Number: size * 1e6, Unit: result.Peak},
					result.Value{Number: size * 3e6, Unit: result.Bytes}))
			}
		}
	}
	compare(1, plan.StartName, plan.Functions)
	for _, s := range plan.Function {
		compare(s.Apps, func(p plan.Program) string { return plan.FunctionName(s.Apps, p) }, plan.Functions)
		compare(s.Apps, func(p plan.Program) string { return plan.InProcessName(s.Apps, p) }, plan.Functions)
		for i, stage := range plan.Stages {
			fmt.Fprintf(&text, "Benchmark%s-2 1 %d ns/op %d allocs/op\n", plan.StageName(s.Apps, stage), (i+1)*s.Apps*3000, s.Apps*3)
		}
	}
	for _, s := range plan.Build {
		compare(s.Apps, func(p plan.Program) string { return plan.BuildName(s.Apps, p) }, plan.Builders)
	}
	for i, g := range plan.Growth {
		for _, p := range plan.Parts {
			fmt.Fprintf(&text, "Benchmark%s 1 %d ns/op %.1f growth\n", plan.GrowthName(g.Shape, p), (i+1)*1e7, 1+float64(i)/10)
		}
	}
	set, err := result.Parse(strings.NewReader(text.String()))
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// TestTables holds all tables of made-up measurements against testdata/tables.md.
func TestTables(t *testing.T) {
	got := report.Text(report.Tables(measured(t, 0.05)))
	if *update {
		if err := os.WriteFile("testdata/tables.md", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(read(t, "testdata/tables.md"), got); diff != "" {
		t.Errorf("testdata/tables.md (-want +got):\n%s", diff)
	}
}

func TestMissed(t *testing.T) {
	nothing, err := result.Parse(strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		set    *result.Set
		want   []string // parts of what is missed, in order
		reason string
	}{
		{measured(t, 0.05), nil, "every ratio is below its limit"},
		{measured(t, 0.15), []string{"peak memory"}, "the time may be 0.2 of the other's, the memory not"},
		{measured(t, 3), []string{"9000 resources: time", "peak memory", "start", "`graylane build`"}, "slower than all"},
		{nothing, []string{"time", "peak memory", "30000 resources: processor time", "start", "`graylane build`", "any shape"}, "what was not measured is not met"},
	} {
		got := report.Missed(c.set)
		if len(got) != len(c.want) {
			t.Errorf("%s: missed %q", c.reason, got)
			continue
		}
		for i, part := range c.want {
			if !strings.Contains(got[i], part) {
				t.Errorf("%s: %q is not about %q", c.reason, got[i], part)
			}
		}
	}
}

func TestRewrite(t *testing.T) {
	tables := []report.Table{{Name: "a", Header: []string{"x"}, Labels: 1, Rows: [][]string{{"1"}}}, {Name: "b", Notes: []string{"note"}}}
	const page = "# Title\n\n<!-- measured a -->\nold\n<!-- end of a -->\n\nProse.\n\n<!-- measured b -->\n<!-- end of b -->\n"
	const want = "# Title\n\n<!-- measured a -->\n\n| x   |\n| --- |\n| 1   |\n\n<!-- end of a -->\n\nProse.\n\n<!-- measured b -->\n\nnote\n\n<!-- end of b -->\n"
	for _, before := range []string{page, want} {
		got, err := report.Rewrite(before, tables)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	for _, c := range []struct{ page, reason string }{
		{strings.Replace(page, "<!-- measured b -->\n", "", 1), "a table without its beginning"},
		{strings.Replace(page, "<!-- end of a -->\n", "", 1), "a table without its end"},
		{page + page, "twice"},
		{page + "<!-- measured c -->\n<!-- end of c -->\n", "a table that is not made"},
		{"<!-- end of b -->\n<!-- measured b -->\n" + strings.SplitAfter(page, "Prose.\n")[0], "the end before the beginning"},
	} {
		if got, err := report.Rewrite(c.page, tables); err == nil {
			t.Errorf("%s: no error, but %q", c.reason, got)
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
