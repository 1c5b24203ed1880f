package configfile

import "strings"

// directive is a directive of nginx, or the head of a block.
type directive struct {
	block string // the directives of the blocks around it: http.server.location
	words []string
	line  int
	heads bool // whether it is the head of a block
}

// nginxLexer takes a text of words, quotes, comments, semicolons and braces apart.
type nginxLexer struct {
	text string
	at   int
	line int
}

// directives are the directives of a text; ok is false where blocks are too deep.
func directives(text string) (all []directive, ok bool) {
	l := &nginxLexer{text: text, line: 1}
	var blocks []place
	here := place{}
	for current := (directive{}); ; {
		word, mark := l.next()
		switch {
		case mark == 0:
			if current.words == nil {
				current.line = l.line
			}
			current.words = append(current.words, word)
			continue
		case mark == '}':
			if len(blocks) > 0 {
				here, blocks = blocks[len(blocks)-1], blocks[:len(blocks)-1]
			}
		}
		current.block, current.heads = here.name, mark == '{'
		if current.words != nil {
			all = append(all, current)
		}
		if mark == '{' {
			blocks = append(blocks, here)
			here, ok = l.block(here, current.words)
			if !ok || len(blocks) > maxDepth {
				return nil, false
			}
		}
		if mark == end {
			return all, true
		}
		current = directive{}
	}
}

// block is the place within a block. What is in a block of Lua is no directive
// (https://github.com/openresty/lua-nginx-module#content_by_lua_block).
func (l *nginxLexer) block(at place, head []string) (place, bool) {
	if head == nil {
		return at, true
	}
	if strings.HasSuffix(head[0], "_by_lua_block") {
		l.skipBlock()
	}
	return at.down(entry{key: strings.TrimLeft(head[0], "."), index: -1})
}

// skipBlock goes to the brace that closes the block, in which braces are balanced.
func (l *nginxLexer) skipBlock() {
	for depth := 1; l.at < len(l.text); l.at++ {
		switch l.text[l.at] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return
			}
		case '\n':
			l.line++
		}
	}
}

// end is the mark of the end of the text.
const end = 0xFF

// next is the next word, or the mark that is not one: a semicolon, a brace, or the end.
func (l *nginxLexer) next() (word string, mark byte) {
	l.skipSpace()
	if l.at >= len(l.text) {
		return "", end
	}
	switch c := l.text[l.at]; c {
	case ';', '{', '}':
		l.at++
		return "", c
	case '"', '\'':
		return l.quoted(c), 0
	}
	return l.word(), 0
}

// skipSpace skips white space and comments.
func (l *nginxLexer) skipSpace() {
	for comment := false; l.at < len(l.text); l.at++ {
		switch c := l.text[l.at]; {
		case c == '\n':
			l.line++
			comment = false
		case c == '#':
			comment = true
		case !comment && !isSpace(c):
			return
		}
	}
}

// quoted is a word in quotes, with the backslashes that stand before quotes taken off.
func (l *nginxLexer) quoted(quote byte) string {
	start := l.at + 1
	for l.at = start; l.at < len(l.text) && l.text[l.at] != quote; l.at++ {
		switch {
		case l.text[l.at] == '\\' && l.at+1 < len(l.text):
			l.at++
		case l.text[l.at] == '\n':
			l.line++
		}
	}
	word := l.text[start:min(l.at, len(l.text))]
	l.at = min(l.at+1, len(l.text))
	return strings.ReplaceAll(word, `\`+string(quote), string(quote))
}

// word is a word without quotes. The braces of ${variable} belong to it.
func (l *nginxLexer) word() string {
	start := l.at
	for ; l.at < len(l.text); l.at++ {
		switch c := l.text[l.at]; {
		case c == '\\' && l.at+1 < len(l.text) && l.text[l.at+1] != '\n':
			l.at++
		case c == '{' && l.at > start && l.text[l.at-1] == '$':
			for l.at+1 < len(l.text) && l.text[l.at] != '}' && !isSpace(l.text[l.at+1]) {
				l.at++
			}
		case c == ';' || c == '{' || c == '}' || isSpace(c):
			return l.text[start:l.at]
		}
	}
	l.at = len(l.text)
	return l.text[start:]
}
