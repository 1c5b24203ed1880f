package block

import (
	"strings"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// longestKey is how long a key may be; the full parser takes some more.
const longestKey = 1000

// key reads a key on one line, and the colon behind it; nil where there is none that is taken.
func (p *Parser) key() *yaml.Node {
	rest := p.rest()
	if rest == "" {
		return nil
	}
	var n *yaml.Node
	if rest[0] == '"' || rest[0] == '\'' {
		n = p.quoted()
	} else {
		n = p.plainKey(rest)
	}
	if n == nil || p.tooLong(n) || !p.atColon() || !ascii(p.text[p.start:p.at]) {
		return nil
	}
	p.at++
	return n
}

// tooLong tells whether a key, which ends here, may be one that the full parser refuses to take for a key.
func (p *Parser) tooLong(key *yaml.Node) bool { return p.column()-key.Column > longestKey }

// atColon tells whether the colon of a key is next.
func (p *Parser) atColon() bool {
	rest := p.rest()
	return rest != "" && rest[0] == ':' && (len(rest) == 1 || rest[1] == ' ')
}

// plainKey reads a plain scalar up to a colon, without spaces.
func (p *Parser) plainKey(rest string) *yaml.Node {
	if !startsPlain(rest) {
		return nil
	}
	for i := 0; i < len(rest); i++ {
		switch {
		case rest[i] == ' ':
			return nil
		case rest[i] == ':' && (i+1 == len(rest) || rest[i+1] == ' '):
			return p.plainNode(rest[:i])
		}
	}
	return nil
}

// plain reads a plain scalar up to the end of the line, or to a comment.
func (p *Parser) plain() *yaml.Node {
	text := p.rest()
	if i := strings.Index(text, " #"); i >= 0 {
		text = text[:i]
	}
	text = strings.TrimRight(text, " ")
	if !startsPlain(text) || text[len(text)-1] == ':' || strings.Contains(text, ": ") {
		return nil
	}
	return p.plainNode(text)
}

// plainNode is a plain scalar, which is next.
func (p *Parser) plainNode(text string) *yaml.Node {
	if text == "<<" {
		return nil
	}
	n := p.newNode(yaml.ScalarNode, tagOf(text), text)
	p.at += len(text)
	return n
}

// startsPlain tells whether a text begins as a plain scalar does, whatever stands around it: not with an indicator
// (YAML 1.2, rule 126).
func startsPlain(text string) bool {
	if text == "" || strings.IndexByte("?:,[]{}#&*!|>'\"%@`", text[0]) >= 0 {
		return false
	}
	return text[0] != '-' || len(text) > 1 && text[1] != ' '
}

// tagOf is the tag that the full parser gives a plain scalar.
func tagOf(text string) string {
	switch c := text[0]; {
	case '1' <= c && c <= '9' && len(text) <= 18 && digits(text):
		return yaml.NodeTagInt
	case '0' <= c && c <= '9', c == '+', c == '-', c == '.':
		return (&yaml.Node{Kind: yaml.ScalarNode, Value: text}).ShortTag() // resolves it
	}
	switch text {
	case "true", "True", "TRUE", "false", "False", "FALSE":
		return yaml.NodeTagBool
	case "~", "null", "Null", "NULL":
		return yaml.NodeTagNull
	}
	return yaml.NodeTagString
}

func digits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

// quoted reads a scalar in quotes that ends on its line.
func (p *Parser) quoted() *yaml.Node {
	rest := p.rest()
	style, read := yaml.SingleQuotedStyle, single
	if rest[0] == '"' {
		style, read = yaml.DoubleQuotedStyle, double
	}
	value, length, ok := read(rest)
	if !ok {
		return nil
	}
	n := p.newNode(yaml.ScalarNode, yaml.NodeTagString, value)
	n.Style = style
	p.at += length
	return n
}

// single is the value of the scalar in single quotes that a text begins with, and its length.
func single(text string) (value string, length int, ok bool) {
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] != '\'':
		case i+1 < len(text) && text[i+1] == '\'':
			i++
		default:
			value = text[1:i]
			if strings.Contains(value, "'") {
				value = strings.ReplaceAll(value, "''", "'")
			}
			return value, i + 1, true
		}
	}
	return "", 0, false
}

// escapes are those that are taken; the full parser knows more.
var escapes = strings.NewReplacer(`\\`, `\`, `\"`, `"`, `\n`, "\n", `\t`, "\t")

// double is the value of the scalar in double quotes that a text begins with, and its length.
func double(text string) (value string, length int, ok bool) {
	escaped := false
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			if escaped, i = true, i+1; i == len(text) || strings.IndexByte(`\"nt`, text[i]) < 0 {
				return "", 0, false
			}
		case '"':
			value = text[1:i]
			if escaped {
				value = escapes.Replace(value)
			}
			return value, i + 1, true
		}
	}
	return "", 0, false
}
