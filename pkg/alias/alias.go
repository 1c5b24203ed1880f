package alias

import (
	"errors"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// most is how many nodes the aliases of one document may stand for.
const most = 1_000_000

// The errors of Check.
var (
	ErrTooMany = errors.New("its aliases stand for too many nodes")
	ErrCycle   = errors.New("an alias stands for a node that contains it")
)

// Check refuses a document whose aliases stand for more than a million nodes, or for themselves. Its work grows with the
// document's own nodes alone.
func Check(document *yaml.Node) error {
	c := counter{sizes: map[*yaml.Node]int{}}
	c.size(document)
	return c.err
}

// counter counts the nodes of a document with its aliases followed.
type counter struct {
	sizes map[*yaml.Node]int // of anchored nodes; 0 while one is being counted
	total int                // nodes that aliases stand for
	err   error
}

func (c *counter) size(n *yaml.Node) int {
	if n.Kind == yaml.AliasNode {
		return c.alias(n.Alias)
	}
	if n.Anchor != "" {
		c.sizes[n] = 0
	}
	size := 1
	for _, inner := range n.Content {
		size = min(size+c.size(inner), most)
	}
	if n.Anchor != "" {
		c.sizes[n] = size
	}
	return size
}

func (c *counter) alias(n *yaml.Node) int {
	size := c.sizes[n]
	if size == 0 {
		c.err = ErrCycle
	}
	if c.total = min(c.total+size, most); c.total == most {
		c.err = ErrTooMany
	}
	return size
}
