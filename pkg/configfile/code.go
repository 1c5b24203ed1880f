package configfile

import (
	"strings"

	"github.com/graylane/graylane/pkg/setting"
)

// language is what comments and strings of a programming language look like.
type language struct {
	comments  []string // what begins a comment that ends with the line
	block     [2]string
	raw       []string // quotes between which a text may have several lines
	backslash bool     // whether a backslash takes the meaning off a quote
}

// languageOf is the language of files with an extension; ok is false for one that is none.
func languageOf(extension string) (l language, ok bool) {
	c := language{comments: []string{"//"}, block: [2]string{"/*", "*/"}, backslash: true}
	switch extension {
	case ".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx", ".mts", ".cts", ".go", ".dart", ".vue":
		c.raw = []string{"`"}
	case ".java", ".kt", ".kts", ".scala", ".groovy", ".gradle", ".swift", ".cs":
		c.raw = []string{`"""`}
	case ".c", ".cc", ".cpp", ".h", ".hpp", ".rs", ".libsonnet", ".jsonnet":
	case ".php":
		c.comments = []string{"//", "#"}
	case ".py", ".star", ".bzl":
		c = language{comments: []string{"#"}, raw: []string{`"""`, `'''`}, backslash: true}
	case ".rb", ".pl", ".pm", ".ex", ".exs", ".r", ".ps1":
		c = language{comments: []string{"#"}, backslash: true}
	case ".lua":
		c = language{comments: []string{"--"}, block: [2]string{"--[[", "]]"}, backslash: true}
	case ".sql":
		c.comments, c.backslash = []string{"--"}, false
	default:
		return language{}, false
	}
	return c, true
}

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
	c.skip(1)
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

// skip goes on by so many bytes.
func (c *coder) skip(length int) {
	c.line += strings.Count(c.text[c.at:c.at+length], "\n")
	c.at += length
}

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
		c.add(setting.Setting{Name: name, Field: onLine(c.line), Value: value})
	}
	c.skip(length + 2*len(quote))
	c.start, c.literal, c.called = c.at, value, called
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
