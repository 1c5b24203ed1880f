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

//go:embed observedcalls.schema.json
var observedText []byte

// ObservedSchema is the JSON schema of ObservedCalls, extended as that of [Schema].
func ObservedSchema() []byte { return bytes.Clone(observedText) }

// loaded and observed are the schemas of a GrayRelease and of ObservedCalls, each read once.
var (
	loaded   = sync.OnceValue(func() *field { return parseFields(schemaText) })
	observed = sync.OnceValue(func() *field { return parseFields(observedText) })
)

// specField is the field that holds every other.
func specField() *field { return loaded().property("spec") }

// parseFields is a schema: ordered, with its references resolved. It panics on a broken one, a mistake in the program.
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
