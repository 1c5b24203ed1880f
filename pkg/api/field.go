package api

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// field is a part of the schema: a property, or the items of a list. Properties keep the
// order of the schema, which is that of the documentation.
type field struct {
	Name        string          `json:"-"`
	Ref         string          `json:"$ref"`
	Types       oneOrMore       `json:"type"`
	Description string          `json:"description"`
	Default     json.RawMessage `json:"default"`
	Enum        []string        `json:"enum"`
	Const       string          `json:"const"`
	Minimum     int             `json:"minimum"`
	Maximum     int             `json:"maximum"`
	Expected    string          `json:"x-expected"`
	Properties  fields          `json:"properties"`
	Items       *field          `json:"items"`
	Values      fields          `json:"patternProperties"`
}

// fields are the members of a JSON object, in their order.
type fields []*field

// UnmarshalJSON reads an object of schemas by name.
func (fs *fields) UnmarshalJSON(data []byte) error {
	dec := json.NewDecoder(bytes.NewReader(data))
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

// resolve replaces references to defs, throughout f.
func (f *field) resolve(defs fields) {
	if name, ok := strings.CutPrefix(f.Ref, "#/$defs/"); ok {
		def := defs.named(name)
		f.Types, f.Expected = def.Types, def.Expected
	}
	for _, p := range slices.Concat(f.Properties, f.Values) {
		p.resolve(defs)
	}
	if f.Items != nil {
		f.Items.resolve(defs)
	}
}

func (f *field) is(kind string) bool { return slices.Contains(f.Types, kind) }

// property is the property of that name; nil when f has none.
func (f *field) property(name string) *field { return f.Properties.named(name) }

// at is the field at an instance location of a validation error; nil where there is none.
func (f *field) at(location []string) *field {
	for _, token := range location {
		switch p := f.property(token); {
		case p != nil:
			f = p
		case f.Items != nil:
			f = f.Items
		case len(f.Values) > 0:
			f = f.Values[0]
		default:
			return nil
		}
	}
	return f
}
