package view

import (
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/quote"
)

// Text of the input is cut to these numbers of characters, so that no cell is wider than a person reads, and one
// long string does not widen every line.
const (
	nameLength  = quote.NameLength
	valueLength = 60
	listLength  = 8
)

// name is the name of something in the input.
func name(s string) string { return quote.Name(s) }

// list is cells as one, without those beyond a readable number.
func list(cells []string) string { return joined(cells, ",") }

// few is list for people, with spaces.
func few(cells []string) string { return joined(cells, ", ") }

func joined(cells []string, by string) string {
	if more := len(cells) - listLength; more > 0 {
		return strings.Join(cells[:listLength], by) + by + "+" + strconv.Itoa(more)
	}
	return strings.Join(cells, by)
}
