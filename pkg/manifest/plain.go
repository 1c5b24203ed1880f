package manifest

import (
	"bytes"
	"errors"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// plain is a tree with the data of n alone: without comments, aliases, merge keys and repeated keys, in block style. Keys are
// strings, as for Kubernetes.
func (n node) plain() *yaml.Node {
	if n = n.resolved(); n.Node == nil {
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: yaml.NodeTagNull, Value: "null"}
	}
	switch n.Kind {
	case yaml.MappingNode:
		out := &yaml.Node{Kind: yaml.MappingNode, Tag: yaml.NodeTagMap}
		n.each(func(key string, value node) { set(out, key, value.plain()) })
		return out
	case yaml.SequenceNode:
		out := &yaml.Node{Kind: yaml.SequenceNode, Tag: yaml.NodeTagSeq}
		for _, e := range n.list() {
			out.Content = append(out.Content, e.plain())
		}
		return out
	}
	quoting := yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: n.ShortTag(), Value: n.Value, Style: n.Style & quoting}
}

// set gives a key of a mapping a value; a new key comes last.
func set(mapping *yaml.Node, key string, value *yaml.Node) {
	if i := indexOf(mapping, key); i >= 0 {
		mapping.Content[i+1] = value
		return
	}
	mapping.Content = append(mapping.Content, textNode(key), value)
}

// remove takes a key out of a mapping.
func remove(mapping *yaml.Node, key string) {
	if i := indexOf(mapping, key); i >= 0 {
		mapping.Content = append(mapping.Content[:i], mapping.Content[i+2:]...)
	}
}

// indexOf is where a key stands in a mapping's content; -1 when it is absent.
func indexOf(mapping *yaml.Node, key string) int {
	for i := 0; i < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			return i
		}
	}
	return -1
}

// within is the mapping at a path of keys, made where it is missing.
func within(mapping *yaml.Node, path ...string) *yaml.Node {
	for _, key := range path {
		i := indexOf(mapping, key)
		if i < 0 || mapping.Content[i+1].Kind != yaml.MappingNode {
			set(mapping, key, &yaml.Node{Kind: yaml.MappingNode, Tag: yaml.NodeTagMap})
			i = indexOf(mapping, key)
		}
		mapping = mapping.Content[i+1]
	}
	return mapping
}

// textNode is a string, in quotes unless every parser takes it for one without.
func textNode(value string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: yaml.NodeTagString, Value: value}
	if isBoolean(value) || value != "" && (value[0] < 'A' || value[0] > 'z') {
		n.Style = yaml.DoubleQuotedStyle
	}
	return n
}

// errEncoding tells that a tree cannot be written so that it is read as it is.
var errEncoding = errors.New("it cannot be written as YAML again")

// encode is the text of a plain tree. Where the encoder's block scalars do not hold their values, all strings are quoted.
func encode(n *yaml.Node) ([]byte, error) {
	text, err := encoded(n)
	if err == nil {
		return text, nil
	}
	quote(n)
	return encoded(n)
}

func encoded(n *yaml.Node) (text []byte, err error) {
	defer func() {
		if recover() != nil {
			err = errEncoding
		}
	}()
	var out bytes.Buffer
	if err := yaml.NewEncoder(&out).Encode(n); err != nil {
		return nil, errEncoding
	}
	var again yaml.Node
	if yaml.Unmarshal(out.Bytes(), &again) != nil || len(again.Content) != 1 || !same(n, again.Content[0]) {
		return nil, errEncoding
	}
	return out.Bytes(), nil
}

// same tells whether two plain trees hold the same data.
func same(a, b *yaml.Node) bool {
	if a.Kind != b.Kind || a.Value != b.Value || a.ShortTag() != b.ShortTag() || len(a.Content) != len(b.Content) {
		return false
	}
	for i := range a.Content {
		if !same(a.Content[i], b.Content[i]) {
			return false
		}
	}
	return true
}

// quote puts all strings of a plain tree in double quotes.
func quote(n *yaml.Node) {
	if n.Kind == yaml.ScalarNode && n.ShortTag() == yaml.NodeTagString {
		n.Style = yaml.DoubleQuotedStyle
	}
	for _, c := range n.Content {
		quote(c)
	}
}
