package krm

import (
	"fmt"
	"slices"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

const (
	group    = "config.kubernetes.io/"
	otherUse = "to read manifests use graylane build -"
)

// setHeader checks the top level of a list, but for the items, and keeps its functionConfig.
func (l *List) setHeader(root *yaml.Node) error {
	if err := checkKind(root); err != nil {
		return err
	}
	if err := checkKeys(root); err != nil {
		return err
	}
	if i := keyIndex(root, "results"); i >= 0 {
		rest := append(slices.Clone(root.Content[:i]), root.Content[i+2:]...)
		if alias := aliasInto(rest, root.Content[i:i+2]); alias != nil {
			return fmt.Errorf("line %d: the alias *%s refers into results, which is written anew", alias.Line, alias.Value)
		}
	}
	return l.setConfig(valueOf(root, "functionConfig"))
}

func checkKind(root *yaml.Node) error {
	kind, version := valueOf(root, "kind"), valueOf(root, "apiVersion")
	switch {
	case kind == nil || kind.Kind != yaml.ScalarNode:
		return fmt.Errorf("the input has no kind, so it is not a ResourceList; %s", otherUse)
	case kind.Value != "ResourceList":
		return fmt.Errorf("line %d: this is a %s, not a ResourceList; %s", kind.Line, quoted(kind.Value), otherUse)
	case version == nil || version.Kind != yaml.ScalarNode:
		return fmt.Errorf("the ResourceList has no apiVersion; graylane reads %sv1", group)
	case !slices.Contains([]string{group + "v1", group + "v1beta1", group + "v1alpha1"}, version.Value):
		return fmt.Errorf("line %d: the ResourceList's apiVersion is %s; graylane reads %sv1",
			version.Line, quoted(version.Value), group)
	}
	return nil
}

// quoted is a string of the input in an error: short, and on one line.
func quoted(s string) string {
	const longest = 100
	if runes := []rune(s); len(runes) > longest {
		s = string(runes[:longest]) + "…"
	}
	if strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
		return fmt.Sprintf("%q", s)
	}
	return s
}

// checkKeys finds a top-level key that is given twice: it would be a guess which of the two counts.
func checkKeys(root *yaml.Node) error {
	seen := map[string]bool{}
	for i := 0; i < len(root.Content); i += 2 {
		key := root.Content[i]
		if seen[key.Value] {
			return fmt.Errorf("line %d: the ResourceList has the key %s twice", key.Line, quoted(key.Value))
		}
		seen[key.Value] = true
	}
	return nil
}

// setConfig keeps the functionConfig as a text of its own.
func (l *List) setConfig(config *yaml.Node) error {
	if config == nil {
		return nil
	}
	text, err := encode(config)
	if err == nil {
		_, err = parse(text)
	}
	if err != nil {
		return fmt.Errorf("line %d: the functionConfig cannot be read on its own: %w", config.Line, err)
	}
	l.config = text
	return nil
}
