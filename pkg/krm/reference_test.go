package krm_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// referenceList is a ResourceList as a YAML parser reads it that knows nothing of the function.
type referenceList struct {
	text  string
	root  *yaml.Node
	items []refItem
}

// refItem is an item: where it begins, what it holds, and whether it has the mark of what graylane generates.
type refItem struct {
	node  *yaml.Node
	data  string
	owned bool
}

// reference reads a list. It fails the test where there is none.
func reference(t *testing.T, text string) referenceList {
	t.Helper()
	l := referenceList{text: text}
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(text), &document); err != nil {
		t.Fatalf("a list that was read, or was written, is no YAML: %v\n%s", err, text)
	}
	l.root = document.Content[0]
	if items := child(l.root, "items"); items != nil {
		for _, n := range items.Content {
			mark := child(child(child(n, "metadata"), "annotations"), "graylane.dev/generated")
			l.items = append(l.items, refItem{node: n, data: data(n, 0), owned: mark != nil && mark.Value == "true"})
		}
	}
	return l
}

// child is the value of a key of a mapping, behind aliases; the last one of a key that stands twice.
func child(n *yaml.Node, key string) (found *yaml.Node) {
	if n = target(n); n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			found = target(n.Content[i+1])
		}
	}
	return found
}

func target(n *yaml.Node) *yaml.Node {
	if n != nil && n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// data is a tree as text: tags and values, aliases written out, styles and comments left out.
func data(n *yaml.Node, depth int) string {
	n = target(n)
	if depth > 200 {
		return "deep"
	}
	var b strings.Builder
	b.WriteString(n.ShortTag() + strconv.Quote(n.Value) + "(")
	for _, c := range n.Content {
		b.WriteString(data(c, depth+1) + " ")
	}
	return b.String() + ")"
}

// lines are the lines of each item, from its hyphen to the next one or to the key that follows the items. They are nil when
// the list has items without lines of their own: in flow style, or between line breaks that are neither LF nor CRLF; in a stream
// with a document's end marker that is not its last line, or one that ends within a block scalar, so that a line break at its end would be a part of that.
func (l referenceList) lines() []string {
	if l.open() {
		return nil
	}
	items := child(l.root, "items")
	text := regexp.MustCompile(`\n\.\.\.[ \r\n]*$`).ReplaceAllString(l.text, "\n")
	others := strings.ReplaceAll(text, "\r\n", "\n")
	if items == nil || items.Style&yaml.FlowStyle != 0 || l.root.Style&yaml.FlowStyle != 0 || strings.ContainsAny(others, "\r\u0085\u2028\u2029") || strings.Contains("\n"+others, "\n...") {
		return nil
	}
	lines := strings.SplitAfter(text, "\n")
	end := len(lines)
	for i := 0; i < len(l.root.Content); i += 2 {
		if key := l.root.Content[i]; key.Line > items.Line && key.Line-1 < end && (len(items.Content) == 0 || key.Line > items.Content[len(items.Content)-1].Line) {
			end = key.Line - 1
		}
	}
	texts := []string{}
	hyphen := fmt.Sprintf("%*s", items.Column, "-")
	for i := len(items.Content) - 1; i >= 0; i-- {
		start := items.Content[i].Line - 1
		for !strings.HasPrefix(lines[start]+" ", hyphen) {
			start--
		}
		text := strings.Join(lines[start:end], "")
		if end == len(lines) {
			text = strings.TrimRight(text, "\r\n") // a line break may be added
		}
		texts = append([]string{text}, texts...)
		end = start
	}
	return texts
}

// open tells whether a line break at the end of the list changes its data.
func (l referenceList) open() bool {
	var closed yaml.Node
	return !strings.HasSuffix(l.text, "\n") && (yaml.Unmarshal([]byte(l.text+"\n"), &closed) != nil || data(closed.Content[0], 0) != data(l.root, 0))
}
