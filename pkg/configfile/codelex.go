package configfile

import "strings"

// comment is the length of the comment that a text begins with; 0 if it begins with none. What nothing ends is none:
// it may be part of a regular expression.
func (c *coder) comment(text string) int {
	if open, shut := c.block[0], c.block[1]; open != "" && !c.open && strings.HasPrefix(text, open) {
		if end := strings.Index(text[len(open):], shut); end >= 0 {
			return len(open) + end + len(shut)
		}
		c.open = true
	}
	for _, begin := range c.comments {
		if strings.HasPrefix(text, begin) {
			return lineLength(text)
		}
	}
	return 0
}

// lineLength is the length of the first line of a text without its end.
func lineLength(text string) int {
	if end := strings.IndexByte(text, '\n'); end >= 0 {
		return end
	}
	return len(text)
}

// quote is the quote that a text begins with; empty if it begins with none.
func (c *coder) quote(text string) string {
	if strings.IndexByte("\"'`", text[0]) < 0 {
		return ""
	}
	for _, quote := range c.raw {
		if strings.HasPrefix(text, quote) {
			return quote
		}
	}
	return text[:1]
}

// stringLength is the length of a string that has begun; ok is false if it does not end.
func (c *coder) stringLength(text, quote string) (length int, ok bool) {
	if len(quote) > 1 || quote == "`" {
		length = strings.Index(text, quote)
		return length, length >= 0
	}
	for i := 0; i < len(text) && text[i] != '\n'; i++ {
		switch {
		case text[i] == '\\' && c.backslash:
			i++
		case text[i] == quote[0]:
			return i, true
		}
	}
	return 0, false
}
