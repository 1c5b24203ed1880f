package block

import (
	"strings"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// flow reads a flow collection that ends on its line, which is ASCII.
func (p *Parser) flow() *yaml.Node {
	if p.depth++; p.depth > deepest {
		return nil
	}
	defer func() { p.depth-- }()
	kind, tag, closing := yaml.SequenceNode, yaml.NodeTagSeq, byte(']')
	if p.text[p.at] == '{' {
		kind, tag, closing = yaml.MappingNode, yaml.NodeTagMap, '}'
	}
	n := p.newNode(kind, tag, "")
	n.Style = yaml.FlowStyle
	first := len(p.children)
	p.at++
	if p.spaces(); p.sees(closing) {
		return p.with(n, first)
	}
	for {
		if !p.flowEntry(kind) {
			return nil
		}
		p.spaces()
		switch {
		case p.sees(closing):
			return p.with(n, first)
		case !p.sees(','):
			return nil
		}
		p.spaces()
	}
}

func (p *Parser) spaces() {
	for p.at < p.end && p.text[p.at] == ' ' {
		p.at++
	}
}

// sees goes past a character, if it is next.
func (p *Parser) sees(c byte) bool {
	if p.at == p.end || p.text[p.at] != c {
		return false
	}
	p.at++
	return true
}

// flowEntry reads an element of a flow sequence, or a key with its value, which are not empty.
func (p *Parser) flowEntry(kind yaml.Kind) bool {
	if kind == yaml.MappingNode {
		key := p.flowScalar()
		if key == nil || p.tooLong(key) || !p.sees(':') || !p.sees(' ') {
			return false
		}
		p.children = append(p.children, key)
		p.spaces()
	}
	var n *yaml.Node
	if p.at < p.end && (p.text[p.at] == '[' || p.text[p.at] == '{') {
		n = p.flow()
	} else {
		n = p.flowScalar()
	}
	if n == nil {
		return false
	}
	p.children = append(p.children, n)
	return true
}

// flowScalar reads a scalar in quotes, or a plain one of letters, digits and what is no indicator in a flow collection.
func (p *Parser) flowScalar() *yaml.Node {
	rest := p.rest()
	if rest == "" {
		return nil
	}
	if rest[0] == '"' || rest[0] == '\'' {
		return p.quoted()
	}
	length := 0
	for length < len(rest) && flowPlain(rest[length]) {
		length++
	}
	text := rest[:length]
	if text == "" || strings.Trim(text, "-") == "" {
		return nil
	}
	return p.plainNode(text)
}

// flowPlain tells whether a character may stand anywhere in a plain scalar of a flow collection, as this package takes them.
func flowPlain(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-_./=+", c) >= 0
}
