package api

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// field is a part of a schema: a property, or the items of a list. Properties keep the
// order of the schema, which is that of the documentation. It holds every keyword that a schema of ours may use; any other is refused when the
// schema is read, so that none is published without being checked.
type field struct {
	Name        string          `json:"-"`
	Ref         string          `json:"$ref"`
	Types       oneOrMore       `json:"type"`
	Description string          `json:"description"`
	Default     json.RawMessage `json:"default"`
	Expected    string          `json:"x-expected"`

	Enum      []string  `json:"enum"`
	Const     string    `json:"const"`
	Minimum   *float64  `json:"minimum"`
	Maximum   *float64  `json:"maximum"`
	MinLength int       `json:"minLength"`
	MaxLength *int      `json:"maxLength"`
	Pattern   *pattern  `json:"pattern"`
	AllOf     []further `json:"allOf"`

	Items       *field `json:"items"`
	MinItems    int    `json:"minItems"`
	UniqueItems bool   `json:"uniqueItems"`

	Properties    fields   `json:"properties"`
	Values        fields   `json:"patternProperties"` // at most one; its Name is the pattern
	Additional    *bool    `json:"additionalProperties"`
	Required      []string `json:"required"`
	MinProperties int      `json:"minProperties"`
	MaxProperties *int     `json:"maxProperties"`
	OneOf         []choice `json:"oneOf"`
	AnyOf         []choice `json:"anyOf"`

	keys *pattern // of Values
}

// further is a pattern that holds beside the first one.
type further struct {
	Pattern pattern `json:"pattern"`
}

// choice are members that go together, of which a mapping may have one set or another.
type choice struct {
	Required []string `json:"required"`
}

// pattern is a regular expression, compiled when it is first asked.
type pattern struct {
	text     string
	compiled func() *regexp.Regexp
}

func newPattern(text string) *pattern {
	return &pattern{text, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })}
}

// UnmarshalJSON reads a text.
func (p *pattern) UnmarshalJSON(data []byte) error {
	var text string
	err := json.Unmarshal(data, &text)
	*p = *newPattern(text)
	return err
}

func (p *pattern) matches(s string) bool { return p == nil || p.compiled().MatchString(s) }

// fields are the members of a JSON object, in their order.
type fields []*field

// UnmarshalJSON reads an object of schemas by name.
func (fs *fields) UnmarshalJSON(data []byte) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if _, err := dec.Token(); err != nil {
		return err
	}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return err
		}
		f := &field{}
		if err := dec.Decode(f); err != nil {
			return err
		}
		f.Name, _ = name.(string)
		*fs = append(*fs, f)
	}
	return nil
}

func (fs fields) named(name string) *field {
	i := slices.IndexFunc(fs, func(f *field) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return fs[i]
}

// oneOrMore is a string or a list of strings.
type oneOrMore []string

// UnmarshalJSON reads either form.
func (o *oneOrMore) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		*o = []string{""}
		return json.Unmarshal(data, &(*o)[0])
	}
	return json.Unmarshal(data, (*[]string)(o))
}

// resolve replaces references to defs, throughout f. What stands beside a reference describes the field; all else is in what it refers to.
func (f *field) resolve(defs fields) {
	if name, ok := strings.CutPrefix(f.Ref, "#/$defs/"); ok {
		def := *defs.named(name)
		def.Name, def.Description, def.Default = f.Name, f.Description, f.Default
		*f = def
	}
	for _, p := range slices.Concat(f.Properties, f.Values) {
		p.resolve(defs)
	}
	if f.Items != nil {
		f.Items.resolve(defs)
	}
	if len(f.Values) > 0 {
		f.keys = newPattern(f.Values[0].Name)
	}
}

func (f *field) is(kind string) bool { return slices.Contains(f.Types, kind) }

// property is the property of that name; nil when f has none.
func (f *field) property(name string) *field { return f.Properties.named(name) }

// member is the field of a mapping's member of that name; nil when f has none.
func (f *field) member(name string) *field {
	if p := f.property(name); p != nil {
		return p
	}
	if f.keys != nil && f.keys.matches(name) {
		return f.Values[0]
	}
	return nil
}

// closed tells whether f has no members but those that it names.
func (f *field) closed() bool { return f.Additional != nil && !*f.Additional }
