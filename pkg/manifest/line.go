package manifest

import (
	"strconv"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// Line is the line of a text, one YAML document, at which a field of its object stands, from 1: that of its key, or of the
// element of a list. The path is that of a [diag.Diagnostic]. Where the text lacks the field, it is the line of the innermost
// field around it that is there; without a path, that of the object.
func Line(text []byte, path string) int { return lineIn(parsed(text), nil, path) }

// LineIn is Line for a text of which kustomize has made another one, in which the path was found. An element of a list is the
// one with the same name, else the same value, else the same number among as many.
func LineIn(written, rendered []byte, path string) int {
	return lineIn(parsed(written), parsed(rendered), path)
}

func lineIn(written, rendered *yaml.Node, path string) int {
	if written == nil {
		return 1
	}
	if path != "" {
		path = "." + path
	}
	f := follower{maxSteps}
	return f.find(written, rendered, path, written.Line).line
}

// maxSteps is how far a path is followed in all ways in which it can be read: far more than any object needs whose text stands
// for itself.
const maxSteps = 10_000

// follower follows a path.
type follower struct{ steps int }

// parsed is the content of a document; nil where it is none, and where it is nothing at all, which stands where the next thing would.
func parsed(text []byte) *yaml.Node {
	var n yaml.Node
	if yaml.Unmarshal(text, &n) != nil || len(n.Content) != 1 || n.Content[0].Kind == yaml.ScalarNode && n.Content[0].Value == "" {
		return nil
	}
	return n.Content[0]
}

// found is where a path leads: to a line, and how much of the path is left there.
type found struct {
	line int
	left int
}

// find follows a path, which begins with a dot or a bracket, from a node whose key stands at a line. The other node is what
// was rendered of this one; nil where that is not known.
func (f *follower) find(n, rendered *yaml.Node, path string, line int) found {
	best := found{line, len(path)}
	if f.steps--; path == "" || f.steps < 0 {
		return best
	}
	n, rendered = unaliased(n), unaliased(rendered)
	switch n.Kind {
	case yaml.MappingNode:
		best = f.member(n, rendered, path, best)
		for i := 0; i < len(n.Content) && best.left == len(path); i += 2 {
			if isMerge(n.Content[i]) {
				best = f.merged(n.Content[i+1], rendered, path, best)
			}
		}
	case yaml.SequenceNode:
		i, rest := index(path)
		if e := element(n, rendered, i); e >= 0 {
			return f.find(n.Content[e], elementOf(rendered, i), rest, n.Content[e].Line)
		}
	}
	return best
}

// member follows a path into the values of a mapping itself: of a repeated key the last counts.
func (f *follower) member(n, rendered *yaml.Node, path string, best found) found {
	for i := len(n.Content) - 2; i >= 0; i -= 2 {
		key := n.Content[i]
		for _, rest := range after(path, key.Value) {
			if at := f.find(n.Content[i+1], valueOf(rendered, key.Value), rest, key.Line); at.left < best.left {
				best = at
			}
		}
	}
	return best
}

// merged follows a path into what a merge key stands for, one level deep.
func (f *follower) merged(n, rendered *yaml.Node, path string, best found) found {
	sources := []*yaml.Node{n}
	if n = unaliased(n); n.Kind == yaml.SequenceNode {
		sources = n.Content
	}
	for _, source := range sources {
		if source = unaliased(source); source.Kind != yaml.MappingNode {
			continue
		}
		if at := f.member(source, rendered, path, best); at.left < best.left {
			best = at
		}
	}
	return best
}

// after is what is left of a path behind a key, in each spelling in which it may begin with it: .key, ["key"], [key]. A key may
// have dots of its own.
func after(path, key string) []string {
	var all []string
	for _, spelling := range []string{"." + key, "[" + strconv.Quote(key) + "]", "[" + key + "]"} {
		rest, begins := strings.CutPrefix(path, spelling)
		if begins && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			all = append(all, rest)
		}
	}
	return all
}

// index is the number that a path begins with, in brackets, and what is left behind it; -1 where it begins with none.
func index(path string) (number int, rest string) {
	text, rest, closed := strings.Cut(strings.TrimPrefix(path, "["), "]")
	number, err := strconv.Atoi(text)
	if !closed || path[0] != '[' || err != nil || number < 0 {
		return -1, path
	}
	return number, rest
}

// element is the number of the element of a list that was rendered as the one with a number; -1 where there is none.
func element(list, rendered *yaml.Node, number int) int {
	of := elementOf(rendered, number)
	if of == nil {
		if number < len(list.Content) {
			return number
		}
		return -1
	}
	if i := matching(list, func(n *yaml.Node) bool { return nameOf(n) != "" && nameOf(n) == nameOf(of) }); i >= 0 || nameOf(of) != "" {
		return i
	}
	if number < len(list.Content) && same(list.Content[number], of) {
		return number
	}
	if i := matching(list, func(n *yaml.Node) bool { return same(n, of) }); i >= 0 {
		return i
	}
	if len(list.Content) == len(rendered.Content) {
		return number
	}
	return -1
}

func matching(list *yaml.Node, is func(*yaml.Node) bool) int {
	for i, n := range list.Content {
		if is(unaliased(n)) {
			return i
		}
	}
	return -1
}

// nameOf is the name of an element, by which kustomize merges most lists.
func nameOf(n *yaml.Node) string {
	if name := valueOf(n, "name"); name != nil && name.Kind == yaml.ScalarNode {
		return name.Value
	}
	return ""
}

// valueOf is the value of a key of a mapping; nil where there is none.
func valueOf(n *yaml.Node, key string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := len(n.Content) - 2; i >= 0; i -= 2 {
		if n.Content[i].Value == key {
			return unaliased(n.Content[i+1])
		}
	}
	return nil
}

// elementOf is the element of a list with a number; nil where there is none.
func elementOf(n *yaml.Node, number int) *yaml.Node {
	if n == nil || n.Kind != yaml.SequenceNode || number < 0 || number >= len(n.Content) {
		return nil
	}
	return unaliased(n.Content[number])
}

// unaliased is what an alias stands for, else n itself.
func unaliased(n *yaml.Node) *yaml.Node {
	if n != nil && n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}
