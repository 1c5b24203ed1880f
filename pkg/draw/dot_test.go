package draw_test

import (
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/draw"
	"github.com/graylane/graylane/pkg/layout"
)

// TestHostileDOT lets Graphviz read graphs of hostile text: there are the boxes and arrows that there should be.
func TestHostileDOT(t *testing.T) {
	for _, s := range hostile() {
		plain, err := layout.Render(string(draw.DOT(named(s))), "plain")
		if err != nil {
			t.Errorf("%.40q: %v", s, err)
		}
		if nodes, edges := strings.Count(plain, "\nnode "), strings.Count(plain, "\nedge "); nodes != 3 || edges != 2 {
			t.Errorf("%.40q: %d nodes and %d edges", s, nodes, edges)
		}
	}
}
