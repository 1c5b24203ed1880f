package result_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/bench/result"
)

// text is what the programs of this module print, and what go test prints.
var text = "goos: linux\n# 2 cores\n" +
	result.Line("Function/apps=300/program=graylane", result.Value{Number: 30, Unit: result.Time}, result.Value{Number: 7, Unit: result.Peak}) +
	result.Line("Function/apps=300/program=graylane", result.Value{Number: 10, Unit: result.Time}, result.Value{Number: 9, Unit: result.Peak}) + `
BenchmarkStages/apps=300/stage=read-2         	      51	  22994444 ns/op	  54.01 MB/s	16000000 B/op	   21000 allocs/op
BenchmarkFunction/apps=300/program=graylane 1 12 ns/op
PASS
ok  	github.com/graylane/graylane/bench/stage	12.3s
`

func TestParse(t *testing.T) {
	set, err := result.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, unit string
		want       result.Sample
		reason     string
	}{
		{"Function/apps=300/program=graylane", result.Time, result.Sample{30, 10, 12}, "several runs, in their order"},
		{"Function/apps=300/program=graylane", result.Peak, result.Sample{7, 9}, "in their own unit"},
		{"Stages/apps=300/stage=read", result.Allocs, result.Sample{21000}, "go test adds the number of processors"},
		{"Stages/apps=3000/stage=read", result.Allocs, nil, "not measured"},
	} {
		if diff := cmp.Diff(c.want, set.Of(c.name, c.unit)); diff != "" {
			t.Errorf("%s: %s in %s (-want +got):\n%s", c.reason, c.name, c.unit, diff)
		}
	}
	if diff := cmp.Diff([]string{"2 cores"}, set.Notes); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, line := range []string{"BenchmarkX 1 fast ns/op\n", "BenchmarkX 1 2 ns/op 3\n"} {
		if _, err := result.Parse(strings.NewReader(line)); err == nil {
			t.Errorf("no error for %q", line)
		}
	}
}

func TestSample(t *testing.T) {
	for _, c := range []struct {
		sample         result.Sample
		median, spread float64
		has, spreads   bool
		reason         string
	}{
		{result.Sample{6, 1, 2}, 2, 2.5, true, true, "an odd number"},
		{result.Sample{1, 2, 4, 6}, 3, 5.0 / 3, true, true, "an even number"},
		{result.Sample{7}, 7, 0, true, false, "one run has no spread"},
		{nil, 0, 0, false, false, "none"},
	} {
		median, has := c.sample.Median()
		spread, spreads := c.sample.Spread()
		if median != c.median || has != c.has || spread != c.spread || spreads != c.spreads {
			t.Errorf("%s: median %v %t, spread %v %t", c.reason, median, has, spread, spreads)
		}
	}
}

func TestRatio(t *testing.T) {
	for _, c := range []struct {
		of, to result.Sample
		want   float64
		has    bool
		reason string
	}{
		{result.Sample{1, 30, 2}, result.Sample{10, 300, 10}, 0.1, true, "in turns: the second run of each met a busy machine"},
		{result.Sample{1, 2, 3}, result.Sample{10, 20}, 2.0 / 15, true, "not in turns: medians"},
		{nil, result.Sample{1}, 0, false, "the one was not measured"},
		{result.Sample{1}, nil, 0, false, "the other was not measured"},
		{nil, nil, 0, false, "none was measured"},
		{result.Sample{1}, result.Sample{0}, 0, false, "nothing to compare with"},
	} {
		if got, has := c.of.Ratio(c.to); has != c.has || has && got != c.want {
			t.Errorf("%s: %v %t", c.reason, got, has)
		}
	}
}
