package result

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Units of what is measured.
const (
	Time   = "ns/op"
	CPU    = "cpu-ns/op" // of all cores
	Peak   = "peak-B"    // of resident memory
	Bytes  = "B/op"      // allocated
	Allocs = "allocs/op"
	Growth = "growth" // of the time for each of n, from n to ten times as many
)

// Value is a number in a unit.
type Value struct {
	Number float64
	Unit   string
}

// Line is a run of a benchmark as a line of text.
func Line(name string, values ...Value) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Benchmark%s\t1", name)
	for _, v := range values {
		fmt.Fprintf(&b, "\t%.0f %s", v.Number, v.Unit)
	}
	return b.String() + "\n"
}

// Set is a set of runs.
type Set struct {
	runs map[key][]float64
	// Notes are the lines that begin with "# ", without that: what benchstat passes over.
	Notes []string
}

type key struct{ name, unit string }

// procs is what go test adds to the name of a benchmark where it has several processors.
var procs = regexp.MustCompile(`-\d+$`)

// Parse reads runs. Lines that are none are passed over, as benchstat does.
func Parse(r io.Reader) (*Set, error) {
	s := &Set{runs: map[key][]float64{}}
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		if note, ok := strings.CutPrefix(lines.Text(), "# "); ok {
			s.Notes = append(s.Notes, note)
		}
		if err := s.add(strings.Fields(lines.Text())); err != nil {
			return nil, err
		}
	}
	return s, lines.Err()
}

// add adds a line: its name, how often the benchmark ran, numbers and their units.
func (s *Set) add(fields []string) error {
	if len(fields) < 4 || !strings.HasPrefix(fields[0], "Benchmark") {
		return nil
	}
	name := procs.ReplaceAllString(strings.TrimPrefix(fields[0], "Benchmark"), "")
	for pair := range slices.Chunk(fields[2:], 2) {
		number, err := strconv.ParseFloat(pair[0], 64)
		if err != nil || len(pair) < 2 {
			return fmt.Errorf("%s: %q are no number and unit", fields[0], pair)
		}
		k := key{name, pair[1]}
		s.runs[k] = append(s.runs[k], number)
	}
	return nil
}

// Sample is what the runs of one benchmark measured, in their order; empty where there was none.
type Sample []float64

// Of are the runs of the benchmark of a name, in a unit. The name is without "Benchmark".
func (s *Set) Of(name, unit string) Sample {
	return s.runs[key{name, unit}]
}

// Median is the median of the runs, and false where there was none.
func (s Sample) Median() (float64, bool) {
	if len(s) == 0 {
		return 0, false
	}
	sorted := slices.Sorted(slices.Values(s))
	return (sorted[(len(s)-1)/2] + sorted[len(s)/2]) / 2, true
}

// Spread is how far the runs are apart: from the least to the most, as a part of the median. It is false for fewer than two.
func (s Sample) Spread() (float64, bool) {
	median, ok := s.Median()
	if !ok || len(s) < 2 || median == 0 {
		return 0, false
	}
	return (slices.Max(s) - slices.Min(s)) / median, true
}

// Ratio is how much the runs measured, by what other ones did, and false where one of them was not measured. Runs that were made in
// turns, as many of the one as of the other, are compared each with its neighbour: what the machine did meanwhile met both.
func (s Sample) Ratio(to Sample) (float64, bool) {
	if len(s) != len(to) {
		a, hasA := s.Median()
		b, hasB := to.Median()
		return a / b, hasA && hasB && b != 0
	}
	var ratios Sample
	for i := range s {
		if to[i] == 0 {
			return 0, false
		}
		ratios = append(ratios, s[i]/to[i])
	}
	return ratios.Median()
}
