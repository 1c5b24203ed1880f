package view_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// TestHostile renders names, labels and values that a terminal would obey, and some without end.
func TestHostile(t *testing.T) {
	long := strings.Repeat("x", 100_000)
	for _, text := range []string{"\x1b[2J\x1b]0;owned\x07", "a\nCALLER", "\u009b31m", "\u202e", "\xff\xfe", "tab\tbed", long, "<script>&"} {
		s := &model.Service{Object: object("Service", text, text), Selector: model.Labels{"app": text}}
		s.Annotations = map[string]string{model.BaselineAnnotation: text}
		w := &model.Workload{Object: object(text, text, text), PodLabels: model.Labels{"app": text, "version": text}}
		v := &model.Workload{Object: object("Pod", text, text+"2"), PodLabels: model.Labels{"app": text, "version": text + "v2"}}
		lonely := &model.Workload{Object: object("Pod", "elsewhere", text), PodLabels: model.Labels{"version": text}}
		g := analyze(t, []model.Any{s, w, v, lonely}, nil)
		evidence := callgraph.Evidence{Object: diag.Ref{Kind: text, Namespace: text, Name: text}, Field: text, Key: text, Value: text}
		for _, from := range []callgraph.Caller{{Workload: w}, {Namespace: text, Labels: model.Labels{text: text}}} {
			g.Graph.Calls = append(g.Graph.Calls, &callgraph.Call{Caller: from, Callee: s, Evidence: []callgraph.Evidence{evidence}})
		}
		g.Trace = lane.Follow(g.Plan, g.Graph)
		explained := explain(t, g, "text")
		if !utf8.ValidString(explained) || strings.ContainsFunc(explained, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }) {
			t.Errorf("%.20q gets to the terminal:\n%q", text, explained)
		}
		if lines := strings.Count(explained, "\n"); lines != 12 || len(explained) > 40_000 {
			t.Errorf("%.20q: %d lines, %d bytes:\n%.2000s", text, lines, len(explained), explained)
		}
		for format, atMost := range map[string]int{"text": 14, "wide": 8} {
			out := render(t, g, format)
			if !utf8.ValidString(out) || strings.ContainsFunc(out, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }) {
				t.Errorf("%.20q gets to the terminal:\n%q", text, out)
			}
			if !strings.Contains(out, "Lanes: baseline,") {
				t.Errorf("%.20q: no lanes:\n%.2000s", text, out)
			}
			if lines := strings.Count(out, "\n"); lines > atMost || len(out) > 40_000 {
				t.Errorf("%.20q: %d lines, %d bytes:\n%.2000s", text, lines, len(out), out)
			}
		}
		if got := decode(t, render(t, g, "json")).Calls[0].Evidence[0].Value; utf8.ValidString(text) && got != text {
			t.Errorf("%.20q is %.20q in JSON", text, got)
		}
	}
}

func object(kind, namespace, name string) model.Object {
	return model.Object{Ref: diag.Ref{Kind: kind, Namespace: namespace, Name: name}}
}
