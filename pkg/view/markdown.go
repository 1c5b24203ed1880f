package view

import (
	"fmt"
	"strings"

	"github.com/graylane/graylane/pkg/quote"
)

// markdownLength is as much as is shown of a name in Markdown, in characters, and messageLength of a message.
const (
	markdownLength = 100
	messageLength  = 300
)

// markdownName is text of the input as code, in which GitHub sees no mention, no link and no markup.
func markdownName(s string) string { return markdownCode(quote.Text(s, markdownLength)) }

// markdownProse is a message as code.
func markdownProse(s string) string {
	s = quote.Line(s)
	if runes := []rune(s); len(runes) > messageLength {
		s = string(runes[:messageLength]) + "..."
	}
	return markdownCode(s)
}

// tame tells whether text stands in a code span of a table's cell as it is. A span knows backticks alone, and a cell pipes and
// backslashes; the other characters are those by which mentions, formulas and elements begin, for programs that take a span less
// seriously.
func tame(s string) bool {
	return s != "" && strings.TrimSpace(s) == s && !strings.ContainsAny(s, "`|\\@$<>&")
}

// markdownCode is printable text as code: in a code span; where it has characters that mean something to Markdown, as an element
// with all of these as character references, which mean nothing (https://github.github.com/gfm/#entity-and-numeric-character-references).
// An @ has a space of no width behind it, so that it begins no mention or address.
func markdownCode(s string) string {
	if tame(s) {
		return "`" + s + "`"
	}
	var out strings.Builder
	out.WriteString("<code>")
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', strings.ContainsRune(" ,;/()=%+'\"-", r), r > '~':
			out.WriteRune(r)
		default:
			fmt.Fprintf(&out, "&#%d;", r)
		}
		if r == '@' {
			out.WriteString("&#8203;")
		}
	}
	out.WriteString("</code>")
	return out.String()
}
