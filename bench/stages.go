package main

import (
	"bytes"
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/graylane/graylane/bench/resourcelist"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/detect"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/istio"
	"github.com/graylane/graylane/pkg/krm"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// stage is a part of a run, and how long it took in each.
type stage struct {
	name  string
	times []time.Duration
}

// stages prints what the stages of a run take on an input of so many apps, in one process: medians, first as a
// part of what reading the input takes.
func stages(apps, runs int) error {
	var in bytes.Buffer
	if err := resourcelist.Write(&in, apps); err != nil {
		return err
	}
	debug.SetGCPercent(200) // as the program does
	all := []stage{{name: "read"}, {name: "model"}, {name: "infer"}, {name: "plan"}, {name: "emit"}}
	calls := 0
	for range runs {
		marks := []time.Time{time.Now()}
		mark := func() { marks = append(marks, time.Now()) }
		_, items, err := krm.Read(in.Bytes(), func(_ int, n *yaml.Node) manifest.Item { return manifest.Decode(n, diag.Place{}) })
		if err != nil {
			return err
		}
		mark()
		var facts []model.Any
		for _, item := range items {
			facts = append(facts, item.Facts...)
		}
		m := model.New(facts)
		mark()
		config := &api.GrayRelease{Spec: api.Default()}
		graph, _ := callgraph.Infer(m, config, detect.All)
		mark()
		plan, _ := lane.Build(m, graph, config)
		mark()
		for _, r := range istio.Resources(plan, &config.Spec) {
			r.YAML()
		}
		mark()
		for i := range all {
			all[i].times = append(all[i].times, marks[i+1].Sub(marks[i]))
		}
		calls = len(graph.Calls)
	}
	printStages(all, 3*apps, calls, runs)
	return nil
}

func printStages(all []stage, resources, calls, runs int) {
	fmt.Printf("\nthe stages of one run over %d resources with %d calls: medians of %d runs, each beside reading\n\n", resources, calls, runs)
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "stage\tstage : read\tms\t")
	for _, s := range all {
		slices.Sort(s.times)
	}
	reading := all[0].times[runs/2]
	for _, s := range all {
		took := s.times[runs/2]
		fmt.Fprintf(w, "%s\t%.3f\t%.1f\t\n", s.name, took.Seconds()/reading.Seconds(), 1000*took.Seconds())
	}
	w.Flush()
}
