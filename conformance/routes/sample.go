package routes

import (
	"net/http"
	"regexp/syntax"
	"strings"

	"github.com/graylane/graylane/conformance/cases"
)

// samples are headers that match.
func samples(matches map[string]cases.Match) http.Header {
	headers := http.Header{}
	for name, m := range matches {
		headers.Set(name, sample(m))
	}
	return headers
}

// sample is a value that matches.
func sample(m cases.Match) string {
	switch {
	case m.Prefix != "":
		return m.Prefix + "-and-more"
	case m.Regex != "":
		parsed, err := syntax.Parse(m.Regex, syntax.Perl)
		if err != nil {
			return ""
		}
		return matching(parsed.Simplify())
	}
	return m.Exact
}

// matching is a short text that an expression matches.
func matching(r *syntax.Regexp) string {
	switch r.Op {
	case syntax.OpLiteral:
		return string(r.Rune)
	case syntax.OpCharClass:
		return string(r.Rune[:1])
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return "x"
	case syntax.OpCapture, syntax.OpPlus, syntax.OpAlternate:
		return matching(r.Sub[0])
	case syntax.OpConcat:
		var text strings.Builder
		for _, sub := range r.Sub {
			text.WriteString(matching(sub))
		}
		return text.String()
	}
	return "" // what may be empty, and what is
}
