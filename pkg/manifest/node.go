package manifest

import (
	"strconv"

	"github.com/graylane/graylane/pkg/model"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// maxMerges bounds how deep merge keys (<<) are followed.
const maxMerges = 8

// node reads a YAML node leniently: whatever is missing or of another type is absent.
type node struct{ *yaml.Node }

// resolved follows a document node and aliases; it is absent for a null.
func (n node) resolved() node {
	for i := 0; n.Node != nil && i < maxMerges; i++ {
		switch {
		case n.Kind == yaml.AliasNode:
			n = node{n.Alias}
		case n.Kind == yaml.DocumentNode && len(n.Content) == 1:
			n = node{n.Content[0]}
		case n.Kind == yaml.ScalarNode && n.Tag == yaml.NodeTagNull:
			return node{}
		default:
			return n
		}
	}
	return node{}
}

// get descends along keys of mappings.
func (n node) get(keys ...string) node {
	for _, key := range keys {
		n = n.field(key, maxMerges).resolved()
	}
	return n
}

// field finds a key's value: the last one where the key is repeated, one of a merge key (<<) where
// the mapping itself lacks it.
func (n node) field(key string, depth int) node {
	n = n.resolved()
	if n.Node == nil || n.Kind != yaml.MappingNode || depth == 0 {
		return node{}
	}
	var merged node
	for i := len(n.Content) - 2; i >= 0; i -= 2 {
		switch k := n.Content[i]; {
		case k.Value == key && k.Kind == yaml.ScalarNode:
			return node{n.Content[i+1]}
		case k.Tag == "!!merge" && merged.Node == nil:
			merged = node{n.Content[i+1]}.mergedField(key, depth-1)
		}
	}
	return merged
}

// mergedField finds a key in the value of a merge key: a mapping, or a list of which the first wins
// (https://yaml.org/type/merge.html).
func (n node) mergedField(key string, depth int) node {
	if n = n.resolved(); n.Node == nil || n.Kind != yaml.SequenceNode {
		return n.field(key, depth)
	}
	for _, c := range n.Content {
		if found := (node{c}).field(key, depth); found.Node != nil {
			return found
		}
	}
	return node{}
}

// text is the value of a scalar; empty for anything else.
func (n node) text() string {
	if n = n.resolved(); n.Node == nil || n.Kind != yaml.ScalarNode {
		return ""
	}
	return n.Value
}

// number is the value of an integer; ok is false for anything else.
func (n node) number() (value int, ok bool) {
	value, err := strconv.Atoi(n.text())
	return value, err == nil
}

// list is the elements of a sequence.
func (n node) list() []node {
	if n = n.resolved(); n.Node == nil || n.Kind != yaml.SequenceNode {
		return nil
	}
	out := make([]node, len(n.Content))
	for i, c := range n.Content {
		out[i] = node{c}.resolved()
	}
	return out
}

// texts is the elements of a sequence of scalars.
func (n node) texts() []string {
	var out []string
	for _, c := range n.list() {
		out = append(out, c.text())
	}
	return out
}

// each calls f for the scalar pairs of a mapping, in its order.
func (n node) each(f func(key string, value node)) {
	if n = n.resolved(); n.Node == nil || n.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		f(n.Content[i].Value, node{n.Content[i+1]}.resolved())
	}
}

// labels is a mapping of scalars; nil when there is none.
func (n node) labels() model.Labels {
	var out model.Labels
	n.each(func(key string, value node) {
		if out == nil {
			out = model.Labels{}
		}
		out[key] = value.text()
	})
	return out
}
