package report

import (
	"fmt"

	"github.com/graylane/graylane/bench/plan"
	"github.com/graylane/graylane/bench/result"
)

// target is a ratio that is not to be larger than a limit.
type target struct {
	what  string
	limit float64
	of    func(figures) (float64, bool)
}

// targeted are the apps of the targets of the function: 9000 resources.
const targeted = 3000

// targets are all targets.
func targets() []target {
	largest, built := plan.Function[len(plan.Function)-1].Apps, plan.Build[len(plan.Build)-1].Apps
	function := func(apps int, p plan.Program) string { return plan.FunctionName(apps, p) }
	return []target{
		{fmt.Sprintf("function, %d resources: time, to the identity function on kyaml's framework", plan.PerApp*targeted), 0.2, func(f figures) (float64, bool) {
			return f.ratio(function(targeted, plan.Graylane), function(targeted, plan.Framework), result.Time)
		}},
		{fmt.Sprintf("function, %d resources: peak memory, to the same", plan.PerApp*targeted), 0.1, func(f figures) (float64, bool) {
			return f.ratio(function(targeted, plan.Graylane), function(targeted, plan.Framework), result.Peak)
		}},
		{fmt.Sprintf("function, %d resources: processor time for each of them, to that at %d", plan.PerApp*largest, plan.PerApp*targeted), 1.25, func(f figures) (float64, bool) {
			r, ok := f.ratio(function(largest, plan.Graylane), function(targeted, plan.Graylane), result.CPU)
			return r * targeted / float64(largest), ok
		}},
		{"start on a list of one app: time, to the identity function on kyaml's framework", 2, func(f figures) (float64, bool) {
			return f.ratio(plan.StartName(plan.Graylane), plan.StartName(plan.Framework), result.Time)
		}},
		{fmt.Sprintf("`graylane build`, %d resources: time, to kustomize with the function", plan.PerApp*built), 0.45, func(f figures) (float64, bool) {
			return f.ratio(plan.BuildName(built, plan.Graylane), plan.BuildName(built, plan.Kustomize), result.Time)
		}},
		{"any shape of the table of growth: processor time for each of n, to that at a tenth of n", 2.5, figures.steepest},
	}
}

// steepest is the largest growth of the stages of all shapes.
func (f figures) steepest() (float64, bool) {
	most := 0.0
	for _, g := range plan.Growth {
		for _, part := range plan.Parts {
			growth, ok := f.Of(plan.GrowthName(g.Shape, part), result.Growth).Median()
			if !ok {
				return 0, false
			}
			most = max(most, growth)
		}
	}
	return most, true
}

// met is the outcome as a cell.
func (t target) met(f figures) string {
	switch got, ok := t.of(f); {
	case !ok:
		return missing
	case got <= t.limit:
		return "yes"
	}
	return "**no**"
}

// targetTable is the table of all targets.
func targetTable(f figures) Table {
	t := Table{Name: "targets", Header: []string{"ratio", "at most", "measured", "met"}, Labels: 2}
	for _, goal := range targets() {
		got, ok := goal.of(f)
		t.Rows = append(t.Rows, []string{goal.what, cell(goal.limit, true), cell(got, ok), goal.met(f)})
	}
	return t
}

// Missed are the targets that are not met, and those for which something was not measured.
func Missed(set *result.Set) []string {
	f := figures{set}
	var all []string
	for _, goal := range targets() {
		if got, ok := goal.of(f); !ok || got > goal.limit {
			all = append(all, fmt.Sprintf("%s: %s, not %s", goal.what, cell(got, ok), cell(goal.limit, true)))
		}
	}
	return all
}
