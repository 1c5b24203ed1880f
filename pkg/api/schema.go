package api

import (
	"bytes"
	_ "embed" // the schema
	"encoding/json"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

//go:embed grayrelease.schema.json
var schemaText []byte

// Schema is the JSON schema (draft 2020-12) of a GrayRelease. An annotation extends it:
// x-expected says what a field takes, for messages.
func Schema() []byte { return bytes.Clone(schemaText) }

// schema is the embedded schema in the two forms that the loader needs.
type schema struct {
	validator *jsonschema.Schema
	root      *field // ordered, $ref resolved
}

// loaded compiles the schema once. It panics on a broken schema, a mistake in the program.
var loaded = sync.OnceValue(func() schema {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schemaText))
	if err != nil {
		panic("api: the schema is no JSON: " + err.Error())
	}
	c := jsonschema.NewCompiler()
	const url = "urn:graylane:schema" // a relative one would be made absolute with the working directory
	if err := c.AddResource(url, doc); err != nil {
		panic("api: " + err.Error())
	}
	return schema{validator: c.MustCompile(url), root: parseFields(schemaText)}
})

// spec is the field that holds every other.
func (s schema) spec() *field { return s.root.property("spec") }

func parseFields(text []byte) *field {
	var doc struct {
		field
		Defs fields `json:"$defs"`
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		panic("api: the schema is not as expected: " + err.Error())
	}
	doc.field.resolve(doc.Defs)
	return &doc.field
}
