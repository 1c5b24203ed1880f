package page

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diagram"
	"github.com/graylane/graylane/pkg/quote"
)

// data is what the script of the page knows; lanes, boxes, arrows and calls are named by their positions.
type data struct {
	Lanes    []string      `json:"lanes"`
	Boxes    []dataBox     `json:"boxes"`
	Arrows   []dataArrow   `json:"arrows"`
	Requests []dataRequest `json:"requests"` // in the order of the table
	Calls    []dataCall    `json:"calls"`
	Gaps     []dataGap     `json:"gaps"`
}

type dataBox struct {
	Title string `json:"title"`
	Words string `json:"words"` // more by which it is found
}

type dataArrow struct {
	From string `json:"from"`
	To   string `json:"to"`
	Ends [2]int `json:"ends"` // boxes
}

type dataRequest struct {
	Lane   int    `json:"lane"`
	Caller string `json:"caller"`
	Callee string `json:"callee"`
	Port   int    `json:"port,omitempty"`
	Why    string `json:"why"`
	Lost   bool   `json:"lost,omitempty"`
	Arrows []int  `json:"arrows"`
	Call   int    `json:"call"` // -1 for the requests of an entry
}

type dataCall struct {
	Text     string         `json:"text"` // who calls whom
	Port     string         `json:"port,omitempty"`
	Kind     string         `json:"kind"`
	Evidence []dataEvidence `json:"evidence"`
	More     int            `json:"more,omitempty"`
}

type dataEvidence struct {
	Detector string `json:"detector"`
	Object   string `json:"object"`
	Field    string `json:"field"`
	Key      string `json:"key,omitempty"`
	Value    string `json:"value"`
	Weak     bool   `json:"weak,omitempty"`
	Allowed  bool   `json:"allowed,omitempty"`
}

type dataGap struct {
	Lane   int   `json:"lane"`
	Arrows []int `json:"arrows"`
	Boxes  []int `json:"boxes"` // where it is lost, then what it makes unreachable
}

// encode is the data of a diagram as JSON without <, > and &, so that nothing in it ends the element that it stands in.
func encode(d *diagram.Diagram) ([]byte, error) {
	out := data{Lanes: []string{}, Boxes: []dataBox{}, Arrows: []dataArrow{}, Requests: []dataRequest{}, Calls: []dataCall{}, Gaps: []dataGap{}}
	for i := range d.Lanes {
		out.Lanes = append(out.Lanes, d.Lane(i))
	}
	p := &page{Diagram: d}
	for _, b := range d.Boxes {
		out.Boxes = append(out.Boxes, dataBox{d.Title(b), words(d, b)})
	}
	for _, a := range d.Arrows {
		out.Arrows = append(out.Arrows, dataArrow{p.end(a.From), p.end(a.To), [2]int{a.From.Box.ID, a.To.Box.ID}})
	}
	out.addRequests(d)
	for _, g := range d.Gaps {
		gap := dataGap{Lane: g.Lane, Arrows: []int{}, Boxes: []int{g.At.Box.ID}}
		for _, a := range g.Arrows {
			gap.Arrows = append(gap.Arrows, a.ID)
		}
		for _, e := range g.Unreachable {
			gap.Boxes = append(gap.Boxes, e.Box.ID)
		}
		out.Gaps = append(out.Gaps, gap)
	}
	return json.Marshal(out)
}

// words are those by which a box is found beside its title: what it is, its versions, its workloads.
func words(d *diagram.Diagram, b *diagram.Box) string {
	var all []string
	all = append(all, b.Details()...)
	for i := range b.Rows {
		all = append(all, d.Label(&b.Rows[i]))
		for _, w := range b.Rows[i].Workloads {
			all = append(all, shown(w.Kind+"/"+w.Name))
		}
	}
	return strings.Join(slices.DeleteFunc(all, func(s string) bool { return s == "" }), " ")
}

// addRequests adds the requests, and the calls that they are of.
func (out *data) addRequests(d *diagram.Diagram) {
	at := map[*callgraph.Call]int{}
	for _, r := range requests(d) {
		call := -1
		if r.call != nil {
			i, known := at[r.call]
			if !known {
				i = len(out.Calls)
				at[r.call] = i
				out.Calls = append(out.Calls, newCall(r))
			}
			call = i
		}
		out.Requests = append(out.Requests, dataRequest{
			Lane: r.Lane, Caller: r.from, Callee: r.to, Port: r.Port, Why: r.why, Lost: r.lost, Arrows: r.arrows, Call: call,
		})
	}
}

func newCall(r request) dataCall {
	out := dataCall{Text: r.from + " calls " + r.to, Port: r.port, Kind: string(r.call.Kind), Evidence: []dataEvidence{}, More: r.call.More}
	for _, e := range r.call.Evidence {
		out.Evidence = append(out.Evidence, dataEvidence{e.Detector, shown(e.Object.String()), shown(e.Field), shown(e.Key), shown(e.Value), e.Weak, e.Allowed})
	}
	return out
}

// shown is text of the input as far as a person reads it; empty where there is none.
func shown(s string) string {
	const length = 400
	if s == "" {
		return ""
	}
	return quote.Text(s, length)
}
