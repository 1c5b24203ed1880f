package source

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/alias"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/quote"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// parsed is what one file holds.
type parsed struct {
	file      string
	documents []Document
	configs   []Document
	lists     int
	broken    []diag.Diagnostic // what cannot be read
	notObject []diag.Diagnostic // what can be, and is no object
}

// parse reads a stream of YAML or JSON documents. It takes any bytes.
func parse(data []byte, file string) *parsed {
	p := &parsed{file: file}
	for _, c := range split(utf8Of(data)) {
		for _, v := range jsonValues(c) {
			p.add(v)
		}
	}
	return p
}

// result leaves out what is no object in a file that holds none at all and was not named
// itself: such files (values.yaml, package.json) are no manifests.
func (p *parsed) result(explicit bool) Result {
	r := Result{Documents: p.documents, Configs: p.configs, Diagnostics: p.broken}
	if explicit || p.lists+len(p.documents) > 0 {
		r.Diagnostics = append(r.Diagnostics, p.notObject...)
	}
	return r
}

func (p *parsed) add(c chunk) {
	n, err := root(c.text)
	if err != nil {
		message, line := locate(err)
		p.broken = append(p.broken, diag.New(diag.InputNotYAML, diag.Ref{}, message).At(p.place(c.line+line-1)))
		return
	}
	if n == nil {
		return
	}
	p.object(item{node: n, text: c.text, line: c.line}, 0)
}

// place is the place of the next document.
func (p *parsed) place(line int) diag.Place {
	return diag.Place{File: p.file, Index: len(p.documents), Line: line}
}

// item is an object, or a list of objects, with its text.
type item struct {
	node *yaml.Node
	text []byte
	line int // of the first line of text
	// rewritten tells that text was encoded anew.
	rewritten bool
}

// maxLists is how deep lists may be in lists: each copies what is in it.
const maxLists = 8

func (p *parsed) object(i item, depth int) {
	cannotRead := func(why string) {
		p.broken = append(p.broken, diag.New(diag.InputNotObject, diag.Ref{}, why).At(p.place(i.line)))
	}
	err := notObject(i.node)
	switch {
	case headed(i.node) && oddKey(i.node):
		cannotRead("a key is no string, as in a template")
		return
	case err != nil && half(i.node):
		cannotRead(err.Error())
		return
	case err != nil:
		p.notObject = append(p.notObject, diag.New(diag.InputNotObject, diag.Ref{}, err.Error()).At(p.place(i.line)))
		return
	}
	items, isList := listItems(i.node)
	if isList && depth == maxLists {
		cannotRead("it is a list in more than " + strconv.Itoa(maxLists) + " others")
		return
	}
	if !isList {
		p.documents = append(p.documents, Document{Text: i.text, Place: p.place(i.line), Rewritten: i.rewritten})
		return
	}
	p.lists++
	for _, inner := range expand(i, items) {
		p.object(inner, depth+1)
	}
	if config := functionConfig(i); config != nil {
		p.configs = append(p.configs, Document{Text: config, Place: p.place(i.line), Rewritten: true})
	}
}

// root is the content of a YAML document, nil when it is null. What stands behind that is an error.
func root(text []byte) (*yaml.Node, error) {
	var n, more yaml.Node
	d := yaml.NewDecoder(bytes.NewReader(text))
	if err := d.Decode(&n); errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	if err := d.Decode(&more); err == nil {
		return nil, errors.New("there is a second document")
	} else if !errors.Is(err, io.EOF) {
		return nil, err
	}
	if len(n.Content) == 0 || n.Content[0].Tag == yaml.NodeTagNull {
		return nil, nil
	}
	return n.Content[0], alias.Check(n.Content[0])
}

// header are the fields that say what an object is.
var header = []string{"apiVersion", "kind"}

func headed(n *yaml.Node) bool { return stringAt(n, header[0]) != "" && stringAt(n, header[1]) != "" }

// notObject tells why n is no Kubernetes object.
func notObject(n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		return errors.New("it is no mapping")
	}
	for _, key := range header {
		if stringAt(n, key) == "" {
			return errors.New("it has no " + key)
		}
	}
	if _, isList := listItems(n); !isList && half(n) && nameless(valueAt(n, "metadata")) {
		return errors.New("it has no metadata.name")
	}
	return nil
}

func nameless(metadata *yaml.Node) bool {
	return stringAt(metadata, "name")+stringAt(metadata, "generateName") == ""
}

// half tells whether n is meant to be an object: it has metadata, and something of the rest of the header.
func half(n *yaml.Node) bool {
	metadata := valueAt(n, "metadata")
	isMeta := metadata != nil && (metadata.Kind == yaml.MappingNode || metadata.Tag == yaml.NodeTagNull)
	return isMeta && stringAt(n, "apiVersion")+stringAt(n, "kind") != ""
}

// oddKey tells whether a mapping has a list or a mapping as a key, as {{ }} of a template gives.
func oddKey(n *yaml.Node) bool {
	for i, c := range n.Content {
		isKey := n.Kind == yaml.MappingNode && i%2 == 0
		if isKey && (c.Kind == yaml.MappingNode || c.Kind == yaml.SequenceNode) || oddKey(c) {
			return true
		}
	}
	return false
}

// stringAt is the string at a key; of a repeated key the last value counts. Empty for
// anything else.
func stringAt(n *yaml.Node, key string) string {
	if v := valueAt(n, key); v != nil && v.Kind == yaml.ScalarNode && v.ShortTag() == yaml.NodeTagString {
		return v.Value
	}
	return ""
}

// valueAt is the value of a key, aliases and merge keys followed; nil when there is none.
func valueAt(n *yaml.Node, key string) *yaml.Node {
	var merged *yaml.Node
	for i := len(n.Content) - 2; i >= 0 && n.Kind == yaml.MappingNode; i -= 2 {
		value := aliased(n.Content[i+1])
		switch n.Content[i].Value {
		case key:
			return value
		case "<<":
			merged = valueAt(value, key)
		}
	}
	return merged
}

func aliased(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// locate takes the line out of an error of the YAML parser: the message without it, and the
// line from 1. The parser counts from 0 where a token is in the wrong place, and names no
// line where that is 0.
func locate(err error) (message string, line int) {
	message = quote.Withhold(strings.TrimPrefix(err.Error(), "yaml: "))
	rest, found := strings.CutPrefix(message, "line ")
	number, text, _ := strings.Cut(rest, ": ")
	if found {
		message = text
		line, _ = strconv.Atoi(number)
	}
	if strings.HasPrefix(message, "did not find expected") {
		line++
	}
	return strings.TrimSpace(string(bytes.ToValidUTF8([]byte(message), nil))), max(line, 1)
}
