package configfile

import (
	"slices"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// pairs are the entries of a mapping, and those of its merge keys whose keys it lacks
// (https://yaml.org/type/merge.html).
func (c converter) pairs(n *yaml.Node) []entry {
	var own, merged []entry
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], c.node(n.Content[i+1])
		switch {
		case key.Tag == yaml.MergeTag:
			merged = append(merged, sources(value)...)
		case key.Kind != yaml.ScalarNode || discovers(key.Value):
		case relabels(key.Value):
			own = append(own, entry{key: key.Value, index: -1, node: relabelled(value)})
		default:
			own = append(own, entry{key: key.Value, index: -1, node: value})
		}
	}
	if merged == nil {
		return own
	}
	known := map[string]bool{}
	for _, e := range own {
		known[e.key] = true
	}
	return append(own, slices.DeleteFunc(merged, func(e entry) bool {
		repeated := known[e.key]
		known[e.key] = true
		return repeated
	})...)
}

// sources are the entries that the value of a merge key brings: a mapping's, or those of a list of mappings, of which
// the first wins.
func sources(value *node) []entry {
	if value.kind != list {
		return slices.Clone(value.entries)
	}
	var all []entry
	for _, e := range value.entries {
		if e.node.kind == mapping {
			all = append(all, e.node.entries...)
		}
	}
	return all
}
