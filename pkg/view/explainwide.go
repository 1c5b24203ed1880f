package view

import (
	"bufio"
	"cmp"
	"iter"
	"strconv"

	"github.com/graylane/graylane/pkg/lane"
)

// explainWide is a line for each hop.
func explainWide(w *bufio.Writer, e Explanation) error {
	p := e.printer()
	header := []string{"LANE", "CALLER", "CALLS", "PORT", "LANDS ON", "REASON", "RULE", "SEEN IN"}
	if !align(w, p.Paint, header, p.hopLines(e.Answer.Hops())) {
		w.WriteString(p.nothing() + "\n")
	}
	return nil
}

// hopLines are lines of cells, one for each hop.
func (p *explainer) hopLines(hops iter.Seq[lane.Hop]) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for h := range hops {
			cells := []string{
				name(lane.NameOf(h.Lane)), p.sender(h), p.service(h.Callee), portText(h.Port), p.landing(h), p.reason(h), p.rule(h), p.evidenceOf(h),
			}
			for i, cell := range cells {
				cells[i] = cmp.Or(cell, absent)
			}
			if !yield(cells) {
				return
			}
		}
	}
}

// portText is a port as a cell, empty for none.
func portText(port int) string {
	if port == 0 {
		return ""
	}
	return strconv.Itoa(port)
}
