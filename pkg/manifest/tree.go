package manifest

import (
	"math"
	"strings"

	"github.com/graylane/graylane/pkg/model"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// tree is a mapping with all that is below it; nil when n is none or has nothing.
func (n node) tree() model.Tree {
	var out model.Tree
	n.each(func(key string, value node) {
		if out == nil {
			out = model.Tree{}
		}
		out[key] = value.value()
	})
	return out
}

// value is whatever n is, as [model.Tree] holds it; nil for a null.
func (n node) value() any {
	if n = n.resolved(); n.Node == nil {
		return nil
	}
	switch n.Kind {
	case yaml.MappingNode:
		if out := n.tree(); out != nil {
			return out
		}
		return model.Tree{}
	case yaml.SequenceNode:
		out := []any{}
		for _, element := range n.list() {
			out = append(out, element.value())
		}
		return out
	}
	return n.scalar()
}

// scalar is the value of a scalar as Kubernetes reads it: a boolean, a number, or else its text.
func (n node) scalar() any {
	var truth bool
	var whole int64
	var number float64
	switch {
	case n.isString():
		return n.Value
	case n.Tag == yaml.NodeTagBool && n.Decode(&truth) == nil:
		return truth
	case n.Tag == yaml.NodeTagInt && n.Decode(&whole) == nil:
		return whole
	case (n.Tag == yaml.NodeTagInt || n.Tag == yaml.NodeTagFloat) && n.Decode(&number) == nil && !math.IsInf(number, 0) && !math.IsNaN(number):
		return number
	case n.Style == 0 && isBoolean(n.Value):
		return isTrue(n.Value)
	}
	return n.Value
}

// isTrue tells which of the words of isBoolean stand for true: y, yes and on.
func isTrue(word string) bool {
	switch strings.ToLower(word) {
	case "y", "yes", "on":
		return true
	}
	return false
}
