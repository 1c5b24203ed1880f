package block

import "unicode/utf8"

// usual tells whether a text has printable characters, spaces, tabs and line feeds alone: all of them mean to the full parser
// what they look like. It takes no byte order mark.
func usual(text string) bool {
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c >= utf8.RuneSelf:
			return usualRunes(text[i:])
		case c < ' ' && c != '\n' && c != '\t', c == 0x7f:
			return false
		}
	}
	return true
}

// usualRunes is usual for a text that is not ASCII (the full parser's readerc.go, "Check if the character is in the allowed
// range").
func usualRunes(text string) bool {
	if !utf8.ValidString(text) {
		return false
	}
	for _, r := range text {
		switch {
		case r < ' ' && r != '\n' && r != '\t', 0x7f <= r && r < 0xa0, r == '\u2028', r == '\u2029', r == '\ufeff', r == '\ufffe', r == '\uffff':
			return false
		}
	}
	return true
}

func ascii(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
