package krm

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/graylane/graylane/pkg/alias"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// readWhole reads a list by parsing all of it, and returns it with its items: whatever has no layout that
// can be proved line by line, and whatever is wrong.
func readWhole(in []byte) (*List, []*yaml.Node, error) {
	document, err := parseDocument(in)
	if err != nil {
		return nil, nil, err
	}
	root := document.Content[0]
	l := &List{document: document, source: in}
	if err := l.setHeader(root); err != nil {
		return nil, nil, err
	}
	items, err := itemsOf(root)
	if err != nil {
		return nil, nil, err
	}
	cuts, ok := layoutOf(cutEnd(in), document)
	l.layout, l.rewritten = cuts, !ok
	return l, items, nil
}

// parseDocument reads a stream as one document that is a mapping.
func parseDocument(in []byte) (*yaml.Node, error) {
	if len(bytes.TrimSpace(in)) == 0 {
		return nil, errors.New("the input is empty, not a ResourceList")
	}
	if i := bytes.IndexByte(in, 0); i >= 0 && !utf16(in) {
		return nil, fmt.Errorf("the input is binary, not a ResourceList: byte %d is 0", i+1)
	}
	documents, err := parse(in)
	switch {
	case errors.Is(err, alias.ErrTooMany), errors.Is(err, alias.ErrCycle):
		return nil, fmt.Errorf("the input is no ResourceList that can be read: %w", err)
	case len(documents) == 0 && err == nil:
		return nil, errors.New("the input has comments alone, no ResourceList")
	case len(documents) == 0:
		return nil, fmt.Errorf("the input is not YAML: %w", err)
	}
	root := documents[0].Content[0]
	if root.Kind != yaml.MappingNode {
		return nil, fmt.Errorf("line %d: the input is %s, not a ResourceList; %s", root.Line, describe(root), otherUse)
	}
	if kind := checkKind(root); kind != nil {
		return nil, kind
	}
	if err != nil {
		return nil, fmt.Errorf("the input is not YAML: %w", err)
	}
	if len(documents) > 1 {
		return nil, fmt.Errorf("line %d: a second document; a ResourceList is one document", documents[1].Line)
	}
	return documents[0], nil
}

// utf16 tells whether in starts with the byte order mark of UTF-16.
func utf16(in []byte) bool {
	return bytes.HasPrefix(in, []byte("\xff\xfe")) || bytes.HasPrefix(in, []byte("\xfe\xff"))
}

// itemsOf are the items of a list, every one of them a mapping.
func itemsOf(root *yaml.Node) ([]*yaml.Node, error) {
	list := valueOf(root, "items")
	if list == nil {
		return nil, nil
	}
	if i := keyIndex(root, "items"); list.Kind != yaml.SequenceNode || root.Content[i+1].Kind == yaml.AliasNode {
		return nil, fmt.Errorf("line %d: items is %s, not a list", root.Content[i].Line, describe(root.Content[i+1]))
	}
	items := slices.Clone(list.Content)
	for i, n := range items {
		if n.Kind == yaml.AliasNode {
			items[i] = n.Alias
		}
		if items[i].Kind != yaml.MappingNode {
			return nil, fmt.Errorf("line %d: items[%d] is %s, not an object", n.Line, i, describe(n))
		}
	}
	return items, nil
}

func describe(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return "an alias"
	}
	switch n.ShortTag() {
	case yaml.NodeTagNull:
		return "null"
	case yaml.NodeTagString:
		return "a string"
	}
	return "the value " + quoted(n.Value)
}
