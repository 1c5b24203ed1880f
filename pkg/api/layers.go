package api

import (
	"maps"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
)

// docLayers are the layers of a function config: itself for a GrayRelease, one for each
// key of a ConfigMap.
func docLayers(root *value) ([]*value, []diag.Diagnostic) {
	const takes = "it takes a GrayRelease of " + APIVersion + ", or a ConfigMap of v1"
	if root.shape != mapping {
		return nil, []diag.Diagnostic{wrong("", "The configuration is %s; %s", root.shown(), takes)}
	}
	apiVersion, kind := root.str("apiVersion"), root.str("kind")
	switch {
	case len(root.fields) == 0:
		return nil, nil
	case kind == Kind:
		return []*value{root}, nil
	case kind == "ConfigMap" && apiVersion == "v1":
		return configMapLayers(root)
	case kind == "" || apiVersion == "":
		return nil, []diag.Diagnostic{wrong("", "The configuration lacks its kind or its apiVersion; %s", takes)}
	}
	return nil, []diag.Diagnostic{wrong("kind", "The configuration is a %s of %s; %s", clip(kind), clip(apiVersion), takes)}
}

func configMapLayers(root *value) ([]*value, []diag.Diagnostic) {
	var ds []diag.Diagnostic
	for _, name := range sortedKeys(root.fields) {
		if !slices.Contains([]string{"apiVersion", "kind", "metadata", "data", "immutable"}, name) {
			ds = append(ds, unknown(root.fields[name].path(), "data, which holds the fields of a ConfigMap"))
		}
	}
	data := root.fields["data"]
	switch {
	case data == nil || data.isNull():
		return nil, ds
	case data.shape != mapping:
		return nil, append(ds, wrong("data", "data is %s; it takes a mapping of paths to strings", data.shown()))
	}
	layers, more := dataLayers(data)
	return layers, append(ds, more...)
}

// dataLayers are the layers of a ConfigMap's data by key, so that a field of an object
// comes after the object itself, whatever the order in the text.
func dataLayers(data *value) ([]*value, []diag.Diagnostic) {
	var layers []*value
	var ds []diag.Diagnostic
	for _, key := range sortedKeys(data.fields) {
		v, path := data.fields[key], string(inData)+clip(key)
		short, long := strings.CutPrefix(key, string(inSpec))
		text, isString := v.plain.(string)
		switch {
		case len(ds) > maxProblems:
			return layers, ds
		case !isString:
			ds = append(ds, notText(v, path))
		case long && data.fields[short] != nil:
			ds = append(ds, wrong(path, "%s is the same field as data.%s; it takes one value", path, clip(short)))
		default:
			layer, more := assign(inData, key, text)
			ds = append(ds, more...)
			if layer != nil {
				layers = append(layers, layer)
			}
		}
	}
	return layers, ds
}

// notText is a value of a ConfigMap's data that is no string.
func notText(v *value, path string) diag.Diagnostic {
	d := wrong(path, "%s is %s%s; a ConfigMap takes strings, under paths such as istio.hosts", path, v.shown(), v.reading())
	if v.reading() != "" {
		d.Remedy = quoteIt(v)
	}
	return d
}

func sortedKeys(m map[string]*value) []string { return slices.Sorted(maps.Keys(m)) }
