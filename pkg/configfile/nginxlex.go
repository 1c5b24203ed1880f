package configfile

import "strings"

// nginxLexer takes a text of words, quotes, comments, semicolons and braces apart.
type nginxLexer struct {
	text string
	at   int
	line int
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
