package manifest

import (
	"slices"
	"strconv"

	"github.com/graylane/graylane/pkg/model"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// Aliases and merge keys make a short text stand for a long one, so what is read is bounded.
const (
	maxAliases = 8 // how many aliases in a row are followed
	maxMerges  = 8 // how deep merge keys (<<) are followed
	// An object may be read in leastSteps, and in stepsPerNode more for each of its nodes: several times what any
	// object takes whose text stands for itself.
	leastSteps   = 100_000
	stepsPerNode = 64
)

// node reads a YAML node leniently: whatever is missing or of another type is absent.
type node struct {
	*yaml.Node
	// left is how many steps are left for the whole object; with none left, everything is absent.
	left *int
}

// rootOf is the node from which an object is read.
func rootOf(n *yaml.Node) node {
	left := leastSteps + stepsPerNode*size(n)
	return node{n, &left}.resolved()
}

// size is how many nodes n has, without what its aliases stand for.
func size(n *yaml.Node) int {
	sum := 1
	for _, c := range n.Content {
		sum += size(c)
	}
	return sum
}

// exhausted tells whether the object stands for more than is read.
func (n node) exhausted() bool { return n.left != nil && *n.left <= 0 }

// beside is another node of the same object.
func (n node) beside(other *yaml.Node) node { return node{other, n.left} }

// children are the content of n, if it is of a kind, at one step each; nil when too few are left.
func (n node) children(kind yaml.Kind) []*yaml.Node {
	if n = n.resolved(); n.Node == nil || n.Kind != kind {
		return nil
	}
	if *n.left -= 1 + len(n.Content); n.exhausted() {
		return nil
	}
	return n.Content
}

// resolved follows a document node and aliases; it is absent for a null.
func (n node) resolved() node {
	for i := 0; n.Node != nil && i < maxAliases; i++ {
		switch {
		case n.Kind == yaml.AliasNode:
			n.Node = n.Alias
		case n.Kind == yaml.DocumentNode && len(n.Content) == 1:
			n.Node = n.Content[0]
		case n.Kind == yaml.ScalarNode && n.Tag == yaml.NodeTagNull:
			return n.beside(nil)
		default:
			return n
		}
	}
	return n.beside(nil)
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
	var merged node
	pairs := n.children(yaml.MappingNode)
	for i := len(pairs) - 2; i >= 0; i -= 2 {
		switch k := pairs[i]; {
		case k.Value == key && k.Kind == yaml.ScalarNode:
			return n.beside(pairs[i+1])
		case isMerge(k) && merged.Node == nil && depth > 0:
			merged = n.beside(pairs[i+1]).mergedField(key, depth-1)
		}
	}
	return n.beside(merged.Node)
}

// mergedField finds a key in the value of a merge key: the first mapping that has it wins.
func (n node) mergedField(key string, depth int) node {
	for _, source := range n.sources() {
		if found := source.field(key, depth); found.Node != nil {
			return found
		}
	}
	return node{}
}

func isMerge(key *yaml.Node) bool { return key.Tag == yaml.MergeTag }

// sources are the mappings of a merge key's value, which is one, or a list of which the first wins
// (https://yaml.org/type/merge.html).
func (n node) sources() []node {
	if n = n.resolved(); n.Node != nil && n.Kind == yaml.SequenceNode {
		return n.list()
	}
	return []node{n}
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

// port is the value of a port number; ok is false for anything else.
func (n node) port() (number int, ok bool) {
	number, ok = n.number()
	return number, ok && number >= 1 && number <= 65535
}

// portNumber is the value of a port number; 0 for anything else.
func (n node) portNumber() int {
	if number, ok := n.port(); ok {
		return number
	}
	return 0
}

// list is the elements of a sequence.
func (n node) list() []node {
	children := n.children(yaml.SequenceNode)
	if children == nil {
		return nil
	}
	out := make([]node, len(children))
	for i, c := range children {
		out[i] = n.beside(c).resolved()
	}
	return out
}

// texts is the elements of a sequence of scalars, in their places: what is no scalar is an empty text.
func (n node) texts() []string {
	children := n.children(yaml.SequenceNode)
	if len(children) == 0 {
		return nil
	}
	out := make([]string, len(children))
	for i, c := range children {
		out[i] = n.beside(c).text()
	}
	return out
}

// each calls f for the pairs of a mapping with scalar keys, in its order: those of its merge keys first, where the
// mapping itself lacks their keys. It calls f again for a repeated key; the last value counts.
func (n node) each(f func(key string, value node)) {
	if !slices.ContainsFunc(n.children(yaml.MappingNode), isMerge) {
		n.pairs(0, f)
		return
	}
	var keys []string
	values := map[string]node{}
	n.pairs(maxMerges, func(key string, value node) {
		if _, known := values[key]; !known {
			keys = append(keys, key)
		}
		values[key] = value
	})
	for _, key := range keys {
		f(key, values[key])
	}
}

// pairs calls set for the pairs of a mapping and of its merge keys: later ones override earlier ones.
func (n node) pairs(depth int, set func(key string, value node)) {
	pairs := n.children(yaml.MappingNode)
	for i := 0; i+1 < len(pairs); i += 2 {
		if isMerge(pairs[i]) && depth > 0 {
			for _, source := range slices.Backward(n.beside(pairs[i+1]).sources()) {
				source.pairs(depth-1, set)
			}
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i].Kind == yaml.ScalarNode && !isMerge(pairs[i]) {
			set(pairs[i].Value, n.beside(pairs[i+1]).resolved())
		}
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
