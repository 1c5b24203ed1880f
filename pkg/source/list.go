package source

import (
	"bytes"
	"cmp"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// listItems are the items of a List, a ResourceList or a list of one kind (DeploymentList).
// As in kustomize, a kind that ends in List is one if it has the field items.
func listItems(n *yaml.Node) (items []*yaml.Node, isList bool) {
	kind := stringAt(n, "kind")
	list := valueAt(n, "items")
	if !strings.HasSuffix(kind, "List") || list == nil && kind != "List" && kind != "ResourceList" {
		return nil, false
	}
	switch {
	case list == nil || list.Tag == yaml.NodeTagNull:
		return nil, true
	case list.Kind != yaml.SequenceNode:
		return []*yaml.Node{list}, true
	}
	return list.Content, true
}

// expand makes the items of a list objects of their own. Their text is as it stands in the
// list where that is certain, else it is encoded anew.
func expand(list item, items []*yaml.Node) []item {
	texts := itemTexts(list, items)
	out := make([]item, len(items))
	for i, n := range items {
		out[i] = list.element(aliased(n), texts[i])
	}
	return out
}

// element is the item n of a list; t may be its text.
func (list item) element(n *yaml.Node, t chunk) item {
	line := list.line + n.Line - 1
	complete := withHeader(n, list.node)
	if own := parsedAs(t.text, complete); own != nil {
		return item{own, t.text, cmp.Or(t.line, line), false}
	}
	complete = unaliased(complete)
	text := encode(complete)
	return item{cmp.Or(parsedAs(text, complete), complete), text, line, true}
}

// itemTexts are what may be the texts of the items.
func itemTexts(list item, items []*yaml.Node) []chunk {
	for _, texts := range [][]chunk{jsonItems(list.text), blockItems(list, items)} {
		if len(texts) == len(items) {
			return texts
		}
	}
	return make([]chunk, len(items))
}

// parsedAs is what text parses to, if that is n but for its place; nil if not.
func parsedAs(text []byte, n *yaml.Node) *yaml.Node {
	if len(text) == 0 {
		return nil
	}
	if got, err := root(text); err == nil && got != nil && same(got, n) {
		return got
	}
	return nil
}

func same(a, b *yaml.Node) bool {
	if a.Kind != b.Kind || a.ShortTag() != b.ShortTag() || a.Value != b.Value || a.Anchor != b.Anchor ||
		len(a.Content) != len(b.Content) {
		return false
	}
	for i := range a.Content {
		if !same(a.Content[i], b.Content[i]) {
			return false
		}
	}
	return true
}

// withHeader is n with the kind and apiVersion that its list implies, if n has neither: the
// API server leaves them out in the items of a list of one kind.
func withHeader(n, list *yaml.Node) *yaml.Node {
	kind := strings.TrimSuffix(stringAt(list, "kind"), "List")
	if kind == "" || kind == "Resource" || n.Kind != yaml.MappingNode ||
		valueAt(n, "kind") != nil || valueAt(n, "apiVersion") != nil {
		return n
	}
	out := *n
	out.Content = append([]*yaml.Node{
		yaml.NewStringRNode("apiVersion").YNode(), yaml.NewStringRNode(stringAt(list, "apiVersion")).YNode(),
		yaml.NewStringRNode("kind").YNode(), yaml.NewStringRNode(kind).YNode(),
	}, n.Content...)
	return &out
}

// encode is the YAML of a node that was parsed from YAML.
func encode(n *yaml.Node) []byte {
	text, err := yaml.Marshal(n)
	if err != nil {
		return nil
	}
	return text
}

// functionConfig is the text of the GrayRelease that a ResourceList gives to graylane.
func functionConfig(list item) []byte {
	config := valueAt(list.node, "functionConfig")
	if stringAt(list.node, "kind") != "ResourceList" || config == nil || stringAt(config, "kind") != grayRelease {
		return nil
	}
	return bytes.TrimSpace(encode(unaliased(config)))
}
