package krm

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/alias"
	"github.com/graylane/graylane/pkg/quote"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// parse reads the first two documents of text. Aliases stay aliases, so its work and memory grow with the
// length of text alone; those that stand for too much are an error. Whatever the parser says to hostile input is an error, never a panic.
func parse(text []byte) (documents []*yaml.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for len(documents) < 2 {
		document := new(yaml.Node)
		switch err := decoder.Decode(document); {
		case errors.Is(err, io.EOF):
			return documents, nil
		case err != nil:
			return documents, syntaxError(err)
		}
		if bytes.IndexByte(text, '*') >= 0 {
			if err := alias.Check(document); err != nil {
				return documents, err
			}
		}
		documents = append(documents, document)
	}
	return documents, nil
}

var parserError = regexp.MustCompile(`^line (\d+): did not find expected`)

// syntaxError is the parser's error without its prefix, and with lines counted from 1: the errors of the
// parser proper, unlike those of its scanner, count from 0.
func syntaxError(err error) error {
	message := quote.Withhold(strings.TrimPrefix(err.Error(), "yaml: "))
	if m := parserError.FindStringSubmatch(message); m != nil {
		n, _ := strconv.Atoi(m[1])
		message = strings.Replace(message, m[1], strconv.Itoa(n+1), 1)
	}
	return errors.New(message)
}

// parseSection reads text as one mapping in block style whose keys stand at column 0.
func parseSection(text []byte) (*yaml.Node, bool) {
	documents, err := parse(text)
	if err != nil || len(documents) != 1 {
		return nil, false
	}
	root := documents[0].Content[0]
	return root, isBlock(root, yaml.MappingNode) && keysAtLineStart(root)
}

// parseItem reads text as a list in block style of one mapping.
func parseItem(text []byte) (*yaml.Node, bool) {
	documents, err := parse(text)
	if err != nil || len(documents) != 1 {
		return nil, false
	}
	return mappingOf(documents[0].Content[0])
}

// mappingOf is the one element of a list in block style, a mapping.
func mappingOf(root *yaml.Node) (*yaml.Node, bool) {
	if !isBlock(root, yaml.SequenceNode) || len(root.Content) != 1 {
		return nil, false
	}
	return root.Content[0], root.Content[0].Kind == yaml.MappingNode
}

func isBlock(n *yaml.Node, kind yaml.Kind) bool {
	return n.Kind == kind && n.Style&yaml.FlowStyle == 0
}

func keysAtLineStart(mapping *yaml.Node) bool {
	for i := 0; i < len(mapping.Content); i += 2 {
		if mapping.Content[i].Column != 1 {
			return false
		}
	}
	return true
}

// valueOf is the value of a key; nil when there is none, or null.
func valueOf(mapping *yaml.Node, key string) *yaml.Node {
	for i := 0; i < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value != key {
			continue
		}
		value := mapping.Content[i+1]
		if value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		if value.Kind == yaml.ScalarNode && value.Tag == yaml.NodeTagNull {
			return nil
		}
		return value
	}
	return nil
}

// keyIndex is where a key stands in a mapping's content; -1 when it is absent.
func keyIndex(mapping *yaml.Node, key string) int {
	for i := 0; i < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			return i
		}
	}
	return -1
}
