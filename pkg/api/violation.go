package api

import (
	"fmt"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/graylane/graylane/pkg/diag"
)

// violations are where v is not as f asks, in the order of the paths: of the fields' names and the items' numbers. They are
// those that JSON Schema draft 2020-12 has for the keywords that a [field] knows, the only ones that the schemas use. A value gets one finding,
// except for each member that is surplus or missing.
func violations(v *value, f *field) []diag.Diagnostic {
	c := checker{root: f}
	c.value(v, f)
	return c.found
}

// checker collects what is wrong. It stops soon after it has found more than anyone reads.
type checker struct {
	root  *field
	found []diag.Diagnostic
}

func (c *checker) value(v *value, f *field) {
	switch {
	case len(c.found) > maxProblems:
	case !f.accepts(v):
		c.found = append(c.found, mistyped(v, f))
	case v.shape == mapping:
		c.mapping(v, f)
	case v.shape == list && f.Items != nil:
		for _, item := range v.items {
			c.value(item, f.Items)
		}
	}
}

func (c *checker) mapping(v *value, f *field) {
	for _, name := range f.missing(v) {
		path := (&value{parent: v, name: fieldStep(name)}).path()
		c.found = append(c.found, wrong(path, "%s is missing; it takes %s", path, f.property(name).expects()))
	}
	for _, name := range sortedKeys(v.fields) {
		switch member := f.member(name); {
		case member != nil:
			c.value(v.fields[name], member)
		case f.closed() && len(c.found) <= maxProblems:
			c.found = append(c.found, surplus(name, v, f, c.root))
		}
	}
}

// missing are the members that f asks for and v lacks. Where f leaves a choice and v has none of it, they are all that it could have.
func (f *field) missing(v *value) []string {
	names := v.lacking(f.Required)
	for _, choices := range [][]choice{f.OneOf, f.AnyOf} {
		if len(choices) > 0 && chosen(v, choices) == 0 {
			for _, c := range choices {
				names = append(names, v.lacking(c.Required)...)
			}
		}
	}
	return names
}

// lacking are the names that no member of v has.
func (v *value) lacking(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return v.fields[name] != nil })
}

// chosen is how many of the choices v has. What is no mapping has them all, as nothing is required of it.
func chosen(v *value, choices []choice) int {
	n := 0
	for _, c := range choices {
		if v.shape != mapping || len(v.lacking(c.Required)) == 0 {
			n++
		}
	}
	return n
}

// accepts tells whether v itself is as f asks, whatever its members and items are.
func (f *field) accepts(v *value) bool {
	if len(f.Types) > 0 && !slices.ContainsFunc(f.Types, v.is) || len(f.OneOf) > 0 && chosen(v, f.OneOf) > 1 || !f.hasWord(v) {
		return false
	}
	switch v.shape {
	case list:
		return len(v.items) >= f.MinItems && !(f.UniqueItems && v.repeats())
	case mapping:
		return len(v.fields) >= f.MinProperties && (f.MaxProperties == nil || len(v.fields) <= *f.MaxProperties)
	}
	switch plain := v.plain.(type) {
	case string:
		return f.acceptsText(plain)
	case bool, nil:
		return true
	}
	n := v.number()
	return (f.Minimum == nil || n >= *f.Minimum) && (f.Maximum == nil || n <= *f.Maximum)
}

// hasWord tells whether v is one of the words of f, if it has any.
func (f *field) hasWord(v *value) bool {
	if len(f.Enum) == 0 && f.Const == "" {
		return true
	}
	s, ok := v.plain.(string)
	return ok && (len(f.Enum) == 0 || slices.Contains(f.Enum, s)) && (f.Const == "" || f.Const == s)
}

func (f *field) acceptsText(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= f.MinLength && (f.MaxLength == nil || n <= *f.MaxLength) &&
		f.Pattern.matches(s) && !slices.ContainsFunc(f.AllOf, func(also further) bool { return !also.Pattern.matches(s) })
}

// is tells whether v is of a type of JSON Schema, for which a number without a fraction is an integer.
func (v *value) is(kind string) bool {
	switch v.shape {
	case list:
		return kind == "array"
	case mapping:
		return kind == "object"
	}
	switch v.plain.(type) {
	case nil:
		return kind == "null"
	case bool:
		return kind == "boolean"
	case string:
		return kind == "string"
	}
	return kind == "number" || kind == "integer" && v.number() == math.Trunc(v.number())
}

// number is the value of a scalar that is a number.
func (v *value) number() float64 {
	switch n := v.plain.(type) {
	case int:
		return float64(n)
	case int64:
		return float64(n)
	case uint64:
		return float64(n)
	case float64:
		return n
	}
	return 0
}

// repeats tells whether a list has an item twice.
func (v *value) repeats() bool {
	seen := map[string]bool{}
	for _, item := range v.items {
		key := fmt.Sprintf("%#v", item.json())
		if seen[key] {
			return true
		}
		seen[key] = true
	}
	return false
}
