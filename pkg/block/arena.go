package block

import "sigs.k8s.io/kustomize/kyaml/yaml"

// chunk is how many nodes, and how many references to nodes, are allocated at once.
const chunk = 128

// arena is memory for trees, which can be used again.
type arena struct {
	nodes [][]yaml.Node
	used  int // of all nodes
	refs  [][]*yaml.Node
	last  int // of refs, the one in use
	taken int // of the one in use
}

// reset gives all memory free. Trees in it must not be used any more.
func (a *arena) reset() { a.used, a.last, a.taken = 0, 0, 0 }

// node is a copy of n in the arena.
func (a *arena) node(n yaml.Node) *yaml.Node {
	if a.used == len(a.nodes)*chunk {
		a.nodes = append(a.nodes, make([]yaml.Node, chunk))
	}
	place := &a.nodes[a.used/chunk][a.used%chunk]
	*place = n
	a.used++
	return place
}

// list is a copy of a list in the arena, without room for more.
func (a *arena) list(of []*yaml.Node) []*yaml.Node {
	if len(of) == 0 {
		return nil
	}
	for a.last < len(a.refs) && a.taken+len(of) > len(a.refs[a.last]) {
		a.last, a.taken = a.last+1, 0
	}
	if a.last == len(a.refs) {
		a.refs = append(a.refs, make([]*yaml.Node, max(chunk, len(of))))
	}
	end := a.taken + len(of)
	out := a.refs[a.last][a.taken:end:end]
	a.taken = end
	copy(out, of)
	return out
}
