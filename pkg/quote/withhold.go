package quote

import "regexp"

// substitution is what stands in the place of what is found.
type substitution struct {
	found   *regexp.Regexp
	instead string
}

// withheld are the places where errors of kustomize and of YAML repeat values of the input, which may be those of a Secret, each
// with what stands there instead.
func withheld() []substitution {
	return []substitution{
		{regexp.MustCompile(`(?s)literal sources \[.*\]: invalid literal source .*, expected key=value`), "literal sources: one is no key=value"},
		{regexp.MustCompile(`(?s)invalid literal source .*, expected key=value`), "a literal source is no key=value"},
		{regexp.MustCompile(`(?s)unknown anchor '.*' referenced`), "an alias (*) of an unknown anchor; a text that begins with * needs quotes"},
		{regexp.MustCompile(`(?s)line \[[\d ]*\] has invalid utf8 bytes : .*`), "a line has invalid utf8 bytes"},
		{regexp.MustCompile("(?s)cannot unmarshal (!!\\w+) `.*?` into"), "cannot unmarshal $1 into"},
		{regexp.MustCompile("(?s)cannot decode (!!\\w+) `.*` as a"), "cannot decode $1 as a"},
		{regexp.MustCompile("(?s)(trouble configuring builtin \\w+) with config: `\n.*\n`"), "$1"},
		{regexp.MustCompile(`(?s)\[patch: ".*"\]`), "an inline patch"},
		{regexp.MustCompile(`(?s): node contents:\n.*`), ""},
		{regexp.MustCompile(`(https?:/{1,2})[^/\s'"@]+@`), "$1***@"},
	}
}

// Withhold is the text of an error without the values that it may repeat of the input: errors go to logs and user interfaces that are
// not for Secrets.
func Withhold(text string) string {
	for _, s := range withheld() {
		text = s.found.ReplaceAllString(text, s.instead)
	}
	return text
}
