package krm

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"index/suffixarray"
	"slices"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

var errUnfaithful = errors.New("the ResourceList has no lines of its own for its items, and encoding it anew would " +
	"change it; write its items in block style, each starting with a hyphen on a line of its own")

// reencoded is the text of a list that has no layout, edited. Encoding the text's own tree again gives the same
// text. It is an error if any data or comment of what stays would be lost.
func (l *List) reencoded(edits Edits, results []byte) ([]byte, error) {
	tree, err := l.edited(edits, results)
	if err != nil {
		return nil, err
	}
	if losesComments(l.source, l.document) {
		return nil, errUnfaithful
	}
	text, err := encode(tree)
	const tries = 4 // in which comments find the place where they stay
	for range tries {
		if err != nil {
			return nil, err
		}
		documents, parseErr := parse(text)
		if parseErr != nil || len(documents) != 1 || !same(tree, documents[0]) ||
			!slices.Equal(comments(tree), comments(documents[0])) {
			return nil, errUnfaithful
		}
		var again []byte
		if again, err = encode(documents[0]); bytes.Equal(again, text) {
			return text, nil
		}
		text = again
	}
	return nil, errUnfaithful
}

// edited is a copy of the list's tree with edits.
func (l *List) edited(edits Edits, results []byte) (*yaml.Node, error) {
	items, err := l.editedItems(edits)
	if err != nil {
		return nil, err
	}
	document, root := *l.document, *l.document.Content[0]
	document.Content, root.Content = []*yaml.Node{&root}, slices.Clone(root.Content)
	if i := keyIndex(&root, "results"); i >= 0 {
		root.Content = slices.Delete(root.Content, i, i+2)
	}
	list := yaml.Node{Kind: yaml.SequenceNode, Tag: yaml.NodeTagSeq}
	if i := keyIndex(&root, "items"); i < 0 {
		root.Content = append(root.Content, yaml.NewStringRNode("items").YNode(), &list)
	} else {
		if valueOf(&root, "items") != nil {
			list = *root.Content[i+1]
		}
		root.Content[i+1] = &list
	}
	list.Content = items
	if len(results) > 0 {
		documents, err := parse(results)
		if err != nil {
			return nil, err
		}
		root.Content = append(root.Content, documents[0].Content[0].Content...)
	}
	return &document, nil
}

func (l *List) editedItems(edits Edits) ([]*yaml.Node, error) {
	var items []*yaml.Node
	add := func(object []byte) error {
		documents, err := parse(object)
		if err != nil || len(documents) != 1 {
			return fmt.Errorf("not one YAML document: %.100q", object)
		}
		items = append(items, documents[0].Content[0])
		return nil
	}
	for i, n := range l.nodes() {
		text, replaced := edits.Replace[i]
		switch {
		case edits.Remove[i]:
		case !replaced:
			items = append(items, n)
		default:
			if err := add(text); err != nil {
				return nil, err
			}
		}
	}
	for _, text := range edits.Append {
		if err := add(text); err != nil {
			return nil, err
		}
	}
	return items, nil
}

// losesComments tells whether a line of a stream has what may be a comment and is in no comment and no value of
// the stream's tree: the parser drops some, after a flow collection for instance. JSON has none.
func losesComments(in []byte, tree *yaml.Node) bool {
	if utf16(in) || json.Valid(in) {
		return false
	}
	var known bytes.Buffer
	walk([]*yaml.Node{tree}, func(n *yaml.Node) {
		for _, s := range []string{n.HeadComment, n.LineComment, n.FootComment, n.Value} {
			known.WriteString(s)
			known.WriteByte('\n')
		}
	})
	index := suffixarray.New(known.Bytes())
	for line := range bytes.Lines(in) {
		i := bytes.LastIndexByte(line, '#')
		if i < 0 || i > 0 && line[i-1] != ' ' && line[i-1] != '\t' {
			continue
		}
		comment, _, _ := bytes.Cut(line[i:], []byte(`"`))
		comment = bytes.TrimRight(comment, `\',[]{}`+" \t\r\n")
		if !slices.ContainsFunc(meanings(comment), func(m []byte) bool { return len(index.Lookup(m, 1)) > 0 }) {
			return true
		}
	}
	return false
}

// meanings are what may stand for text in a tree: itself, or what it is in single and in double quotes.
func meanings(text []byte) [][]byte {
	all := [][]byte{text, bytes.ReplaceAll(text, []byte("''"), []byte("'"))}
	if bytes.IndexByte(text, '\\') >= 0 {
		if documents, err := parse(slices.Concat([]byte(`"`), text, []byte(`"`))); err == nil && len(documents) == 1 {
			all = append(all, []byte(documents[0].Content[0].Value))
		}
	}
	return all
}
