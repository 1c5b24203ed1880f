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
		{"Function/apps=300/program=graylane", result.Time, result.Sample{10, 12, 30}, "several runs, sorted"},
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
		{result.Sample{1, 2, 6}, 2, 2.5, true, true, "an odd number"},
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
