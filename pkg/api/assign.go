package api

import (
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
)

// Assignment gives one field a value, over what a configuration says.
type Assignment struct {
	// Path is the dotted path of the field below spec.
	Path string
	// Text is the value: as it is for a field that takes a text, YAML for any other.
	Text string
	// Items are those of a list, each as YAML, in place of Text; nil for none. Empty, they make an empty list.
	Items []string
	// Called is how messages name the field: as whoever gave it a value did.
	Called string
}

// Parameter begins the name of an assignment that hosts of graylane know as a parameter; its path follows.
const Parameter = string(inParameter)

// assign is a layer that sets the field at key, a dotted path below spec, to text: taken
// as it is for a string field, as YAML for any other. The layer is nil where the text is
// null, or wrong.
func assign(s scope, key, text string) (*value, []diag.Diagnostic) {
	return Assignment{Path: key, Text: text, Called: string(s) + clip(key)}.layer()
}

// layer is that of assign. What may be meant by a wrong path is suggested in the terms of the name.
func (a Assignment) layer() (*value, []diag.Diagnostic) {
	path, key, text, s := a.Called, a.Path, a.Text, scopeOf(a.Called)
	steps := strings.Split(strings.TrimPrefix(key, string(inSpec)), ".")
	f := specField()
	for i, step := range steps {
		p := f.property(step)
		if p == nil {
			return nil, []diag.Diagnostic{unknown(path, meant(s, steps, i))}
		}
		f = p
	}
	if a.Items != nil {
		v, ds := a.list()
		return wrap(v, steps), ds
	}
	if strings.TrimSpace(text) == "" {
		return nil, []diag.Diagnostic{wrong(path, "%s has no value; it takes %s", path, f.expects())}
	}
	if f.is("string") {
		return wrap(&value{name: path, text: text, plain: text}, steps), nil
	}
	v, ds := parse([]byte(text), path)
	if v == nil {
		return nil, ds
	}
	return wrap(v, steps), ds
}

// list is the list of the items. One that says nothing is null.
func (a Assignment) list() (*value, []diag.Diagnostic) {
	v := &value{shape: list, name: a.Called}
	var ds []diag.Diagnostic
	for i, text := range a.Items {
		item, more := parse([]byte(text), a.Called+indexStep(i))
		ds = append(ds, more...)
		if item == nil && len(more) == 0 {
			item = &value{name: a.Called + indexStep(i)}
		}
		if item != nil {
			v.items = append(v.items, item)
		}
	}
	return v, ds
}

// meant is the path that steps may be meant for, of which the one at i is unknown.
func meant(s scope, steps []string, i int) string {
	f := specField()
	for _, step := range steps[:i] {
		f = f.property(step)
	}
	name, _, isItem := strings.Cut(steps[i], "[")
	rest := steps[i+1:]
	if isItem { // no path leads into a list: it is set as a whole
		rest = nil
	}
	var siblings []candidate
	for _, p := range f.Properties {
		right := slices.Concat(steps[:i], []string{p.Name}, rest)
		siblings = append(siblings, candidate{p.Name, string(s) + clip(strings.Join(right, "."))})
	}
	return suggest(name, siblings, elsewhere(loaded(), s))
}

// wrap puts v at steps below the spec of a GrayRelease. What it adds bears v's path.
func wrap(v *value, steps []string) *value {
	path := v.path()
	for _, step := range slices.Backward(steps) {
		v = &value{shape: mapping, name: path, fields: map[string]*value{step: v}}
	}
	return &value{shape: mapping, name: path, fields: map[string]*value{
		"apiVersion": {name: path, plain: APIVersion},
		"kind":       {name: path, plain: Kind},
		"spec":       v,
	}}
}

// layersOf are the layers of assignments, in their order.
func layersOf(assignments []Assignment) ([]*value, []diag.Diagnostic) {
	var layers []*value
	var ds []diag.Diagnostic
	for _, a := range assignments {
		layer, more := a.layer()
		ds = append(ds, more...)
		if layer != nil {
			layers = append(layers, layer)
		}
	}
	return layers, ds
}

// Assignments are those of --set options, path=value, in their order.
func Assignments(sets []string) []Assignment {
	var all []Assignment
	for _, set := range sets {
		path, text, _ := strings.Cut(set, "=")
		all = append(all, Assignment{Path: path, Text: text, Called: string(inSet) + clip(path)})
	}
	return all
}

// malformed are the --set options that are no assignments.
func malformed(sets []string) []diag.Diagnostic {
	var ds []diag.Diagnostic
	for _, set := range sets {
		if key, _, ok := strings.Cut(set, "="); !ok || key == "" {
			path := string(inSet) + clip(set)
			ds = append(ds, wrong(path, "%s is no assignment; it takes path=value, such as istio.hosts=fqdn", path))
		}
	}
	return ds
}
