package source

import (
	"errors"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// maxAliased bounds how many nodes the aliases of one document may stand for.
const maxAliased = 1_000_000

// checkAliases refuses a document whose aliases stand for too much, or for themselves.
func checkAliases(n *yaml.Node) error {
	c := aliasCounter{sizes: map[*yaml.Node]int{}}
	c.size(n)
	return c.err
}

// aliasCounter counts the nodes of a document with its aliases followed.
type aliasCounter struct {
	sizes map[*yaml.Node]int // of anchored nodes; 0 while one is being counted
	total int                // nodes that aliases stand for
	err   error
}

func (c *aliasCounter) size(n *yaml.Node) int {
	if n.Kind == yaml.AliasNode {
		return c.alias(n.Alias)
	}
	if n.Anchor != "" {
		c.sizes[n] = 0
	}
	size := 1
	for _, inner := range n.Content {
		size = min(size+c.size(inner), maxAliased)
	}
	if n.Anchor != "" {
		c.sizes[n] = size
	}
	return size
}

func (c *aliasCounter) alias(n *yaml.Node) int {
	size := c.sizes[n]
	if size == 0 {
		c.err = errors.New("an alias stands for a node that contains it")
	}
	if c.total = min(c.total+size, maxAliased); c.total == maxAliased {
		c.err = errors.New("its aliases stand for too many nodes")
	}
	return size
}

// unaliased is a copy of n with what its aliases stand for in their place.
func unaliased(n *yaml.Node) *yaml.Node {
	n = aliased(n)
	out := *n
	out.Anchor = ""
	out.Content = make([]*yaml.Node, len(n.Content))
	for i, inner := range n.Content {
		out.Content[i] = unaliased(inner)
	}
	return &out
}
