package krm

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// encode is the YAML text of a node in kyaml's style. Whatever the encoder says to a hostile tree is an error,
// never a panic.
func encode(n *yaml.Node) (text []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("encoding YAML: %v", r)
		}
	}()
	var out bytes.Buffer
	if err := yaml.NewEncoder(&out).Encode(n); err != nil {
		return nil, fmt.Errorf("encoding YAML: %w", err)
	}
	return out.Bytes(), nil
}

// same tells whether two trees hold the same data in the same order, with the same anchors and aliases. It
// expands no alias.
func same(a, b *yaml.Node) bool {
	if a.Kind != b.Kind || a.Value != b.Value || a.ShortTag() != b.ShortTag() || a.Anchor != b.Anchor {
		return false
	}
	return slices.EqualFunc(a.Content, b.Content, same)
}

// equal tells whether two trees hold the same data, whatever the order of their keys. A tree with aliases
// equals none.
func equal(a, b *yaml.Node) bool {
	if a.Kind != b.Kind || a.Kind == yaml.AliasNode || len(a.Content) != len(b.Content) {
		return false
	}
	if a.Kind != yaml.MappingNode {
		return a.Value == b.Value && a.ShortTag() == b.ShortTag() && slices.EqualFunc(a.Content, b.Content, equal)
	}
	return slices.EqualFunc(pairs(a), pairs(b), func(x, y [2]*yaml.Node) bool {
		return equal(x[0], y[0]) && equal(x[1], y[1])
	})
}

// pairs are the keys and values of a mapping, by key.
func pairs(mapping *yaml.Node) [][2]*yaml.Node {
	out := make([][2]*yaml.Node, 0, len(mapping.Content)/2)
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		out = append(out, [2]*yaml.Node{mapping.Content[i], mapping.Content[i+1]})
	}
	slices.SortStableFunc(out, func(x, y [2]*yaml.Node) int { return strings.Compare(x[0].Value, y[0].Value) })
	return out
}

// walk calls f for every node of some trees, in their order. It follows no alias.
func walk(trees []*yaml.Node, f func(*yaml.Node)) {
	for _, n := range trees {
		f(n)
		walk(n.Content, f)
	}
}

// aliasInto finds an alias in some trees whose anchor stands in others; nil when there is none.
func aliasInto(from, into []*yaml.Node) (found *yaml.Node) {
	anchors := map[*yaml.Node]bool{}
	walk(into, func(n *yaml.Node) {
		if n.Anchor != "" {
			anchors[n] = true
		}
	})
	if len(anchors) == 0 {
		return nil
	}
	walk(from, func(n *yaml.Node) {
		if n.Kind == yaml.AliasNode && anchors[n.Alias] && found == nil {
			found = n
		}
	})
	return found
}

// comments are the lines of the comments of a tree, sorted: where a comment stands between two nodes, the parser
// attaches it now to the one, now to the other.
func comments(tree *yaml.Node) []string {
	var lines []string
	walk([]*yaml.Node{tree}, func(n *yaml.Node) {
		for _, comment := range []string{n.HeadComment, n.LineComment, n.FootComment} {
			for line := range strings.Lines(comment) {
				if line = strings.TrimSpace(line); line != "" {
					lines = append(lines, line)
				}
			}
		}
	})
	slices.Sort(lines)
	return lines
}
