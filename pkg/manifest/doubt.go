package manifest

import (
	"slices"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// labels reads labels or a selector that graylane relies on, and reports the values that Kubernetes will
// not take as they stand.
func (r *reader) labels(n node, field string) model.Labels {
	n.each(func(key string, value node) {
		at := field + "." + key
		switch {
		case !value.isString():
			r.report(diag.New(diag.InputWrongType, r.object.Ref, at, shown(value)).In(at))
		case isPlaceholder(value.Value):
			r.report(diag.New(diag.InputPlaceholder, r.object.Ref, at, value.Value).In(at))
		}
	})
	return n.labels()
}

// isString tells whether Kubernetes reads n as a string. It reads timestamps as strings
// (https://github.com/go-yaml/yaml/blob/v2.4.0/decode.go, "for backward compatibility reasons"), and the words of YAML 1.1 for
// true and false, where they are not quoted, as booleans (resolve.go there).
func (n node) isString() bool {
	if n.Node == nil || n.Kind != yaml.ScalarNode || n.Style == 0 && isBoolean(n.Value) {
		return false
	}
	return n.Tag == yaml.NodeTagString || n.Tag == "!!timestamp"
}

// isBoolean tells whether a plain scalar is true or false in YAML 1.1, and a string in YAML 1.2.
func isBoolean(plain string) bool {
	switch plain {
	case "y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No", "NO", "off", "Off", "OFF":
		return true
	}
	return false
}

func isPlaceholder(value string) bool { return strings.Contains(value, "${") }

// shown is a value that is no string, for a message.
func shown(value node) string {
	switch {
	case value.Node == nil:
		return "null"
	case value.text() == "":
		return "a mapping or a list"
	}
	return value.text()
}

func (r *reader) report(d diag.Diagnostic) {
	r.diagnostics = append(r.diagnostics, d.At(r.object.Place))
}

// duplicateKeys reports the keys that stand twice in one mapping; the last value counts.
func duplicateKeys(o *model.Object, root node) []diag.Diagnostic {
	if root.Node == nil || !anyRepeated(root.Node) {
		return nil
	}
	var ds []diag.Diagnostic
	var walk func(n *yaml.Node, path string)
	walk = func(n *yaml.Node, path string) {
		for i, c := range n.Content {
			if n.Kind == yaml.SequenceNode {
				walk(c, path+"["+strconv.Itoa(i)+"]")
			} else if i%2 == 1 {
				walk(c, path+"."+n.Content[i-1].Value)
			}
		}
		for _, key := range repeatedKeys(n) {
			field := strings.TrimPrefix(path+"."+key.Value, ".")
			ds = append(ds, diag.New(diag.InputDuplicateKey, o.Ref, field).In(field).At(lineOf(o, key)))
		}
	}
	walk(root.Node, "")
	return ds
}

// anyRepeated tells whether a key is repeated anywhere below n; it spares duplicateKeys the paths.
func anyRepeated(n *yaml.Node) bool {
	return len(repeatedKeys(n)) > 0 || slices.ContainsFunc(n.Content, anyRepeated)
}

// repeatedKeys are the keys of a mapping that stand in it before.
func repeatedKeys(n *yaml.Node) []*yaml.Node {
	if n.Kind != yaml.MappingNode {
		return nil
	}
	var repeated []*yaml.Node
	const few = 16 // up to so many keys, comparing each with each is quicker than a set
	seen := map[string]bool{}
	for i := 0; i < len(n.Content); i += 2 {
		key := n.Content[i]
		known := false
		if len(n.Content) <= 2*few {
			for j := 0; j < i && !known; j += 2 {
				known = n.Content[j].Value == key.Value
			}
		} else {
			known = seen[key.Value]
			seen[key.Value] = true
		}
		if known {
			repeated = append(repeated, key)
		}
	}
	return repeated
}

// lineOf is the place of a node of o. Lines count from the object's own first line.
func lineOf(o *model.Object, n *yaml.Node) diag.Place {
	place := o.Place
	if place.Line > 0 {
		place.Line += n.Line - 1
	}
	return place
}
