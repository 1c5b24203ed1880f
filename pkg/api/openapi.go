package api

import (
	"slices"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// OpenAPI is the schema of a GrayRelease as an OpenAPI v3.0 schema object, in the order of [Schema], as a tree of its own. It
// takes what Schema takes, but for the keys of mappings whose keys are free: OpenAPI has no patternProperties.
func OpenAPI() *yaml.Node {
	var document yaml.Node
	if err := yaml.Unmarshal(schemaText, &document); err != nil {
		panic("api: the schema is no YAML: " + err.Error())
	}
	root := document.Content[0]
	return translator{under(root, "$defs")}.schema(root)
}

// translator makes OpenAPI of JSON schema; it knows the definitions that may be referred to.
type translator struct{ defs *yaml.Node }

// dropped are the keywords that OpenAPI v3.0 does not have and that say nothing about a value.
func dropped() []string { return []string{"$schema", "$defs", "title", "x-expected"} }

func (t translator) schema(n *yaml.Node) *yaml.Node {
	out := &yaml.Node{Kind: yaml.MappingNode}
	for i := 0; i < len(n.Content); i += 2 {
		if key := n.Content[i].Value; !slices.Contains(dropped(), key) {
			out.Content = append(out.Content, t.keyword(n, key, n.Content[i+1])...)
		}
	}
	return out
}

// keyword is a keyword of n, as keys and values.
func (t translator) keyword(n *yaml.Node, key string, v *yaml.Node) []*yaml.Node {
	switch key {
	case "$ref":
		return t.schema(under(t.defs, v.Value[len("#/$defs/"):])).Content
	case "const":
		return pair("enum", sequence(plain(v)))
	case "properties":
		return pair(key, t.each(v))
	case "items":
		return pair(key, t.schema(v))
	case "allOf", "oneOf":
		var schemas []*yaml.Node
		for _, s := range v.Content {
			schemas = append(schemas, t.schema(s))
		}
		return pair(key, sequence(schemas...))
	case "patternProperties":
		return pair("additionalProperties", t.schema(v.Content[1]))
	case "additionalProperties":
		if under(n, "patternProperties") != nil {
			return nil
		}
	case "type":
		if v.Kind == yaml.SequenceNode {
			return t.alternatives(n, v)
		}
	}
	if several(n) && key != "description" {
		return nil // it is among the alternatives
	}
	return pair(key, plain(v))
}

// several tells whether a schema takes values of several types, which OpenAPI v3.0 tells by alternatives.
func several(n *yaml.Node) bool {
	types := under(n, "type")
	return types != nil && types.Kind == yaml.SequenceNode
}

// alternatives is one schema for each type of n, with the keywords that are about values of that type.
func (t translator) alternatives(n, types *yaml.Node) []*yaml.Node {
	ofStrings := []string{"pattern", "maxLength", "minLength"}
	var schemas []*yaml.Node
	for _, kind := range types.Content {
		one := &yaml.Node{Kind: yaml.MappingNode, Content: pair("type", plain(kind))}
		for i := 0; i < len(n.Content); i += 2 {
			key := n.Content[i].Value
			if key != "type" && key != "description" && slices.Contains(ofStrings, key) == (kind.Value == "string") {
				one.Content = append(one.Content, n.Content[i], n.Content[i+1])
			}
		}
		schemas = append(schemas, t.schema(one))
	}
	return pair("oneOf", sequence(schemas...))
}

// each is a mapping of names to schemas.
func (t translator) each(n *yaml.Node) *yaml.Node {
	out := &yaml.Node{Kind: yaml.MappingNode}
	for i := 0; i < len(n.Content); i += 2 {
		out.Content = append(out.Content, pair(n.Content[i].Value, t.schema(n.Content[i+1]))...)
	}
	return out
}

// plain is a copy of a tree without the style of JSON.
func plain(n *yaml.Node) *yaml.Node {
	out := &yaml.Node{Kind: n.Kind, Tag: n.Tag, Value: n.Value}
	for _, inner := range n.Content {
		out.Content = append(out.Content, plain(inner))
	}
	return out
}

func pair(key string, v *yaml.Node) []*yaml.Node {
	return []*yaml.Node{{Kind: yaml.ScalarNode, Tag: yaml.NodeTagString, Value: key}, v}
}

func sequence(items ...*yaml.Node) *yaml.Node {
	return &yaml.Node{Kind: yaml.SequenceNode, Content: items}
}

// under is what a key of a mapping holds; nil where the key is not there.
func under(mapping *yaml.Node, key string) *yaml.Node {
	for i := 0; i < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			return mapping.Content[i+1]
		}
	}
	return nil
}
