package source

import "sigs.k8s.io/kustomize/kyaml/yaml"

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
