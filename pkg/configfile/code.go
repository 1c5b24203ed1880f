package configfile

import (
	"strings"

	"github.com/graylane/graylane/pkg/setting"
)

// readCode reads the strings in source code, with the names that they have. What stands between empty lines is a
// group.
func readCode(text string, of language) []setting.Group {
	c := coder{language: of, text: text, line: 1}
	for c.at < len(text) && !c.full() {
		c.step()
	}
	return c.done()
}

// coder reads source code.
type coder struct {
	writer
	language
	text    string
	at      int
	line    int
	start   int    // where the code since the last string or comment starts
	literal string // the last string, where nothing but code since start is behind it
	called  bool   // whether the last string is the first argument of a call
	open    bool   // whether the text ends in a comment that nothing ends
}

// step reads a comment, a string, or a byte of other code.
func (c *coder) step() {
	rest := c.text[c.at:]
	if length := c.comment(rest); length > 0 {
		c.skip(length)
		c.start = c.at
		return
	}
	if quote := c.quote(rest); quote != "" {
		c.quoted(rest, quote)
		return
	}
	if strings.HasPrefix(rest, "\n\n") {
		c.end()
		c.literal, c.start = "", c.at
	}
	if c.at > 0 && isIdentifier(c.text[c.at-1]) || digits(rest[:1]) == "" {
		c.skip(1)
		return
	}
	c.number(digits(rest))
}

// number adds a number that has a name and may be a port.
func (c *coder) number(digits string) {
	if name, called := c.name(); name != "" && !called && isPort(digits) {
		c.add(setting.Setting{Name: name, Field: onLine(c.line), Value: digits})
	}
	c.skip(len(digits))
	c.start, c.literal = c.at, ""
}

// digits are the digits that a text begins with.
func digits(text string) string {
	return text[:len(text)-len(strings.TrimLeft(text, "0123456789"))]
}

// skip goes on by so many bytes.
func (c *coder) skip(length int) {
	c.line += strings.Count(c.text[c.at:c.at+length], "\n")
	c.at += length
}

// quoted adds the string that a text begins with. Where its quote does not end, nothing of the line is one.
func (c *coder) quoted(text, quote string) {
	length, ok := c.stringLength(text[len(quote):], quote)
	if !ok {
		c.skip(lineLength(text))
		c.literal, c.start = "", c.at
		return
	}
	value := text[len(quote) : len(quote)+length]
	name, called := c.name()
	if value != "" {
		s := setting.Setting{Name: name, Field: onLine(c.line), Value: value}
		if called {
			s.Port = portArgument(text[length+2*len(quote):])
		}
		c.add(s)
	}
	c.skip(length + 2*len(quote))
	c.start, c.literal, c.called = c.at, value, called
}

// portArgument is the port that is the next argument of a call: connect("host", 80). Empty for none.
func portArgument(behind string) string {
	argument, found := strings.CutPrefix(behind, ",")
	number := digits(strings.TrimLeft(argument, " "))
	if !found || !isPort(number) {
		return ""
	}
	return number
}
