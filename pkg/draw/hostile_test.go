package draw_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/diagram"
	"github.com/graylane/graylane/pkg/draw"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// hostile is text that each language would obey.
func hostile() []string {
	return []string{
		`"]; click b0 "javascript:alert(1)"`, "x\nend\n", "<script>alert(1)</script>", "#quot;]", "`code`", "1. list", "**bold**", `\N\G"`, "&lt;b&gt;", "</TD></TABLE>>",
		"%% comment", ":::class", "\x1b[2J", "\u202eabc", "\xff", strings.Repeat("x", 100_000), "",
	}
}

// named is a diagram in which everything that comes from the input is s.
func named(s string) *diagram.Diagram {
	ref := diag.Ref{Kind: s, Namespace: s, Name: s}
	from := &diagram.Box{ID: 0, Kind: diagram.Entry, Object: ref}
	to := &diagram.Box{
		ID: 1, Kind: diagram.Application, Object: ref, Aliases: []string{s}, Lost: []int{1},
		Rows: []diagram.Row{{Version: s, Lane: 0}, {Version: s + "2", Lane: 1, Unreachable: true}},
	}
	hop := lane.Hop{Caller: ref, Callee: &model.Service{}, Lane: s, Headers: []lane.Header{{Name: s}}, Reason: lane.AtEntry}
	return &diagram.Diagram{
		Lanes: []string{"baseline", s}, Namespaces: []string{"a", "b"}, Boxes: []*diagram.Box{from, to},
		Arrows: []*diagram.Arrow{{From: diagram.End{Box: from, Row: diagram.WholeBox}, To: diagram.End{Box: to, Row: 1}, Flows: []diagram.Flow{{Hop: hop, Lane: 1, Lost: true}, {Hop: hop}}}},
		Folds:  []diagram.Fold{{Kind: "telemetry", Boxes: []*diagram.Box{to}}},
	}
}

// mermaidLine is every line that a diagram may have: what comes from the input is within quotation marks, and has no
// character that means something.
var mermaidLine = regexp.MustCompile(`^(flowchart LR| +(` + strings.Join([]string{
	`(subgraph )?[bf]\d+(r\d+)?(\["T"\]|\(\["T"\]\))?(:::\w+)?`, `end`, `b\d+(r\d+)? -\.?->(\|"T"\|)? b\d+(r\d+)?`,
	`classDef \w+ [\w#:, -]+`, `class [\w,]+ \w+`, `linkStyle [\d,]+ [\w#:,-]+`,
}, "|") + `))$`)

var mermaidLabel = regexp.MustCompile(`"(?:[^"<>` + "`" + `*_&\\\[\]{}|#;]|#\d+;|<br/>)*"`)

func TestHostileMermaid(t *testing.T) {
	for _, s := range hostile() {
		for _, line := range strings.Split(strings.TrimSuffix(string(draw.Mermaid(named(s))), "\n"), "\n") {
			if plain := mermaidLabel.ReplaceAllString(line, `"T"`); !mermaidLine.MatchString(plain) {
				t.Errorf("%.40q: %.200q", s, line)
			}
		}
	}
}
