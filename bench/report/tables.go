package report

import (
	"fmt"
	"strconv"

	"github.com/graylane/graylane/bench/plan"
	"github.com/graylane/graylane/bench/resourcelist"
	"github.com/graylane/graylane/bench/result"
)

// Tables are the tables of the page, in its order.
func Tables(set *result.Set) []Table {
	f := figures{set}
	return []Table{targetTable(f), machine(f), functions(f), starts(f), builds(f), stages(f), growth(f), absolute(f)}
}

// machine says on what was measured.
func machine(f figures) Table { return Table{Name: "machine", Notes: f.Notes} }

// functions compares the functions.
func functions(f figures) Table {
	t := Table{Name: "function", Labels: 2, Header: []string{"apps", "resources", "time: framework", "processor", "peak memory", "allocated",
		"time: SDK", "processor", "peak memory", "allocated"}}
	for _, size := range plan.Function {
		row := labels(size.Apps)
		for _, other := range []plan.Program{plan.Framework, plan.SDK} {
			for _, unit := range []string{result.Time, result.CPU, result.Peak} {
				row = append(row, f.ratioCell(plan.FunctionName(size.Apps, plan.Graylane), plan.FunctionName(size.Apps, other), unit))
			}
			row = append(row, f.ratioCell(plan.InProcessName(size.Apps, plan.Graylane), plan.InProcessName(size.Apps, other), result.Bytes))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// labels are the columns for a size.
func labels(apps int) []string { return []string{strconv.Itoa(apps), strconv.Itoa(plan.PerApp * apps)} }

// starts compares starts.
func starts(f figures) Table {
	t := Table{Name: "start", Labels: 1, Header: []string{"graylane, to", "time", "processor", "peak memory"}}
	for _, other := range []plan.Program{plan.Framework, plan.SDK} {
		row := []string{other.Title}
		for _, unit := range []string{result.Time, result.CPU, result.Peak} {
			row = append(row, f.ratioCell(plan.StartName(plan.Graylane), plan.StartName(other), unit))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// builds compares the renderings of kustomizations.
func builds(f figures) Table {
	t := Table{Name: "build", Labels: 2, Header: []string{"apps", "resources", "time: kustomize + function", "processor", "peak memory",
		"time: kustomize alone", "processor", "peak memory"}}
	for _, size := range plan.Build {
		row := labels(size.Apps)
		for _, other := range []plan.Program{plan.Kustomize, plan.Plain} {
			for _, unit := range []string{result.Time, result.CPU, result.Peak} {
				row = append(row, f.ratioCell(plan.BuildName(size.Apps, plan.Graylane), plan.BuildName(size.Apps, other), unit))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// stages has the stages of a run, each by that of reading, and what each takes for a resource.
func stages(f figures) Table {
	t := Table{Name: "stages", Labels: 1, Header: []string{"stage"}}
	for _, size := range plan.Function {
		t.Header = append(t.Header, fmt.Sprintf("%d: to reading", size.Apps), "µs", "allocations")
	}
	for _, stage := range plan.Stages {
		row := []string{stage}
		for _, size := range plan.Function {
			name, resources := plan.StageName(size.Apps, stage), float64(plan.PerApp*size.Apps)
			row = append(row, f.ratioCell(name, plan.StageName(size.Apps, plan.Stages[0]), result.Time),
				f.share(name, result.Time, 1000*resources), f.share(name, result.Allocs, resources))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// growth has the shapes.
func growth(f figures) Table {
	t := Table{Name: "growth", Labels: 2, Header: []string{"n", "what there are n of", "growth", "growth without reading", "function at n"}}
	for _, g := range plan.Growth {
		shape, _ := resourcelist.Find(g.Shape)
		whole, part := plan.GrowthName(g.Shape, plan.Parts[0]), plan.GrowthName(g.Shape, plan.Parts[1])
		t.Rows = append(t.Rows, []string{strconv.Itoa(10 * g.Small), shape.About, f.share(whole, result.Growth, 1), f.share(part, result.Growth, 1),
			f.duration(whole, result.Time)})
	}
	return t
}

// absolute has what the processes took.
func absolute(f figures) Table {
	t := Table{Name: "absolute", Labels: 2, Header: []string{"apps", "program", "runs", "time", "spread", "processor", "peak memory"}}
	add := func(apps int, name string, p plan.Program) {
		t.Rows = append(t.Rows, []string{strconv.Itoa(apps), p.Title, strconv.Itoa(len(f.Of(name, result.Time))), f.duration(name, result.Time),
			f.spread(name, result.Time), f.duration(name, result.CPU), f.megabytes(name, result.Peak)})
	}
	for _, p := range plan.Functions {
		add(1, plan.StartName(p), p)
	}
	for _, size := range plan.Function {
		for _, p := range plan.Functions {
			add(size.Apps, plan.FunctionName(size.Apps, p), p)
		}
	}
	for _, size := range plan.Build {
		for _, p := range plan.Builders {
			add(size.Apps, plan.BuildName(size.Apps, p), plan.Program{Name: p.Name, Title: title(p)})
		}
	}
	return t
}

// title is what renders a kustomization.
func title(p plan.Program) string {
	if p == plan.Graylane {
		return "`graylane build`"
	}
	return p.Title
}
