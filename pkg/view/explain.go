package view

import (
	"github.com/graylane/graylane/pkg/lane"
)

// Explanation is where the requests of an application land that are asked for.
type Explanation struct {
	Graph
	Answer *lane.Answer
}

// ExplainFormats are all formats of an explanation, the default first.
func ExplainFormats() []Format[Explanation] {
	return []Format[Explanation]{{"text", explainText}, {"wide", explainWide}, {"json", explainJSON}}
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
