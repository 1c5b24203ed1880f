package view_test

import (
	"bufio"
	"bytes"
	"testing"

	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/view"
)

// pieces is a writer that remembers the longest of what it is given at once.
type pieces struct {
	bytes.Buffer
	longest int
}

func (p *pieces) Write(piece []byte) (int, error) {
	p.longest = max(p.longest, len(piece))
	return p.Buffer.Write(piece)
}

// TestWriteExplanation says that what is written equals what is rendered, and that a list of hops is written hop by hop.
func TestWriteExplanation(t *testing.T) {
	var facts []model.Any
	for _, name := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		facts = append(facts, &model.Service{
			Object: object("Service", "", name), Selector: model.Labels{"app": name}, Ports: []model.Port{{Name: "http", Number: 80}},
		})
		for _, version := range []string{"v1", "v2"} {
			facts = append(facts, &model.Workload{Object: object("Deployment", "", name+version), PodLabels: model.Labels{"app": name, "version": version}})
		}
	}
	g := analyze(t, facts, nil)
	e := view.Explanation{Graph: g, Answer: g.Trace.Answer(lane.Question{Undeclared: true})}
	for _, format := range view.ExplainFormats() {
		var out pieces
		w := bufio.NewWriterSize(&out, 16)
		if err := view.WriteExplanation(w, format.Name, e); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		want := renderAs(t, view.ExplainFormats(), e, format.Name)
		if got := out.String(); got != want {
			t.Errorf("%s: it writes\n%s\nand not\n%s", format.Name, got, want)
		}
		if format.Name != "text" && out.longest > len(want)/20 {
			t.Errorf("%s: of %d bytes it writes %d at once", format.Name, len(want), out.longest)
		}
	}
}
