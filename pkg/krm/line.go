package krm

import (
	"bytes"
)

// cutLine cuts the first line off, with its line break.
func cutLine(in []byte) (line, rest []byte) {
	if i := bytes.IndexByte(in, '\n'); i >= 0 {
		return in[: i+1 : i+1], in[i+1:]
	}
	return in, nil
}

// lineStart is where line n, from 1, starts in text; the end of text if it has fewer lines.
func lineStart(text []byte, n int) int {
	at := 0
	for ; n > 1; n-- {
		i := bytes.IndexByte(text[at:], '\n')
		if i < 0 {
			return len(text)
		}
		at += i + 1
	}
	return at
}

// lineWith is where the first line starts that has a prefix; -1 if none has.
func lineWith(in []byte, prefix string) int {
	if bytes.HasPrefix(in, []byte(prefix)) {
		return 0
	}
	if i := bytes.Index(in, []byte("\n"+prefix)); i >= 0 {
		return i + 1
	}
	return -1
}

func hasLine(in []byte, prefix string) bool { return lineWith(in, prefix) >= 0 }

// indentOf counts the spaces that text starts with.
func indentOf(text []byte) int {
	return len(text) - len(bytes.TrimLeft(text, " "))
}

// startsItem tells whether text starts with an item of a list with an indentation: the hyphen and a space
// or line break (YAML 1.2, rule 184).
func startsItem(text []byte, indent int) bool {
	if len(text) < indent+2 || indentOf(text) != indent || text[indent] != '-' {
		return false
	}
	return bytes.IndexByte([]byte(" \r\n"), text[indent+1]) >= 0
}

// startsKey tells whether text starts, at column 0, as a key of a ResourceList does, or is empty.
func startsKey(text []byte) bool {
	return len(text) == 0 || 'a' <= text[0]|0x20 && text[0]|0x20 <= 'z'
}

func blankOrComment(line []byte) bool {
	trimmed := bytes.TrimLeft(line, " ")
	return len(trimmed) == 0 || trimmed[0] == '#' || trimmed[0] == '\n' || string(trimmed) == "\r\n"
}

// unusualBreaks tells whether in has a line break of YAML 1.1 other than a line feed, alone or after a carriage
// return (https://yaml.org/spec/1.1/#id871136).
func unusualBreaks(in []byte) bool {
	for rest := in; ; {
		i := bytes.IndexByte(rest, '\r')
		if i < 0 {
			break
		}
		if i+1 == len(rest) || rest[i+1] != '\n' {
			return true
		}
		rest = rest[i+2:]
	}
	for _, other := range []string{"\u0085", "\u2028", "\u2029"} {
		if bytes.Contains(in, []byte(other)) {
			return true
		}
	}
	return false
}
