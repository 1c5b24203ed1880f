package quote

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// NameLength is as long as the name of an object may be, in characters.
const NameLength = 253

// Text is text of the input as it stands where it is one printable word, else as a Go string, so that no line break, escape
// sequence or reversal of direction reaches a reader, and no space is taken for the end of the text; nor is there what the log of a job obeys in the middle of a line. What is longer than a
// number of characters is cut.
func Text(s string, length int) string {
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
	return strings.ReplaceAll(s, "##[", `##\[`) + more
}

// Name is the name of something in the input.
func Name(s string) string { return Text(s, NameLength) }
