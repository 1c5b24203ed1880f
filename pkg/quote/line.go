package quote

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Line is a sentence with text of the input in it, as one line: what is not printable stands as in a Go string.
func Line(s string) string {
	if utf8.ValidString(s) && !strings.ContainsFunc(s, unprintable) {
		return s
	}
	var out strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		if unprintable(r) || r == utf8.RuneError && size == 1 {
			quoted := strconv.Quote(s[:size])
			out.WriteString(quoted[1 : len(quoted)-1])
		} else {
			out.WriteString(s[:size])
		}
		s = s[size:]
	}
	return out.String()
}

func unprintable(r rune) bool { return !strconv.IsPrint(r) }
