package api

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// schemaFields are the paths of the schema's fields, each with its type.
func schemaFields() map[string]string {
	paths := map[string]string{}
	walk(specField(), "", func(path string, f *field) bool {
		paths[path] = strings.Join(f.Types, " or ")
		return true
	})
	return paths
}

// structFields are the paths and types of the JSON fields of a Go type.
func structFields(t reflect.Type, path string, paths map[string]string) {
	for i := range t.NumField() {
		f := t.Field(i)
		name := f.Tag.Get("json")
		if name == "-" {
			continue
		}
		below := strings.TrimPrefix(path+"."+name, ".")
		paths[below] = typeName(f.Type, below)
		switch {
		case f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct:
			structFields(f.Type.Elem(), below+"[]", paths)
		case f.Type.Kind() == reflect.Struct && paths[below] != "string":
			structFields(f.Type, below, paths)
		}
	}
}

// typeName is the schema's type for a Go type. A Party is an object too where callers may
// be given by their labels.
func typeName(t reflect.Type, path string) string {
	switch {
	case t == reflect.TypeFor[Party]() && path == "calls.add[].from":
		return "string or object"
	case t == reflect.TypeFor[Party]():
		return "string"
	}
	return map[reflect.Kind]string{
		reflect.String: "string", reflect.Bool: "boolean", reflect.Int: "integer",
		reflect.Slice: "array", reflect.Struct: "object", reflect.Map: "object",
	}[t.Kind()]
}

func TestSchemaAndSpecHaveTheSameFields(t *testing.T) {
	got := map[string]string{}
	structFields(reflect.TypeFor[Spec](), "", got)
	if diff := cmp.Diff(schemaFields(), got); diff != "" {
		t.Errorf("(-schema +Go):\n%s", diff)
	}
}

func TestSchemaAndDefaultAgree(t *testing.T) {
	text, err := json.Marshal(Default())
	if err != nil {
		t.Fatal(err)
	}
	var spec map[string]any
	if err := json.Unmarshal(text, &spec); err != nil {
		t.Fatal(err)
	}
	walk(specField(), "", func(path string, f *field) bool {
		if strings.Contains(path, "[") {
			return false
		}
		var want any
		if f.Default != nil {
			if err := json.Unmarshal(f.Default, &want); err != nil {
				t.Fatal(err)
			}
		}
		got := lookUp(spec, strings.Split(path, "."))
		if got == "" { // a string that is not given
			got = nil
		}
		if !f.is("object") && !cmp.Equal(want, got) {
			t.Errorf("%s: the schema's default is %v, that of Go %v", path, want, got)
		}
		return true
	})
}

func lookUp(m map[string]any, steps []string) any {
	if inner, ok := m[steps[0]].(map[string]any); ok && len(steps) > 1 {
		return lookUp(inner, steps[1:])
	}
	return m[steps[0]]
}

func TestSchemaAndConstantsAgree(t *testing.T) {
	want := map[string][]string{
		"match":          {string(MatchCaller), string(MatchLane)},
		"uncalled":       {string(UncalledWarn), string(UncalledBaseline)},
		"gaps":           {string(GapsWarn), string(GapsError), string(GapsClone)},
		"istio.hosts":    {string(HostsShort), string(HostsFQDN)},
		"istio.exportTo": {string(ExportToAuto)},
	}
	got := map[string][]string{}
	walk(specField(), "", func(path string, f *field) bool {
		if len(f.Enum) > 0 && path != "istio.apiVersion" {
			got[path] = f.Enum
		}
		return true
	})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-constants +schema):\n%s", diff)
	}
	if got := []string{loaded().property("apiVersion").Const, loaded().property("kind").Const}; !slices.Equal(got, []string{APIVersion, Kind}) {
		t.Errorf("the schema is of %q", got)
	}
}

func TestSchemaDescribesEveryField(t *testing.T) {
	walk(loaded(), "", func(path string, f *field) bool {
		sentences := strings.Count(f.Description, ". ") + 1
		if !strings.HasSuffix(f.Description, ".") || sentences > 2 {
			t.Errorf("%s: %q is not one or two sentences", path, f.Description)
		}
		if len(f.Types) == 0 {
			t.Errorf("%s has no type", path)
		}
		return true
	})
}

// TestSchemaAllowsNoUnknownField checks that no object of the spec takes what it does not name.
func TestSchemaAllowsNoUnknownField(t *testing.T) {
	var doc map[string]any
	if err := json.Unmarshal(Schema(), &doc); err != nil {
		t.Fatal(err)
	}
	objects := 0
	var visit func(path string, v any)
	visit = func(path string, v any) {
		m, _ := v.(map[string]any)
		if _, ok := m["properties"].(map[string]any); ok && !strings.HasSuffix(path, "metadata") {
			objects++
			if m["additionalProperties"] != false {
				t.Errorf("%s allows unknown fields", path)
			}
		}
		for name, inner := range m {
			visit(path+"/"+name, inner)
		}
	}
	visit("", doc)
	if objects < 8 {
		t.Errorf("found only %d objects", objects)
	}
}

func TestSchemaIsACopy(t *testing.T) {
	Schema()[0] = 'x'
	if got := Schema()[0]; got != '{' {
		t.Errorf("a caller could change the schema: it begins with %q", got)
	}
}
