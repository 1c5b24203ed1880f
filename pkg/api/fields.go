package api

import (
	"slices"
	"strings"
)

// Field is a field that an [Assignment] can set.
type Field struct {
	// Path is dotted, below spec.
	Path string
	// Description is that of the reference.
	Description string
	// Takes says what its value is, as the end of the sentence "it takes …".
	Takes string
	// List tells that the value is a list, and Mapping that there are fields below it.
	List, Mapping bool
}

// Fields are all fields that an assignment can set, in the order of the reference. Those of the items of lists are not among
// them: a list is set as a whole.
func Fields() []Field {
	var all []Field
	walk(specField(), "", func(path string, f *field) bool {
		if !strings.Contains(path, "[") {
			all = append(all, Field{path, f.Description, f.expects(), f.is("array"), len(f.Properties) > 0})
		}
		return true
	})
	return all
}

// FieldAt is the field of a path; false where there is none.
func FieldAt(path string) (Field, bool) {
	all := Fields()
	i := slices.IndexFunc(all, func(f Field) bool { return f.Path == path })
	if i < 0 {
		return Field{}, false
	}
	return all[i], true
}
