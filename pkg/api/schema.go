package api

import (
	"bytes"
	_ "embed" // the schema
	"encoding/json"
	"sync"
)

//go:embed grayrelease.schema.json
var schemaText []byte

// Schema is the JSON schema (draft 2020-12) of a GrayRelease. An annotation extends it:
// x-expected says what a field takes, for messages.
func Schema() []byte { return bytes.Clone(schemaText) }

// loaded is the schema, read once: ordered, with its references resolved. It panics on a broken schema, a mistake in the program.
var loaded = sync.OnceValue(func() *field { return parseFields(schemaText) })

// specField is the field that holds every other.
func specField() *field { return loaded().property("spec") }

func parseFields(text []byte) *field {
	var doc struct {
		field
		Schema string `json:"$schema"`
		Title  string `json:"title"`
		Defs   fields `json:"$defs"`
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&doc); err != nil {
		panic("api: the schema is not as expected: " + err.Error())
	}
	doc.field.resolve(doc.Defs)
	return &doc.field
}
