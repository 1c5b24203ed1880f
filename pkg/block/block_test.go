package block_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/block"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// full is the tree of the full parser without comments; false where the text is not one document.
func full(text string) (root *yaml.Node, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	decoder := yaml.NewDecoder(strings.NewReader(text))
	var document, more yaml.Node
	if decoder.Decode(&document) != nil || decoder.Decode(&more) != io.EOF {
		return nil, false
	}
	return document.Content[0], true
}

// outline is a tree as a text that two trees share exactly when they are equal but for their comments.
func outline(n *yaml.Node) string {
	var out strings.Builder
	var write func(n *yaml.Node, depth int)
	write = func(n *yaml.Node, depth int) {
		fmt.Fprintf(&out, "%*s%d %s %q style %d at %d:%d", depth, "", n.Kind, n.Tag, n.Value, n.Style, n.Line, n.Column)
		if n.Anchor != "" || n.Alias != nil {
			out.WriteString(" anchored")
		}
		out.WriteByte('\n')
		for _, c := range n.Content {
			write(c, depth+1)
		}
	}
	write(n, 0)
	return out.String()
}

// compare holds the package against the full parser.
func compare(t *testing.T, p *block.Parser, text string) (taken bool) {
	t.Helper()
	got, taken := p.Parse(text)
	if !taken {
		return false
	}
	want, ok := full(text)
	if !ok {
		t.Fatalf("it takes a text that is not YAML, or several documents:\n%s", text)
	}
	if d := cmp.Diff(outline(want), outline(got)); d != "" {
		t.Fatalf("it reads %q in its own way (-full parser +package):\n%s", text, d)
	}
	return true
}

// FuzzParse compares with the full parser on anything.
//
// fuzz: weight 16
func FuzzParse(f *testing.F) {
	for _, row := range taken {
		f.Add(row.text)
	}
	for _, row := range declined {
		f.Add(row.text)
	}
	var p block.Parser
	f.Fuzz(func(t *testing.T, text string) {
		fuzzing.Bounded(t)
		compare(t, &p, text)
	})
}

// TestParseRealTexts reads what is in the repository, of which most must be taken.
func TestParseRealTexts(t *testing.T) {
	var p block.Parser
	texts, count := 0, 0
	err := filepath.WalkDir("../..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".yaml" {
			return err
		}
		content, err := os.ReadFile(path)
		for _, text := range strings.Split(string(content), "\n---\n") {
			texts++
			if compare(t, &p, text) {
				count++
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d of %d texts are taken", count, texts)
	if count*10 < texts*7 {
		t.Errorf("%d of %d texts are taken, fewer than seven of ten", count, texts)
	}
}

// TestParseRandom reads random texts of what means something in YAML.
func TestParseRandom(t *testing.T) {
	parts := strings.Split("a|b:|: |:|- |-|\n|\n|\n|\n  |\n  |\n    |\n- | |  | #|#|\"|'|''|\\\\|\\\"|\\n|[|]|{|}|, |,|?|? |!|&a|*a|>|%|@|~|null|1|0|-1|.5|1e3|true|<<|---|...|=|/|ö|\t|\r|x: y|\nc: |\nd: |'e'|\"f\"|c: |\n  d: |- e: |:8080", "|")
	parts = append(parts, "|", "|-", "|+", "|\n  ", "|-\n  x", "|+\n   x\n\n")
	var p block.Parser
	random := rand.New(rand.NewPCG(1, 2))
	count := 0
	for range randomTexts {
		var text strings.Builder
		for range 1 + random.IntN(14) {
			text.WriteString(parts[random.IntN(len(parts))])
		}
		if compare(t, &p, text.String()) {
			count++
		}
	}
	t.Logf("%d of %d texts are taken", count, randomTexts)
	if count < randomTexts/100 {
		t.Errorf("%d of %d texts are taken, hardly any", count, randomTexts)
	}
}

// randomTexts takes about a second.
const randomTexts = 100_000

// TestParseOneLine reads a line with hundreds of thousands of flow collections in time that grows with its length.
func TestParseOneLine(t *testing.T) {
	fuzzing.Bounded(t)
	var p block.Parser
	if !compare(t, &p, "a: ["+strings.Repeat("[], ", 200_000)+"[]]\n") {
		t.Error("it is declined")
	}
}
