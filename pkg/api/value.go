package api

import (
	"strconv"
	"strings"
)

// shape is the form of a value.
type shape int

const (
	scalar shape = iota
	list
	mapping
)

// value is a part of what the user wrote, with the path under which it stands there.
type value struct {
	shape  shape
	parent *value
	name   string            // the step from the parent; the whole path when there is none
	text   string            // of a scalar, as written
	plain  any               // of a scalar: string, bool, int, int64, uint64, float64 or nil
	items  []*value          // of a list
	fields map[string]*value // of a mapping
}

// text in a path or a message is cut at this many runes, so that messages stay readable.
const maxShown = 60

// path is where the user wrote v, as spec.calls.add[0].to.
func (v *value) path() string {
	var steps []string
	for ; v != nil; v = v.parent {
		steps = append(steps, v.name)
	}
	var b strings.Builder
	for i := len(steps) - 1; i >= 0; i-- {
		b.WriteString(steps[i])
	}
	return strings.TrimPrefix(b.String(), ".")
}

// fieldStep is the step to a member of a mapping; indexStep that to an item of a list.
func fieldStep(name string) string {
	if name == "" || strings.ContainsAny(name, `.[]"`+" \t\r\n") || len(name) > maxShown {
		return "[" + strconv.Quote(clip(name)) + "]"
	}
	return "." + name
}

func indexStep(i int) string { return "[" + strconv.Itoa(i) + "]" }

// isNull tells whether v is an explicit null.
func (v *value) isNull() bool { return v.shape == scalar && v.plain == nil }

// below is the value at a path of names below v; nil when there is none.
func (v *value) below(names ...string) *value {
	for _, name := range names {
		if v == nil || v.shape != mapping {
			return nil
		}
		v = v.fields[name]
	}
	return v
}

// str is the text of a string at a path below v; empty when there is none.
func (v *value) str(names ...string) string {
	if v = v.below(names...); v == nil {
		return ""
	}
	s, _ := v.plain.(string)
	return s
}

// strings are the members of a mapping at a path below v that are strings; nil when there are none.
func (v *value) strings(names ...string) map[string]string {
	var out map[string]string
	if v = v.below(names...); v == nil {
		return nil
	}
	for name, f := range v.fields {
		if s, ok := f.plain.(string); ok {
			if out == nil {
				out = map[string]string{}
			}
			out[name] = s
		}
	}
	return out
}

// json is v in the types of encoding/json.
func (v *value) json() any {
	switch v.shape {
	case mapping:
		m := make(map[string]any, len(v.fields))
		for name, f := range v.fields {
			m[name] = f.json()
		}
		return m
	case list:
		l := make([]any, len(v.items))
		for i, item := range v.items {
			l[i] = item.json()
		}
		return l
	default:
		return v.plain
	}
}

func clip(s string) string {
	runes := []rune(s[:min(len(s), 4*maxShown+4)])
	if len(runes) <= maxShown {
		return s
	}
	return string(runes[:maxShown]) + "…"
}
