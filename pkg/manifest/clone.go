package manifest

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/model"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// Change is what is different in the copy of a Deployment.
type Change struct {
	Name    string
	Label   string // the version label
	Version string // its value in the copy
	// Env are new values of variables, by their paths, as spec.template.spec.containers[0].env[2].value.
	Env map[string]string
}

// Copy is the copy of a Deployment.
type Copy struct{ root *yaml.Node }

// Clone copies the Deployment of a node: all of its data, but for what another object must have of its own. That is its name,
// its version in the labels of its pods and in its selector, in its own labels where they have the same version, one
// replica, and what Change says; and what the API server and those who apply objects know of the original is left out. It
// keeps no reference to n.
func Clone(n *yaml.Node, change Change) (Copy, error) {
	root := rootOf(n)
	tree := root.plain()
	if root.exhausted() || tree.Kind != yaml.MappingNode {
		return Copy{}, fmt.Errorf("copying %s: its aliases stand for more than graylane reads", root.get("metadata", "name").text())
	}
	remove(tree, "status")
	own := root.get("spec", "template", "metadata", "labels").labels()
	rename(within(tree, "metadata"), own[change.Label], change)
	version := textNode(change.Version)
	spec := within(tree, "spec")
	set(spec, "replicas", &yaml.Node{Kind: yaml.ScalarNode, Tag: yaml.NodeTagInt, Value: "1"})
	set(within(spec, "template", "metadata", "labels"), change.Label, version)
	reselect(spec, change)
	for _, path := range slices.Sorted(maps.Keys(change.Env)) {
		if err := replace(tree, path, textNode(change.Env[path])); err != nil {
			return Copy{}, err
		}
	}
	copied := Copy{tree}
	_, err := copied.YAML(nil)
	return copied, err
}

// CloneText is Clone for the object of a text, one YAML document.
func CloneText(text []byte, change Change) (Copy, error) {
	var n yaml.Node
	if err := yaml.Unmarshal(text, &n); err != nil {
		return Copy{}, err
	}
	return Clone(&n, change)
}

// rename makes metadata that of the copy.
func rename(metadata *yaml.Node, version string, change Change) {
	for _, key := range []string{"uid", "resourceVersion", "creationTimestamp", "generation", "managedFields", "ownerReferences", "selfLink"} {
		remove(metadata, key)
	}
	set(metadata, "name", textNode(change.Name))
	if i := indexOf(metadata, "labels"); i >= 0 {
		labels := metadata.Content[i+1]
		if j := indexOf(labels, change.Label); j >= 0 && labels.Content[j+1].Value == version {
			labels.Content[j+1] = textNode(change.Version)
		}
	}
	if i := indexOf(metadata, "annotations"); i >= 0 {
		annotations := metadata.Content[i+1]
		for j := len(annotations.Content) - 2; j >= 0; j -= 2 {
			if key := annotations.Content[j].Value; ofOriginal(key) {
				remove(annotations, key)
			}
		}
	}
	set(within(metadata, "annotations"), model.OwnerAnnotation, textQuoted("true"))
}

// ofOriginal tells whether an annotation says something of the original alone.
func ofOriginal(annotation string) bool {
	switch annotation {
	case "kubectl.kubernetes.io/last-applied-configuration", "deployment.kubernetes.io/revision",
		"argocd.argoproj.io/tracking-id", "argocd.argoproj.io/installation-id": // by which Argo CD knows what it applied
		return true
	}
	return model.Bookkeeping(annotation)
}

// reselect makes the selector of a Deployment that of its pods alone: the selectors of two must not overlap, and Kubernetes
// does not prevent it (https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector). One without a selector
// gets all labels of its pods, as its first API versions had it.
func reselect(spec *yaml.Node, change Change) {
	selector := within(spec, "selector")
	if len(selector.Content) == 0 {
		labels := within(spec, "template", "metadata", "labels")
		set(selector, "matchLabels", node{labels, new(leastSteps)}.plain())
		return
	}
	set(within(selector, "matchLabels"), change.Label, textNode(change.Version))
	i := indexOf(selector, "matchExpressions")
	if i < 0 {
		return
	}
	expressions := selector.Content[i+1]
	expressions.Content = slices.DeleteFunc(expressions.Content, func(e *yaml.Node) bool {
		j := -1
		if e.Kind == yaml.MappingNode {
			j = indexOf(e, "key")
		}
		return j >= 0 && e.Content[j+1].Value == change.Label
	})
	if len(expressions.Content) == 0 {
		remove(selector, "matchExpressions")
	}
}

// replace gives the field at a path another value.
func replace(tree *yaml.Node, path string, value *yaml.Node) error {
	for _, key := range strings.Split(path, ".") {
		key, index, listed := strings.Cut(strings.TrimSuffix(key, "]"), "[")
		i := indexOf(tree, key)
		if tree.Kind != yaml.MappingNode || i < 0 {
			return fmt.Errorf("copying: there is no field %s", path)
		}
		tree = tree.Content[i+1]
		if listed {
			number, err := strconv.Atoi(index)
			if err != nil || tree.Kind != yaml.SequenceNode || number >= len(tree.Content) {
				return fmt.Errorf("copying: there is no field %s", path)
			}
			tree = tree.Content[number]
		}
	}
	*tree = *value
	return nil
}

// YAML is the copy as a document in block style that ends in a line break, with some more annotations. Equal copies give
// equal bytes.
func (c Copy) YAML(annotations map[string]string) ([]byte, error) {
	tree := deep(c.root)
	for _, key := range slices.Sorted(maps.Keys(annotations)) {
		set(within(tree, "metadata", "annotations"), key, textQuoted(annotations[key]))
	}
	return encode(tree)
}

// deep is a copy of a plain tree.
func deep(n *yaml.Node) *yaml.Node {
	out := *n
	out.Content = make([]*yaml.Node, len(n.Content))
	for i, c := range n.Content {
		out.Content[i] = deep(c)
	}
	return &out
}

// textQuoted is a string in double quotes.
func textQuoted(value string) *yaml.Node {
	n := textNode(value)
	n.Style = yaml.DoubleQuotedStyle
	return n
}
