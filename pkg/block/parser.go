package block

import (
	"strings"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// deepest is how deep collections may nest: deeper than those of any object.
const deepest = 100

// Parser reads texts one after the other, into the same memory. The zero value is ready for use, by one goroutine.
type Parser struct {
	arena
	text     string
	at       int // where what is read next begins
	start    int // where its line begins
	end      int // where its line ends
	line     int // the number of its line, from 1
	depth    int
	tabs     bool         // the text has some
	children []*yaml.Node // of the collections that are being read, innermost last
}

// Parse is the root of a text, one YAML document without markers: a block mapping or a block sequence. It is false for a text
// that has anything which the package declines. The tree is valid until the next call; its values refer to the text.
func (p *Parser) Parse(text string) (*yaml.Node, bool) {
	p.reset()
	p.text, p.at, p.start, p.end, p.line, p.depth, p.children = text, 0, 0, -1, 0, 0, p.children[:0]
	p.tabs = strings.IndexByte(text, '\t') >= 0
	if !usual(text) || !p.nextLine() || p.eof() {
		return nil, false
	}
	root := p.collection()
	return root, root != nil && p.eof()
}

func (p *Parser) eof() bool { return p.at == len(p.text) }

// column is where the rest of the line begins, from 0.
func (p *Parser) column() int { return p.at - p.start }

// rest is what is left of the line.
func (p *Parser) rest() string { return p.text[p.at:p.end] }

// nextLine goes to the next line that has more than a comment, and to where that begins; to the end of the text where there
// is none. It is false for a line with a tab, and for one that may be a document marker.
func (p *Parser) nextLine() bool {
	for p.end < len(p.text) {
		p.start = p.end + 1
		p.line++
		if p.start >= len(p.text) {
			break
		}
		p.end = len(p.text)
		if i := strings.IndexByte(p.text[p.start:], '\n'); i >= 0 {
			p.end = p.start + i
		}
		p.at = p.start
		for p.at < p.end && p.text[p.at] == ' ' {
			p.at++
		}
		if p.at < p.end && p.text[p.at] != '#' {
			if p.tabs && strings.IndexByte(p.rest(), '\t') >= 0 {
				return false
			}
			return p.column() > 0 || !strings.HasPrefix(p.rest(), "---") && !strings.HasPrefix(p.rest(), "...")
		}
	}
	p.at, p.start, p.end = len(p.text), len(p.text), len(p.text)
	return true
}

// finish goes to the next line, where nothing but a comment is left of this one.
func (p *Parser) finish() bool {
	rest := p.rest()
	trimmed := strings.TrimLeft(rest, " ")
	return (trimmed == "" || trimmed[0] == '#' && len(trimmed) < len(rest)) && p.nextLine()
}

// collection reads a block collection; nil where there is none that is taken.
func (p *Parser) collection() *yaml.Node {
	if p.depth++; p.depth > deepest {
		return nil
	}
	defer func() { p.depth-- }()
	if p.atEntry() {
		return p.sequence()
	}
	if key := p.key(); key != nil {
		return p.mapping(key)
	}
	return nil
}

// atEntry tells whether the rest of the line is an entry of a block sequence.
func (p *Parser) atEntry() bool {
	rest := p.rest()
	return rest != "" && rest[0] == '-' && (len(rest) == 1 || rest[1] == ' ')
}

// sequence reads the block sequence whose first entry is next.
func (p *Parser) sequence() *yaml.Node {
	column, first := p.column(), len(p.children)
	n := p.newNode(yaml.SequenceNode, yaml.NodeTagSeq, "")
	for !p.eof() && p.column() == column && p.atEntry() {
		p.at++
		entry := p.value(column)
		if entry == nil {
			return nil
		}
		p.children = append(p.children, entry)
	}
	return p.with(n, first)
}

// mapping reads the block mapping whose first key has been read.
func (p *Parser) mapping(key *yaml.Node) *yaml.Node {
	column, first := key.Column-1, len(p.children)
	n := p.node(yaml.Node{Kind: yaml.MappingNode, Tag: yaml.NodeTagMap, Line: key.Line, Column: key.Column})
	for {
		p.children = append(p.children, key)
		value := p.value(column)
		if value == nil {
			return nil
		}
		p.children = append(p.children, value)
		if p.eof() || p.column() < column {
			return p.with(n, first)
		}
		if key = p.key(); key == nil || key.Column-1 != column {
			return nil
		}
	}
}

// with gives a collection the children that were read since the first of them.
func (p *Parser) with(n *yaml.Node, first int) *yaml.Node {
	n.Content = p.list(p.children[first:])
	p.children = p.children[:first]
	return n
}

// value reads what belongs to the key or the hyphen before it, of a collection at a column, and goes to the next line.
func (p *Parser) value(column int) *yaml.Node {
	mapping := p.text[p.at-1] == ':'
	empty := p.newNode(yaml.ScalarNode, yaml.NodeTagNull, "")
	if p.spaces(); p.at < p.end && p.text[p.at] != '#' {
		return p.onLine(column, mapping)
	}
	if !p.nextLine() {
		return nil
	}
	switch {
	case p.eof() || p.column() < column:
		return empty
	case p.column() > column, mapping && p.atEntry():
		return p.collection()
	}
	return empty
}

// onLine reads a value that begins on the line of its key or hyphen.
func (p *Parser) onLine(column int, mapping bool) *yaml.Node {
	if !mapping {
		if p.atEntry() {
			return p.collection()
		}
		at := p.at
		if key := p.key(); key != nil {
			return p.nested(key)
		}
		p.at = at
	}
	switch p.text[p.at] {
	case '|':
		return p.literal(column)
	case '[', '{':
		if !ascii(p.text[p.start:p.end]) {
			return nil
		}
		return p.finished(p.flow())
	case '"', '\'':
		return p.finished(p.quoted())
	}
	return p.finished(p.plain())
}

// nested reads the mapping of an entry of a sequence.
func (p *Parser) nested(key *yaml.Node) *yaml.Node {
	if p.depth++; p.depth > deepest {
		return nil
	}
	defer func() { p.depth-- }()
	return p.mapping(key)
}

// finished is n, after which nothing is left of the line.
func (p *Parser) finished(n *yaml.Node) *yaml.Node {
	if n == nil || !p.finish() {
		return nil
	}
	return n
}

// newNode is a node that begins where the rest of the line does.
func (p *Parser) newNode(kind yaml.Kind, tag, value string) *yaml.Node {
	return p.node(yaml.Node{Kind: kind, Tag: tag, Value: value, Line: p.line, Column: p.column() + 1})
}
