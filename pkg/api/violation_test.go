package api

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// Each keyword means what it means to a complete implementation of JSON Schema, for values of every type.
func TestKeywordsMeanWhatJSONSchemaSays(t *testing.T) {
	schemas := []string{
		`{}`, `{"type": "string"}`, `{"type": "integer"}`, `{"type": "boolean"}`, `{"type": "array"}`, `{"type": "object"}`, `{"type": ["string", "object"]}`,
		`{"type": "null"}`, `{"type": "number"}`,
		`{"enum": ["ab", "b"]}`, `{"const": "ab"}`, `{"minimum": 2}`, `{"maximum": 2}`, `{"minimum": 1, "maximum": 9007199254740991}`,
		`{"minLength": 2}`, `{"maxLength": 2}`, `{"pattern": "^a"}`, `{"pattern": "b"}`, `{"allOf": [{"pattern": "a"}, {"pattern": "b"}]}`,
		`{"items": {"type": "string"}}`, `{"minItems": 2}`, `{"uniqueItems": true}`, `{"items": {"minLength": 2}, "uniqueItems": true}`,
		`{"properties": {"a": {"type": "string"}}}`, `{"properties": {"a": {}}, "additionalProperties": false}`, `{"additionalProperties": true}`,
		`{"patternProperties": {"^a": {"type": "string"}}}`, `{"patternProperties": {"b": {"type": "integer"}}, "additionalProperties": false}`,
		`{"required": ["a"]}`, `{"required": ["a", "b"]}`, `{"minProperties": 1}`, `{"minProperties": 2}`, `{"maxProperties": 1}`,
		`{"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}`, `{"anyOf": [{"required": ["a"]}, {"required": ["b", "ab"]}]}`,
		`{"$ref": "#/$defs/d", "description": "x", "$defs": {"d": {"type": "string", "pattern": "b", "maxLength": 2}}}`,
		`{"properties": {"a": {"$ref": "#/$defs/d"}}, "$defs": {"d": {"items": {"type": "integer", "maximum": 1}}}}`,
	}
	instances := []string{
		`null`, `true`, `false`, `0`, `1`, `2`, `2.0`, `2.5`, `-1`, `18446744073709551615`, `1e300`, `""`, `"a"`, `"ab"`, `"b"`, `"ba"`, `"abc"`, `"ää"`, `"äää"`, `"yes"`,
		`[]`, `["a"]`, `["a", "a"]`, `["ab", "b"]`, `["ab", "ab"]`, `[1, "1"]`, `[{"a": 1}, {"a": 1}]`, `[{"a": 1, "b": 2}, {"b": 2, "a": 1}]`, `[[1], [1, 2]]`,
		`{}`, `{"a": "x"}`, `{"a": 1}`, `{"b": 1}`, `{"b": "1"}`, `{"ab": 1}`, `{"ab": "x"}`, `{"a": 1, "b": 1}`, `{"b": 1, "ab": 2}`, `{"a": [1, 0]}`, `{"a": [2]}`, `{"a": null}`,
	}
	answers := map[bool]int{}
	for _, schema := range schemas {
		full, own := compiled(t, schema), rooted(schema)
		for _, instance := range instances {
			doc, err := jsonschema.UnmarshalJSON(strings.NewReader(instance))
			if err != nil {
				t.Fatal(err)
			}
			want := full.Validate(doc) == nil
			if ds := violations(built(t, instance), own); (len(ds) == 0) != want {
				t.Errorf("%s of %s: JSON Schema says %v, and here there is %v", instance, schema, want, ds)
			}
			answers[want]++
		}
	}
	if answers[true] < 500 || answers[false] < 300 {
		t.Errorf("accepted and refused: %v; too few of a kind to tell", answers)
	}
}

func compiled(t *testing.T, schema string) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("urn:s", doc); err != nil {
		t.Fatal(err)
	}
	return c.MustCompile("urn:s")
}

// rooted is a schema for the one member of a document, as every schema of ours begins with a mapping.
func rooted(schema string) *field {
	var doc struct {
		Defs json.RawMessage `json:"$defs"`
	}
	_ = json.Unmarshal([]byte(schema), &doc) // without definitions there are none
	if doc.Defs == nil {
		doc.Defs = json.RawMessage("{}")
	}
	schema = strings.Replace(schema, `"$defs": `+string(doc.Defs), `"description": ""`, 1)
	return parseFields([]byte(`{"properties": {"it": ` + schema + `}, "$defs": ` + string(doc.Defs) + `}`)).property("it")
}

func built(t *testing.T, text string) *value {
	t.Helper()
	n, err := yaml.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	b := &builder{limit: maxValues}
	return b.build(n.YNode(), &value{}, 0)
}

func TestSchemaWithAnUnknownKeywordIsRefused(t *testing.T) {
	for _, schema := range []string{`{"format": "uri"}`, `{"properties": {"a": {"not": {}}}}`, `{"items": {"contains": {}}}`, `{"oneOf": [{"type": "string"}]}`} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s is read, although nothing checks what it says", schema)
				}
			}()
			parseFields([]byte(schema))
		}()
	}
}
