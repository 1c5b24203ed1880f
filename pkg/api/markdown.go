package api

import (
	"bytes"
	_ "embed" // the introduction
	"encoding/json"
	"fmt"
	"strings"
)

// The introductions.
var (
	//go:embed intro.md
	intro []byte
	//go:embed observedintro.md
	observedIntro []byte
)

// Doc is the reference of the configuration in Markdown: an introduction, then every field
// in the order of the schema. Equal schemas give equal bytes.
func Doc() []byte { return reference(intro, specField()) }

// ObservedDoc is the reference of ObservedCalls, as [Doc] is that of the configuration.
func ObservedDoc() []byte { return reference(observedIntro, observed().property("spec")) }

func reference(introduction []byte, spec *field) []byte {
	var b bytes.Buffer
	b.Write(introduction)
	b.WriteString("| Field | Takes | Default | Description |\n| --- | --- | --- | --- |\n")
	walk(spec, "", func(path string, f *field) bool {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", path, cell(f.takes()), f.standard(), cell(f.Description))
		return true
	})
	return b.Bytes()
}

// takes is the type of f, with what it takes beyond the type.
func (f *field) takes() string {
	switch {
	case len(f.Enum) > 0:
		return quoted(f.Enum, "`")
	case len(f.Types) == 1 && f.is("string") && f.Expected != "":
		return "string: " + f.Expected
	case f.is("array") && f.Items.Properties == nil:
		return "a list of " + f.Items.Types[0] + "s"
	default:
		return f.expects()
	}
}

// standard is the default of f, as a cell of the table.
func (f *field) standard() string {
	if f.Default == nil {
		return "none"
	}
	var v any
	if err := json.Unmarshal(f.Default, &v); err != nil {
		panic("api: the schema has a default that is no JSON: " + err.Error())
	}
	return fmt.Sprintf("`%v`", v)
}

// cell escapes what ends a cell of a Markdown table.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }
