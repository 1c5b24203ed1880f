package view

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Text of the input is cut to these numbers of characters, so that no cell is wider than a person reads, and one
// long string does not widen every line. A name of an object has at most 253.
const (
	nameLength  = 253
	valueLength = 60
	listLength  = 8
)

// quote is text of the input for one cell of a table: as it stands where it is one printable word, else as a Go
// string, so that no line break, escape sequence or reversal of direction reaches the terminal, and no space is
// taken for the end of the cell. What is longer than a number of characters is cut.
func quote(s string, length int) string {
	end, n := 0, 0
	for end < len(s) && n < length {
		_, size := utf8.DecodeRuneInString(s[end:])
		end, n = end+size, n+1
	}
	more := ""
	if end < len(s) {
		s, more = s[:end], "..."
	}
	special := func(r rune) bool { return !strconv.IsPrint(r) || r == ' ' || r == '"' }
	if s == "" || !utf8.ValidString(s) || strings.ContainsFunc(s, special) {
		s = strconv.Quote(s)
	}
	return s + more
}

// name is the name of something in the input.
func name(s string) string { return quote(s, nameLength) }

// list is cells as one, without those beyond a readable number.
func list(cells []string) string {
	if more := len(cells) - listLength; more > 0 {
		return strings.Join(cells[:listLength], ",") + ",+" + strconv.Itoa(more)
	}
	return strings.Join(cells, ",")
}
