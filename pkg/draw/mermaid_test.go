package draw_test

import (
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/diagram"
	"github.com/graylane/graylane/pkg/draw"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// links is a diagram of a number of arrows.
func links(n int) *diagram.Diagram {
	box := &diagram.Box{Kind: diagram.Workload}
	d := &diagram.Diagram{Lanes: []string{"baseline"}, Boxes: []*diagram.Box{box}}
	for range n {
		end := diagram.End{Box: box, Row: diagram.WholeBox}
		d.Arrows = append(d.Arrows, &diagram.Arrow{From: end, To: end, Flows: []diagram.Flow{{Hop: lane.Hop{Callee: &model.Service{}}}}})
	}
	return d
}

func TestMermaidFits(t *testing.T) {
	for _, tt := range []struct {
		reason string
		d      *diagram.Diagram
		want   string
	}{
		{reason: "as many links as may be", d: links(500)},
		{reason: "one more", d: links(501), want: "501 links"},
		{reason: "names that are as long as may be", d: &diagram.Diagram{Boxes: []*diagram.Box{{Aliases: make([]string, 3_300)}}}},
		{reason: "and more of them", d: &diagram.Diagram{Boxes: []*diagram.Box{{Aliases: make([]string, 3_400)}}}, want: "0 links"},
	} {
		switch err := draw.MermaidFits(tt.d); {
		case tt.want == "" && err != nil, tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
			t.Errorf("%s: %v", tt.reason, err)
		}
	}
}
