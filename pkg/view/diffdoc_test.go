package view

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// TestDiffFieldsAreDocumented finds fields of the JSON form that docs/diff.md does not name.
func TestDiffFieldsAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/diff.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, found := strings.Cut(string(page), "## JSON")
	fields := map[string]bool{}
	fieldsOf(reflect.TypeFor[jsonDiff](), fields)
	if !found || len(fields) < 50 {
		t.Fatalf("%d fields", len(fields))
	}
	for field := range fields {
		if !strings.Contains(text, "`"+field+"`") {
			t.Errorf("docs/diff.md does not name the field %s", field)
		}
	}
}

// fieldsOf notes the fields of a type as JSON has them, and those of the types in it.
func fieldsOf(of reflect.Type, fields map[string]bool) {
	switch of.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		fieldsOf(of.Elem(), fields)
	case reflect.Struct:
		for i := range of.NumField() {
			field := of.Field(i)
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			if name != "" {
				fields[name] = true
			}
			fieldsOf(field.Type, fields)
		}
	}
}
