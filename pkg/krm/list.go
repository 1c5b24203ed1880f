package krm

import (
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// List is a ResourceList. It is read-only and refers to the bytes that it was read from.
type List struct {
	layout
	// document is the whole list as a tree, nil where every item was parsed on its own.
	document *yaml.Node
	// rewritten tells that the list has no layout, so that writing encodes document anew.
	rewritten bool
	source    []byte
	config    []byte
}

// Read reads a ResourceList and returns it together with what decode makes of each item, in the items'
// order. Decode gets the item's number and its node, a mapping; it is called from several goroutines at
// once, and a second time for an item where the first reading of the list came to nothing. It must not keep
// the node, whose memory the next item gets; it may keep its strings, which are part of in. Comments may be missing. Nobody may
// change in as long as the list or what was decoded is in use.
//
// An absent or null items is an empty list. The versions v1, v1beta1 and v1alpha1 of the ResourceList are
// read. An error is one sentence, with the line where there is one.
func Read[T any](in []byte, decode func(i int, n *yaml.Node) T) (*List, []T, error) {
	if l, decoded, ok := readSplit(in, decode); ok {
		return l, decoded, nil
	}
	l, nodes, err := readWhole(in)
	if err != nil {
		return nil, nil, err
	}
	decoded := make([]T, len(nodes))
	for i, n := range nodes {
		decoded[i] = decode(i, n)
	}
	return l, decoded, nil
}

// FunctionConfig is the YAML text of the functionConfig, comments included; nil when it is absent or null.
func (l *List) FunctionConfig() []byte { return l.config }

// Text is item i as a YAML list of one element. It is the item's own bytes wherever the list has them.
func (l *List) Text(i int) []byte {
	if !l.rewritten {
		return l.items[i]
	}
	text, err := encode(&yaml.Node{Kind: yaml.SequenceNode, Content: l.nodes()[i : i+1]})
	if err != nil {
		return nil
	}
	return text
}

// node is item i as a tree.
func (l *List) node(i int) *yaml.Node {
	if l.document != nil {
		return l.nodes()[i]
	}
	n, _ := parseItem(l.items[i])
	return n
}

// nodes are the items of a list that was parsed as a whole.
func (l *List) nodes() []*yaml.Node {
	if items := valueOf(l.document.Content[0], "items"); items != nil {
		return items.Content
	}
	return nil
}
