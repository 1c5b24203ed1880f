package stage

import (
	"io"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/graylane/graylane/bench/plan"
	"github.com/graylane/graylane/bench/resourcelist"
	"github.com/graylane/graylane/bench/result"
	"github.com/graylane/graylane/pkg/krm"
	"github.com/graylane/graylane/pkg/pipeline"
)

// BenchmarkGrowth measures every shape at n and at ten times n, in turns, and reports how much more each of n takes in the
// larger one: 1 where the time is proportional to n, 10 where it grows with the square. The part "function" is the whole run;
// "stages" leaves out reading and writing, which hide what the rest does.
func BenchmarkGrowth(b *testing.B) {
	for _, g := range plan.Growth {
		b.Run("shape="+g.Shape, func(b *testing.B) {
			collect(b)
			small, large := shapeOf(b, g.Shape, g.Small), shapeOf(b, g.Shape, 10*g.Small)
			for _, part := range parts {
				b.Run("part="+part.name, func(b *testing.B) { compareSizes(b, func() { part.run(b, small) }, func() { part.run(b, large) }) })
			}
		})
	}
}

func shapeOf(t testing.TB, name string, n int) *input {
	t.Helper()
	s, known := resourcelist.Find(name)
	if !known {
		t.Fatalf("there is no shape %s", name)
	}
	return read(t, textOf(t, func(w io.Writer) error { return s.Write(w, n) }))
}

var parts = []struct {
	name string
	run  func(testing.TB, *input)
}{
	{"function", func(t testing.TB, in *input) {
		if _, err := krm.Run(in.text, io.Discard); err != nil {
			t.Fatal(err)
		}
	}},
	{"stages", func(t testing.TB, in *input) { generate(t, in) }},
}

// generate takes what was read through the stages, and counts what they generate.
func generate(t testing.TB, in *input) (resources int) {
	result, err := pipeline.Run(in.facts, &in.config, in.copier(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range result.Resources {
		if _, err := r.YAML(nil); err != nil {
			t.Fatal(err)
		}
	}
	return len(result.Resources)
}

// compareSizes runs the one that is ten times the other, and reports the time of the larger one and the growth. The growth is that
// of processor time, which depends less than the time of the clock on what else the machine does.
func compareSizes(b *testing.B, small, large func()) {
	var shorter, longer, clock time.Duration
	for b.Loop() {
		first, _ := timed(small)
		second, _ := timed(small)
		third, _ := timed(small)
		processor, wall := timed(large)
		shorter += min(first, second, third)
		longer += processor
		clock += wall
	}
	b.ReportMetric(float64(clock.Nanoseconds())/float64(b.N), result.Time)
	b.ReportMetric(longer.Seconds()/shorter.Seconds()/10, result.Growth)
}

// timed is how long a call uses processors, all together, and how long it takes, without the garbage of the ones before.
func timed(call func()) (processor, wall time.Duration) {
	runtime.GC()
	before, start := used(), time.Now()
	call()
	return used() - before, time.Since(start)
}

// used is what this process has used of processors.
func used() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
