package report

import (
	"fmt"
	"strconv"
	"time"

	"github.com/graylane/graylane/bench/result"
)

// figures reads cells off measurements.
type figures struct{ *result.Set }

// ratio is one benchmark by another, and false where one was not measured.
func (f figures) ratio(of, to, unit string) (float64, bool) {
	return f.Of(of, unit).Ratio(f.Of(to, unit))
}

// ratioCell is a ratio as a cell.
func (f figures) ratioCell(of, to, unit string) string {
	r, ok := f.ratio(of, to, unit)
	return cell(r, ok)
}

// cell is a number with two digits behind its point, or three where it is small.
func cell(number float64, ok bool) string {
	switch {
	case !ok:
		return missing
	case number < 0.1:
		return strconv.FormatFloat(number, 'f', 3, 64)
	}
	return strconv.FormatFloat(number, 'f', 2, 64)
}

// duration is a median in nanoseconds as a cell with three digits.
func (f figures) duration(name, unit string) string {
	ns, ok := f.Of(name, unit).Median()
	if !ok {
		return missing
	}
	d := time.Duration(ns)
	switch {
	case d >= 10*time.Second:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d >= time.Second:
		return fmt.Sprintf("%.2f s", d.Seconds())
	case d >= 100*time.Millisecond:
		return fmt.Sprintf("%.0f ms", 1000*d.Seconds())
	}
	return fmt.Sprintf("%.1f ms", 1000*d.Seconds())
}

// spread is how far the runs are apart, as a cell.
func (f figures) spread(name, unit string) string {
	s, ok := f.Of(name, unit).Spread()
	if !ok {
		return missing
	}
	return fmt.Sprintf("%.0f %%", 100*s)
}

// megabytes is a median in bytes as a cell.
func (f figures) megabytes(name, unit string) string {
	bytes, ok := f.Of(name, unit).Median()
	if !ok {
		return missing
	}
	return fmt.Sprintf("%.0f MB", bytes/1e6)
}

// share is a median by a number, as a cell.
func (f figures) share(name, unit string, of float64) string {
	number, ok := f.Of(name, unit).Median()
	return cell(number/of, ok)
}
