package configfile

import (
	"iter"
	"strings"
	"unicode"
)

// lines are the lines of a text with their numbers, without comments, white space at their ends, empty lines and keys
// and certificates (-----BEGIN to -----END).
func lines(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		number, armoured := 0, false
		for line := range strings.Lines(text) {
			number++
			begins := strings.Contains(line, pemBegin)
			armoured = armoured || begins
			if armoured {
				armoured = !strings.Contains(line, "-----END")
				continue
			}
			line = uncommented(line)
			if line != "" && !yield(number, line) {
				return
			}
		}
	}
}

// pemBegin begins the keys and certificates of RFC 7468.
const pemBegin = "-----BEGIN"

// uncommented is a line without its comment and without white space at its end.
func uncommented(line string) string {
	trimmed := strings.TrimLeft(line, " \t")
	if trimmed == "" || trimmed[0] == '#' || trimmed[0] == ';' || strings.HasPrefix(trimmed, "//") {
		return ""
	}
	if strings.IndexByte(line, '#') < 0 {
		return strings.TrimRightFunc(line, unicode.IsSpace)
	}
	var quote byte
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case quote != 0 && c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case isQuote(c):
			quote = c
		case c == '#' && i > 0 && isSpace(line[i-1]):
			return strings.TrimRightFunc(line[:i], unicode.IsSpace)
		}
	}
	return strings.TrimRightFunc(line, unicode.IsSpace)
}

const space = " \t\r\n\f\v"

func isSpace(c byte) bool { return strings.IndexByte(space, c) >= 0 }

// cleaned is a value without the white space around it, a comma or semicolon behind it, and its quotes.
func cleaned(value string) string {
	value = strings.TrimSpace(strings.TrimRight(strings.TrimSpace(value), ",;"))
	if value != "" && isQuote(value[0]) && wordLength(value) == len(value) && value[len(value)-1] == value[0] && len(value) > 1 {
		return value[1 : len(value)-1]
	}
	return value
}

func isQuote(c byte) bool { return c == '"' || c == '\'' }

// split is the words of a line, without their quotes.
func split(line string) []string {
	var out []string
	for i := 0; i < len(line); {
		if isSpace(line[i]) {
			i++
			continue
		}
		end := i + wordLength(line[i:])
		out = append(out, cleaned(line[i:end]))
		i = end
	}
	return out
}

// wordLength is the length of the word that a text begins with. White space between quotes belongs to it.
func wordLength(text string) int {
	if c := text[0]; isQuote(c) {
		if end := strings.IndexByte(text[1:], c); end >= 0 {
			return end + 2
		}
		return len(text)
	}
	if end := strings.IndexAny(text, space); end >= 0 {
		return end
	}
	return len(text)
}
