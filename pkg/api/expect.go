package api

import (
	"fmt"
	"strings"
)

// expects says what f takes, as the end of the sentence "it takes …".
func (f *field) expects() string {
	switch {
	case f == nil: // required, and not described
		return "a value"
	case f.Expected != "":
		return f.Expected
	case len(f.Enum) > 0:
		return quoted(f.Enum, `"`)
	case f.Const != "":
		return quoted([]string{f.Const}, `"`)
	case f.is("boolean"):
		return "true or false"
	case f.is("integer") && (f.Minimum == nil || f.Maximum == nil):
		return "a whole number"
	case f.is("integer"):
		return fmt.Sprintf("a whole number from %.0f to %.0f", *f.Minimum, *f.Maximum)
	case f.is("array"):
		return "a list"
	case f.is("object"):
		return "a mapping"
	default:
		return "a text"
	}
}

// quoted is the items, each between marks, joined by "or".
func quoted(items []string, mark string) string {
	marked := make([]string, len(items))
	for i, item := range items {
		marked[i] = mark + item + mark
	}
	return strings.Join(marked, " or ")
}
