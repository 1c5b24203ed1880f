package configfile

import (
	"errors"
	"fmt"
	"io"
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

// parseYAML is the documents of a stream, as the content of one node. Their aliases are bounded as a whole. Whatever the
// parser says to hostile input is an error, never a panic.
func parseYAML(text string) (stream *yaml.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	if len(text) > maxYAML {
		return nil, errors.New("too long")
	}
	stream = &yaml.Node{Kind: yaml.SequenceNode}
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
		if known := c[n.Alias]; known != nil {
			return known
		}
		return c.node(n.Alias) // that of a key
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
