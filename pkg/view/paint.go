package view

import (
	"strings"
	"unicode/utf8"
)

// Paint colours text for a terminal, by escape sequences (ECMA-48, 8.3.117 SGR). The zero value leaves text as it is. Text
// is quoted before it is painted, so that the only sequences in an output are those of Paint.
type Paint struct{ on bool }

// Colours is a Paint that colours. It keeps to the sixteen colours of which a terminal's theme sees that they are readable.
func Colours() Paint { return Paint{on: true} }

// Error is text about what is wrong.
func (p Paint) Error(text string) string { return p.as("1;31", text) }

// Warning is text about what may be wrong.
func (p Paint) Warning(text string) string { return p.as("1;33", text) }

// Info is text about what is good to know.
func (p Paint) Info(text string) string { return p.as("1;34", text) }

// Gap is text about where a lane is lost.
func (p Paint) Gap(text string) string { return p.as("31", text) }

// Added is text about what is there now.
func (p Paint) Added(text string) string { return p.as("32", text) }

// Removed is text about what is there no more.
func (p Paint) Removed(text string) string { return p.as("31", text) }

// Faint is text that matters less.
func (p Paint) Faint(text string) string { return p.as("2", text) }

// Bold is text that a reader looks for first.
func (p Paint) Bold(text string) string { return p.as("1", text) }

// Lane is text about the lane at an index of a plan's lanes. The colours are not those of errors and warnings; when
// there are more lanes than colours, they come again.
func (p Paint) Lane(index int, text string) string {
	colours := []string{"36", "35", "32", "34", "96", "95", "92", "94"}
	return p.as(colours[index%len(colours)], text)
}

// as is text with attributes; empty text has none.
func (p Paint) as(attributes, text string) string {
	if !p.on || text == "" {
		return text
	}
	return sequence + attributes + "m" + text + sequence + "0m"
}

// sequence is how escape sequences begin; those of Paint end in m.
const sequence = "\x1b["

// width is how many characters of a painted text are seen.
func width(text string) int {
	seen := 0
	for {
		plain, rest, found := strings.Cut(text, sequence)
		seen += utf8.RuneCountInString(plain)
		if !found {
			return seen
		}
		_, text, _ = strings.Cut(rest, "m")
	}
}
