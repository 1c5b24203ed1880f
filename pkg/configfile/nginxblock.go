package configfile

import "strings"

// directive is a directive of nginx, or the head of a block.
type directive struct {
	block string // the directives of the blocks around it: http.server.location
	words []string
	line  int
	heads bool // whether it is the head of a block
}

// directives are the directives of a text; ok is false where blocks are too deep, or their path too long.
func directives(text string) (all []directive, ok bool) {
	b := blocks{nginxLexer: nginxLexer{text: text, line: 1}}
	for {
		word, mark := b.next()
		if mark == 0 {
			b.argument(word)
			continue
		}
		head := b.complete(mark == '{')
		switch {
		case mark == end:
			return b.all, true
		case mark == '}':
			b.leave()
		case mark == '{' && !b.enter(head):
			return nil, false
		}
	}
}

// blocks gathers directives and follows the blocks that they stand in.
type blocks struct {
	nginxLexer
	all     []directive
	outer   []place // of the blocks around this one
	here    place
	current directive
}

// argument adds a word to the directive.
func (b *blocks) argument(word string) {
	if b.current.words == nil {
		b.current.line = b.line
	}
	b.current.words = append(b.current.words, word)
}

// complete adds the directive, if there is one, and is its words.
func (b *blocks) complete(heads bool) []string {
	d := b.current
	b.current = directive{}
	if d.words != nil {
		d.block, d.heads = b.here.name, heads
		b.all = append(b.all, d)
	}
	return d.words
}

// enter enters the block with this head; ok is false where that is too deep. What is in a block of Lua is no directive
// (https://github.com/openresty/lua-nginx-module#content_by_lua_block).
func (b *blocks) enter(head []string) (ok bool) {
	b.outer = append(b.outer, b.here)
	if head == nil {
		return len(b.outer) <= maxDepth
	}
	if strings.HasSuffix(head[0], "_by_lua_block") {
		b.skipBlock()
	}
	b.here, ok = b.here.down(entry{key: strings.TrimLeft(head[0], "."), index: -1})
	return ok && len(b.outer) <= maxDepth
}

// leave leaves a block, if there is one.
func (b *blocks) leave() {
	if last := len(b.outer) - 1; last >= 0 {
		b.here, b.outer = b.outer[last], b.outer[:last]
	}
}
