package stage

import (
	"fmt"
	"io"
	"testing"

	"github.com/graylane/graylane/bench/plan"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/check"
	"github.com/graylane/graylane/pkg/detect"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/istio"
	"github.com/graylane/graylane/pkg/krm"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// BenchmarkStages measures every stage of a run by itself: reading splits the list and parses its items, decoding takes from a
// parsed item what is needed, and so on to writing the list again with what was generated.
func BenchmarkStages(b *testing.B) {
	for _, size := range plan.Function {
		b.Run(fmt.Sprintf("apps=%d", size.Apps), func(b *testing.B) {
			collect(b)
			in := read(b, appsOf(b, size.Apps))
			for _, s := range stages(b, in) {
				b.Run("stage="+s.name, func(b *testing.B) {
					b.ReportAllocs()
					if s.bytes > 0 {
						b.SetBytes(int64(s.bytes))
					}
					for b.Loop() {
						s.run()
					}
				})
			}
		})
	}
}

// step is a stage with what the ones before it made.
type step struct {
	name  string
	bytes int // that it reads or writes; 0 where it does neither
	run   func()
}

// decoded is the number of items whose trees are kept for decoding: those of a large list take gigabytes.
const decoded = 900

func stages(t testing.TB, in *input) []step {
	nodes := in.nodes(t, decoded)
	m := model.New(in.facts)
	graph, _ := callgraph.Infer(m, &in.config, detect.All)
	lanes, planned := lane.Build(m, graph, &in.config)
	trace := lane.Follow(lanes, graph)
	resources := istio.Resources(lanes, &in.config.Spec)
	edits := krm.Edits{Results: check.Run(check.Input{Model: m, Graph: graph, Plan: lanes, Trace: trace, Spec: &in.config.Spec})}
	size := 0
	for _, r := range resources {
		edits.Append = append(edits.Append, r.YAML())
		size += len(r.YAML())
	}
	return []step{
		{"read", len(in.text), func() {
			if _, _, err := krm.Read(in.text, func(int, *yaml.Node) struct{} { return struct{}{} }); err != nil {
				t.Fatal(err)
			}
		}},
		{"decode", len(in.text), func() {
			for i := range in.items {
				manifest.Decode(nodes[i%len(nodes)], diag.Place{})
			}
		}},
		{"model", 0, func() { model.New(in.facts) }},
		{"infer", 0, func() { callgraph.Infer(m, &in.config, detect.All) }},
		{"plan", 0, func() { lane.Build(m, graph, &in.config) }},
		{"follow", 0, func() { lane.Follow(lanes, graph) }},
		{"check", 0, func() {
			check.Run(check.Input{Model: m, Graph: graph, Plan: lanes, Trace: trace, Spec: &in.config.Spec, Refused: diag.HasError(planned)})
		}},
		{"emit", size, func() {
			for _, r := range istio.Resources(lanes, &in.config.Spec) {
				r.YAML()
			}
		}},
		{"write", len(in.text) + size, func() {
			if err := in.list.Write(io.Discard, edits); err != nil {
				t.Fatal(err)
			}
		}},
	}
}
