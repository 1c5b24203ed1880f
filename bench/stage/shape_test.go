package stage

import (
	"fmt"
	"io"
	"testing"

	"github.com/graylane/graylane/bench/plan"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/detect"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/krm"
	"github.com/graylane/graylane/pkg/model"
)

// TestShapes keeps the shapes what they are called, so that a benchmark does not measure how fast a mistake is told: the
// function takes each of them, and with the size there is more for it to do.
func TestShapes(t *testing.T) {
	for _, g := range plan.Growth {
		t.Run(g.Shape, func(t *testing.T) {
			small, large := work(t, g.Shape, 4), work(t, g.Shape, 12)
			if small.calls == 0 || large.calls <= small.calls || large.resources < small.resources {
				t.Errorf("of four: %+v; of twelve: %+v", small, large)
			}
		})
	}
}

// amount is what the function has to do.
type amount struct{ calls, resources int }

func work(t *testing.T, shape string, n int) amount {
	in := shapeOf(t, shape, n)
	diagnostics, err := krm.Run(in.text, io.Discard)
	if err != nil || diag.HasError(diagnostics) {
		t.Fatalf("the function fails: %v %v", err, diagnostics)
	}
	graph, _ := callgraph.Infer(model.New(in.facts), &in.config, detect.All)
	return amount{len(graph.Calls), generate(t, in)}
}

// TestPlan holds the plan against what the benchmarks measure.
func TestPlan(t *testing.T) {
	var stageNames, programNames, partNames []string
	for _, s := range stages(t, read(t, appsOf(t, 2))) {
		s.run()
		stageNames = append(stageNames, s.name)
	}
	for _, p := range programs {
		if err := p.run(appsOf(t, 2)); err != nil {
			t.Error(err)
		}
		programNames = append(programNames, p.name)
	}
	for _, p := range parts {
		partNames = append(partNames, p.name)
	}
	var functions []string
	for _, p := range plan.Functions {
		functions = append(functions, p.Name)
	}
	for _, c := range []struct{ what, want, got string }{
		{"stages", fmt.Sprint(plan.Stages), fmt.Sprint(stageNames)},
		{"functions", fmt.Sprint(functions), fmt.Sprint(programNames)},
		{"parts", fmt.Sprint(plan.Parts), fmt.Sprint(partNames)},
	} {
		if c.want != c.got {
			t.Errorf("%s: planned %s, measured %s", c.what, c.want, c.got)
		}
	}
}
