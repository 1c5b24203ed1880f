package configfile

import (
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/alias"
	"github.com/graylane/graylane/pkg/setting"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// maxYAML is how long a text may be that is read as YAML, in bytes: what Kubernetes allows in a ConfigMap. Of some
// texts the parser's time grows with the square of their length.
const maxYAML = 1 << 20

// readYAML reads the documents of a YAML stream.
func readYAML(text string) ([]setting.Group, bool) {
	stream, err := parseYAML(text)
	if err != nil {
		return nil, false
	}
	convert := converter{}
	roots := make([]*node, len(stream.Content))
	for i, document := range stream.Content {
		roots[i] = convert.node(document)
	}
	return readDocuments(roots)
}

// readDocuments reads trees that stand behind one another in a file. Empty ones are passed over.
func readDocuments(roots []*node) ([]setting.Group, bool) {
	var t tree
	found := false
	for i, root := range roots {
		at := place{}
		if len(roots) > 1 {
			at.lead = "document " + strconv.Itoa(i+1) + ": "
		}
		if root.kind == null {
			continue
		}
		if !t.root(root, at) {
			return nil, false
		}
		found = true
	}
	return t.done(), found
}

// parseYAML is the documents of a stream, as the content of one node. Their aliases are bounded as a whole.
func parseYAML(text string) (*yaml.Node, error) {
	stream := &yaml.Node{Kind: yaml.SequenceNode}
	if len(text) > maxYAML {
		return nil, errors.New("too long")
	}
	for decoder := yaml.NewDecoder(strings.NewReader(text)); ; {
		document := &yaml.Node{}
		switch err := decoder.Decode(document); {
		case errors.Is(err, io.EOF):
			return stream, alias.Check(stream)
		case err != nil:
			return nil, err
		}
		stream.Content = append(stream.Content, document)
	}
}

// converter makes nodes of YAML's, each but once, by the anchored node.
type converter map[*yaml.Node]*node

func (c converter) node(n *yaml.Node) *node {
	switch n.Kind {
	case yaml.AliasNode:
		return c[n.Alias]
	case yaml.DocumentNode:
		if len(n.Content) == 1 {
			return c.node(n.Content[0])
		}
	}
	out := &node{}
	if n.Anchor != "" {
		c[n] = out
	}
	switch {
	case n.Kind == yaml.ScalarNode && n.Tag != yaml.NodeTagNull:
		*out = node{kind: scalar, text: n.Value}
	case n.Kind == yaml.SequenceNode:
		*out = node{kind: list, entries: c.elements(n)}
	case n.Kind == yaml.MappingNode:
		*out = node{kind: mapping, entries: c.pairs(n)}
	}
	return out
}

func (c converter) elements(n *yaml.Node) []entry {
	out := make([]entry, len(n.Content))
	for i, inner := range n.Content {
		out[i] = entry{index: i, node: c.node(inner)}
	}
	return out
}

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

// discovers tells whether what is below a key of Prometheus names objects to watch, and no hosts.
func discovers(key string) bool { return key == "kubernetes_sd_configs" }

// relabels tells whether what is below a key of Prometheus names labels
// (https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config).
func relabels(key string) bool { return strings.HasSuffix(key, "relabel_configs") }

// relabelled is what is left of relabelling: what it puts in the place of a target's address, as for the blackbox
// exporter.
func relabelled(configs *node) *node {
	out := &node{kind: list}
	for i, config := range configs.entries {
		targets, left := false, &node{kind: mapping}
		for _, e := range config.node.entries {
			targets = targets || e.key == "target_label" && e.node.text == "__address__"
			if e.key == "replacement" {
				left.entries = append(left.entries, e)
			}
		}
		if targets {
			out.entries = append(out.entries, entry{index: i, node: left})
		}
	}
	return out
}
