package api

import (
	"math"
	"slices"
	"strings"
	"time"

	"sigs.k8s.io/kustomize/kyaml/yaml"

	"github.com/graylane/graylane/pkg/diag"
)

// builder turns YAML nodes into values, within the limits.
type builder struct {
	limit    int // of values, aliases expanded
	built    int
	problems []diag.Diagnostic
	stopped  bool // the values are not complete
}

func (b *builder) wrong(path, format string, args ...any) {
	b.problems = append(b.problems, wrong(path, format, args...))
	b.stopped = b.stopped || len(b.problems) > maxProblems
}

func (b *builder) giveUp(format string, args ...any) {
	b.wrong("", format, args...)
	b.stopped = true
}

// build fills v, whose place is known, from n and returns it.
func (b *builder) build(n *yaml.Node, v *value, depth int) *value {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	b.built++
	switch {
	case b.stopped:
	case depth > maxDepth:
		b.giveUp("The configuration is nested deeper than %d levels", maxDepth)
	case b.built > b.limit:
		b.giveUp("The configuration holds more than %d values, aliases expanded", b.limit)
	case n.Kind == yaml.MappingNode:
		b.mapping(n, v, depth)
	case n.Kind == yaml.SequenceNode:
		v.shape = list
		for i, item := range n.Content {
			v.items = append(v.items, b.build(item, &value{parent: v, name: indexStep(i)}, depth+1))
		}
	default:
		b.scalar(n, v)
	}
	return v
}

func (b *builder) mapping(n *yaml.Node, v *value, depth int) {
	v.shape, v.fields = mapping, map[string]*value{}
	lines := map[string]int{}
	for pair := range slices.Chunk(n.Content, 2) {
		name, ok := b.key(pair[0], v)
		if !ok || b.stopped {
			continue
		}
		child := &value{parent: v, name: fieldStep(name)}
		if line, twice := lines[name]; twice {
			b.wrong(child.path(), "%s is given twice, in lines %d and %d", child.path(), line, pair[0].Line)
			continue
		}
		lines[name] = pair[0].Line
		v.fields[name] = b.build(pair[1], child, depth+1)
	}
}

// key is the name of a member of v. A merge key is none: YAML 1.2 has no such thing, so
// kubectl and editors disagree on it.
func (b *builder) key(n *yaml.Node, v *value) (string, bool) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	switch {
	case n.Kind != yaml.ScalarNode:
		b.wrong(v.path(), "%s has a key in line %d that is no text", subject(v.path()), n.Line)
		return "", false
	case n.ShortTag() == "!!merge":
		b.wrong(v.path(), "%s has a merge key (<<) in line %d; write the fields out", subject(v.path()), n.Line)
		return "", false
	}
	return n.Value, true
}

func (b *builder) scalar(n *yaml.Node, v *value) {
	v.text = n.Value
	if isYAML11Bool(n) {
		v.plain = strings.EqualFold(n.Value[:1], "y") || strings.EqualFold(n.Value, "on")
		return
	}
	var decoded any
	if err := n.Decode(&decoded); err != nil {
		b.wrong(v.path(), "%s is no valid %s", v.path(), n.ShortTag())
		return
	}
	switch decoded := decoded.(type) {
	case nil, bool, int, int64, uint64, string:
		v.plain = decoded
	case time.Time: // Kubernetes reads a bare date as a string
		v.plain = n.Value
	case float64:
		v.plain = decoded
		if math.IsNaN(decoded) || math.IsInf(decoded, 0) {
			v.plain = 0
			b.wrong(v.path(), "%s is %s, which no field takes", v.path(), n.Value)
		}
	default:
		b.wrong(v.path(), "%s has the YAML tag %s, which no field takes", v.path(), n.ShortTag())
	}
}

// isYAML11Bool tells whether n is one of the words that YAML 1.1 reads as a boolean and
// YAML 1.2 as a string. Kubernetes reads YAML 1.1 (https://yaml.org/type/bool.html).
func isYAML11Bool(n *yaml.Node) bool {
	words := []string{
		"y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO",
		"on", "On", "ON", "off", "Off", "OFF",
	}
	return n.Style == 0 && n.ShortTag() == yaml.NodeTagString && slices.Contains(words, n.Value)
}
