package view_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/view"
)

// answered explains what a question asks for, in a format.
func answered(t *testing.T, g view.Graph, q lane.Question, format string) string {
	t.Helper()
	return renderAs(t, view.ExplainFormats(), view.Explanation{Graph: g, Answer: g.Trace.Answer(q)}, format)
}

// TestHostileRules has labels and values that a terminal would obey, in rules, gaps and evidence.
func TestHostileRules(t *testing.T) {
	for _, text := range []string{"\x1b[2J\x1b]0;owned\x07", "a\nLANE", "\u009b31m", "\u202e", "\xff\xfe", "tab\tbed", strings.Repeat("x", 100_000), "✕ !"} {
		var facts []model.Any
		for i, name := range []string{"a", "b", "c"} {
			facts = append(facts, &model.Service{
				Object: object("Service", "", name), Selector: model.Labels{"app": text + name}, Ports: []model.Port{{Name: "http", Number: 80}},
			})
			for _, version := range []string{"v1", "v2"} {
				if name == "b" && version == "v2" {
					continue
				}
				w := &model.Workload{Object: object("Deployment", "", name+version), PodLabels: model.Labels{"app": text + name, "version": version}}
				if i < 2 {
					callee := string(rune('a' + i + 1))
					w.Containers = []model.Container{{Field: text, Env: []model.EnvVar{{Name: "URL", Value: "http://" + callee + "/" + text}}}}
				}
				facts = append(facts, w)
			}
		}
		request := model.Tree{"uri": model.Tree{"prefix": text}, text: text, "headers": model.Tree{text: model.Tree{"regex": text}}}
		facts = append(facts, &model.VirtualService{Object: object("VirtualService", text, text), Gateways: []string{text}, Rules: []model.Rule{{
			Field: text, Matches: []model.Match{{Request: request}}, Destinations: []model.Destination{{Host: "a", Subset: "v2"}},
		}}})
		g := analyze(t, facts, nil)
		for _, format := range []string{"text", "wide"} {
			out := answered(t, g, lane.Question{Undeclared: true}, format)
			if !utf8.ValidString(out) || strings.ContainsFunc(out, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }) {
				t.Errorf("%.20q gets to the terminal:\n%q", text, out)
			}
			if !strings.Contains(out, "http rule") || !strings.Contains(out, "uri: ") || format == "text" && !strings.Contains(out, "the lane is lost at b") {
				t.Errorf("%.20q: no rule, or no gap:\n%.2000s", text, out)
			}
			if len(out) > 100_000 {
				t.Errorf("%.20q: %d bytes as %s", text, len(out), format)
			}
		}
		var hops []map[string]any
		if err := json.Unmarshal([]byte(answered(t, g, lane.Question{}, "json")), &hops); err != nil || len(hops) == 0 {
			t.Errorf("%.20q: %d hops, %v", text, len(hops), err)
		}
	}
}

// TestSixtyServices keeps the text of a large application readable: a line for each call, none wider than a screen can show.
func TestSixtyServices(t *testing.T) {
	const services = 60
	var input strings.Builder
	calls := 0
	for i := range services {
		name := fmt.Sprintf("service-%02d", i)
		input.WriteString(service(name, ""))
		var urls []string
		for _, callee := range []int{2*i + 1, 2*i + 2, i/2 + 3} {
			if callee < services {
				urls = append(urls, fmt.Sprintf("http://service-%02d", callee))
			}
		}
		for _, version := range []string{"v1", "v2"}[:1+(i+1)%3%2+i%2*((i+2)%3%2)] {
			input.WriteString(deployment(name, version, urls...))
			calls += len(urls)
		}
	}
	g := analyze(t, facts(t, []byte(input.String())), nil)
	out := answered(t, g, lane.Question{}, "text")
	lines := strings.Split(out, "\n")
	for _, l := range lines {
		if n := utf8.RuneCountInString(l); n > 240 {
			t.Errorf("%d characters: %s", n, l)
		}
	}
	if hops := len(g.Trace.Hops); len(lines) > 3*hops || calls < services {
		t.Errorf("%d lines for %d hops", len(lines), hops)
	}
	for i := range services {
		if row := fmt.Sprintf("\nservice-%02d ", i); !strings.Contains(out, row) {
			t.Errorf("the matrix has no row %q", row)
		}
	}
	if wide := answered(t, g, lane.Question{}, "wide"); strings.Count(wide, "\n") != len(g.Trace.Hops)+1 {
		t.Errorf("%d lines for %d hops", strings.Count(wide, "\n"), len(g.Trace.Hops))
	}
}

// TestExplainJSON keeps what is encoded hop by hop the same as a list that is encoded at once.
func TestExplainJSON(t *testing.T) {
	for _, a := range apps(t) {
		g := analyze(t, a.facts, a.config)
		out := answered(t, g, lane.Question{Undeclared: true}, "json")
		var hops []json.RawMessage
		if err := json.Unmarshal([]byte(out), &hops); err != nil {
			t.Fatalf("%s: %v", a.name, err)
		}
		var again strings.Builder
		encoder := json.NewEncoder(&again)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		if err := encoder.Encode(hops); err != nil {
			t.Fatal(err)
		}
		if len(hops) > 0 && again.String() != out {
			t.Errorf("%s: not as encoding/json indents it", a.name)
		}
	}
}
