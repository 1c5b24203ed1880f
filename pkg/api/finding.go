package api

import (
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
)

// surplus is a member of v that its field f does not have, below root.
func surplus(name string, v *value, f, root *field) diag.Diagnostic {
	path := v.fields[name].path()
	if len(f.Values) > 0 {
		return wrong(path, "%s does not take the key %q; it takes %s", v.path(), clip(name), f.expects())
	}
	siblings := make([]candidate, len(f.Properties))
	for i, p := range f.Properties {
		siblings[i] = candidate{p.Name, (&value{parent: v, name: fieldStep(p.Name)}).path()}
	}
	key, _, _ := strings.Cut(name, ":") // from:front, in braces, is a key as a whole: YAML wants a space behind the colon
	return unknown(path, suggest(key, siblings, elsewhere(root, scopeOf(path))))
}

// unknown is a field that does not exist; suggestion is the path that may be meant, or empty.
func unknown(path, suggestion string) diag.Diagnostic {
	said := path
	if suggestion != "" {
		said += " (did you mean " + suggestion + "?)"
	}
	return diag.New(diag.ConfigUnknownField, diag.Ref{}, said).In(path)
}

// mistyped is a value that its field does not take. A number or boolean where a free text
// is due mostly lacks its quotes.
func mistyped(v *value, f *field) diag.Diagnostic {
	path, shown := v.path(), v.shown()
	if v.shape != scalar || !f.is("string") {
		return wrong(path, "%s is %s; it takes %s", path, shown, f.expects())
	}
	d := wrong(path, "%s is %s%s; it takes %s", path, shown, v.reading(), f.expects())
	if v.reading() != "" && len(f.Enum) == 0 && f.Const == "" {
		d.Remedy = quoteIt(v)
	}
	return d
}

func quoteIt(v *value) string { return "Write it in quotes: " + strconv.Quote(clip(v.text)) + "." }

// shown is v as a message names it.
func (v *value) shown() string {
	switch {
	case v.isNull(), v.shape != scalar && len(v.items)+len(v.fields) == 0:
		return "empty"
	case v.shape == list:
		return "a list"
	case v.shape == mapping:
		return "a mapping"
	}
	if s, ok := v.plain.(string); ok {
		return strconv.Quote(clip(s))
	}
	return clip(v.text)
}

// reading says of an unquoted scalar what it is to YAML; empty for strings and null.
func (v *value) reading() string {
	switch v.plain.(type) {
	case nil, string:
		return ""
	case bool:
		return ", which YAML reads as a boolean"
	default:
		return ", which YAML reads as a number"
	}
}
