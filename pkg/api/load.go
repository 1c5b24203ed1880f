package api

import (
	"encoding/json"

	"github.com/graylane/graylane/pkg/diag"
)

// Load reads a configuration: doc is the YAML text of a GrayRelease or of a ConfigMap, or
// says nothing (no text, null, {}); sets are path=value options, applied over it in their
// order. The diagnostics are all that is wrong with it, sorted, up to a hundred; each names
// the field's path in its source. With an error among them, Spec is [Default].
func Load(doc []byte, sets []string) (GrayRelease, []diag.Diagnostic) {
	if ds := malformed(sets); len(ds) > 0 {
		release, more := LoadWith(doc, nil)
		release.Spec = Default()
		return release, limited(append(more, ds...))
	}
	return LoadWith(doc, Assignments(sets))
}

// LoadWith is Load with assignments, applied in their order.
func LoadWith(doc []byte, assignments []Assignment) (GrayRelease, []diag.Diagnostic) {
	release := GrayRelease{Spec: Default()}
	root, ds := parse(doc, "")
	var layers []*value
	if root != nil {
		release.Ref, release.Annotations = refOf(root), root.strings("metadata", "annotations")
		var more []diag.Diagnostic
		layers, more = docLayers(root)
		release.Given = len(layers)+len(more) > 0
		ds = append(ds, more...)
	}
	spec, more := merged(layers)
	ds = append(ds, more...)
	for i := range ds {
		ds[i].Object = release.Ref
	}
	layers, more = layersOf(assignments)
	ds = append(ds, more...)
	overrides, more := merged(layers)
	ds = append(ds, more...)
	merge(spec, overrides)
	if len(ds) == 0 {
		release.Spec, ds = decode(spec)
		ds = append(ds, release.Spec.contradictions(release.Ref)...)
	}
	if len(ds) > 0 {
		release.Spec = Default()
	}
	return release, limited(ds)
}

func refOf(root *value) diag.Ref {
	return diag.Ref{
		APIVersion: root.str("apiVersion"), Kind: root.str("kind"),
		Namespace: root.str("metadata", "namespace"), Name: root.str("metadata", "name"),
	}
}

// merged checks layers and gives the spec that they make together, the last one on top.
func merged(layers []*value) (map[string]any, []diag.Diagnostic) {
	spec := map[string]any{}
	var ds []diag.Diagnostic
	for _, layer := range layers {
		ds = append(ds, check(layer, loaded())...)
		if len(ds) > maxProblems {
			break
		}
		if v := layer.fields["spec"]; v != nil && v.shape == mapping {
			fields, _ := v.json().(map[string]any)
			merge(spec, fields)
		}
	}
	return spec, ds
}

// merge puts over on top of base, field by field; a list replaces a list.
func merge(base, over map[string]any) {
	for name, v := range over {
		fields, isMap := v.(map[string]any)
		if old, both := base[name].(map[string]any); isMap && both {
			merge(old, fields)
			continue
		}
		base[name] = v
	}
}

// decode is a checked spec over the defaults.
func decode(spec map[string]any) (Spec, []diag.Diagnostic) {
	text, err := json.Marshal(spec)
	s := Default()
	if err == nil {
		err = json.Unmarshal(text, &s)
	}
	if err != nil {
		return Default(), []diag.Diagnostic{wrong("", "The configuration cannot be read: %v", err)}
	}
	return s, nil
}

// limited sorts ds and keeps as many as someone may read.
func limited(ds []diag.Diagnostic) []diag.Diagnostic {
	ds = diag.Sort(ds)
	if len(ds) <= maxProblems {
		return ds
	}
	more := wrong("", "The configuration has more mistakes than are listed here")
	more.Object = ds[0].Object
	return append(ds[:maxProblems], more)
}
