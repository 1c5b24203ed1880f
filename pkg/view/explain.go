package view

import (
	"bufio"
	"bytes"

	"github.com/graylane/graylane/pkg/lane"
)

// Explanation is where the requests of an application land that are asked for.
type Explanation struct {
	Graph
	Answer *lane.Answer
}

// ExplainFormats are all formats of an explanation, the default first.
func ExplainFormats() []Format[Explanation] {
	return []Format[Explanation]{{"text", explainText}, {"wide", whole(explainWide)}, {"json", whole(explainJSON)}}
}

// WriteExplanation writes an explanation in a format of [ExplainFormats]: piece by piece where it is a list of hops, of which there
// may be as many as pairs of workloads and Services. The writer's errors are those of its Flush.
func WriteExplanation(w *bufio.Writer, format string, e Explanation) error {
	switch format {
	case "wide":
		return explainWide(w, e)
	case "json":
		return explainJSON(w, e)
	}
	text, err := explainText(e)
	if err == nil {
		w.Write(text)
	}
	return err
}

// whole is what is written, in one piece.
func whole(write func(*bufio.Writer, Explanation) error) func(Explanation) ([]byte, error) {
	return func(e Explanation) ([]byte, error) {
		var out bytes.Buffer
		w := bufio.NewWriter(&out)
		if err := write(w, e); err != nil {
			return nil, err
		}
		err := w.Flush()
		return out.Bytes(), err
	}
}

func (e *Explanation) printer() *explainer {
	s := e.scope()
	return &explainer{printer: printer{Graph: e.Graph, scope: s, namespaces: s.Namespaces()}, answer: e.Answer}
}

// explainer renders an explanation as text.
type explainer struct {
	printer
	answer *lane.Answer
}

// explainText is a tree for each lane, the calls that nothing shows, if they are asked for, and a matrix of lanes and Services.
func explainText(e Explanation) ([]byte, error) {
	p := e.printer()
	var out sections
	ways := e.Answer.Ways()
	for _, t := range ways.Trails {
		out.add(p.trail(t))
	}
	out.add(p.assumed())
	if len(ways.Trails) > 0 && len(e.Plan.Lanes) > 0 {
		out.add(p.matrix(ways.Matrix))
	}
	if len(out) == 0 {
		out.add(p.nothing() + "\n")
	}
	return out.bytes(), nil
}

// sections are parts of a text, with an empty line between each two.
type sections []string

func (s *sections) add(text string) {
	if text != "" {
		*s = append(*s, text)
	}
}

func (s sections) bytes() []byte {
	var all []byte
	for i, text := range s {
		if i > 0 {
			all = append(all, '\n')
		}
		all = append(all, text...)
	}
	return all
}
