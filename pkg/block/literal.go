package block

import (
	"strings"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// literal reads a literal block scalar in a collection at a column, and goes to the next line
// (https://yaml.org/spec/1.2.2/#812-literal-style). One that has no text is declined.
func (p *Parser) literal(column int) *yaml.Node {
	n := p.newNode(yaml.ScalarNode, yaml.NodeTagString, "")
	n.Style = yaml.LiteralStyle
	chomping := strings.TrimRight(p.rest()[1:], " ")
	if chomping != "" && chomping != "-" && chomping != "+" {
		return nil
	}
	indent := p.literalIndent()
	if indent <= column {
		return nil
	}
	text, ok := p.literalText(indent)
	if !ok || !p.nextLine() {
		return nil
	}
	body := strings.TrimRight(text, "\n")
	switch chomping {
	case "":
		text = text[:len(body)+1]
	case "-":
		text = body
	}
	n.Value = text
	return n
}

// literalIndent is the indentation of the first line of the text below, which the lines before must not exceed; -1 where there
// is none.
func (p *Parser) literalIndent() int {
	blank := 0
	for at := p.end + 1; at < len(p.text); {
		i := at
		for i < len(p.text) && p.text[i] == ' ' {
			i++
		}
		switch {
		case i == len(p.text), p.text[i] == '\t':
			return -1
		case p.text[i] != '\n':
			if blank > i-at {
				return -1
			}
			return i - at
		}
		blank, at = max(blank, i-at), i+1
	}
	return -1
}

// literalText reads the lines below up to the first one that is indented less, and takes the indentation away. It is false for lines
// of which it is not certain whether they belong to the text.
func (p *Parser) literalText(indent int) (string, bool) {
	var out strings.Builder
	for start := p.end + 1; start < len(p.text); start = p.end + 1 {
		length := strings.IndexByte(p.text[start:], '\n')
		if length < 0 {
			return "", false
		}
		line := p.text[start : start+length]
		spaces := 0
		for spaces < len(line) && spaces < indent && line[spaces] == ' ' {
			spaces++
		}
		if spaces < indent && spaces < len(line) {
			return out.String(), line[spaces] != '\t'
		}
		if out.Cap() == 0 {
			out.Grow(4 * length)
		}
		out.WriteString(line[spaces:])
		out.WriteByte('\n')
		p.end = start + length
		p.line++
	}
	return out.String(), true
}
