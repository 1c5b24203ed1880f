package api

import (
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
)

// assign is a layer that sets the field at key, a dotted path below spec, to text: taken
// as it is for a string field, as YAML for any other. The layer is nil where the text is
// null, or wrong.
func assign(s scope, key, text string) (*value, []diag.Diagnostic) {
	path := string(s) + clip(key)
	steps := strings.Split(strings.TrimPrefix(key, string(inSpec)), ".")
	f := loaded().spec()
	for i, step := range steps {
		p := f.property(step)
		if p == nil {
			return nil, []diag.Diagnostic{unknown(path, meant(s, steps, i))}
		}
		f = p
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

// meant is the path that steps may be meant for, of which the one at i is unknown.
func meant(s scope, steps []string, i int) string {
	f := loaded().spec()
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
	return suggest(name, siblings, elsewhere(s))
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

// setLayers are the layers of --set options, in their order.
func setLayers(sets []string) ([]*value, []diag.Diagnostic) {
	var layers []*value
	var ds []diag.Diagnostic
	for _, set := range sets {
		key, text, ok := strings.Cut(set, "=")
		if !ok || key == "" {
			path := string(inSet) + clip(set)
			ds = append(ds, wrong(path, "%s is no assignment; it takes path=value, such as istio.hosts=fqdn", path))
			continue
		}
		layer, more := assign(inSet, key, text)
		ds = append(ds, more...)
		if layer != nil {
			layers = append(layers, layer)
		}
	}
	return layers, ds
}
