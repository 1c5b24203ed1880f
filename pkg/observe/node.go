package observe

import (
	"maps"
	"slices"
	"strconv"

	"github.com/graylane/graylane/pkg/api"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// nodeOf is a call as YAML: a line for the caller, one for the callee, and one for each other field.
func nodeOf(c *api.ObservedCall) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode}
	from := &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle}
	put(from, "namespace", text(c.From.Namespace))
	put(from, "workload", text(c.From.Workload))
	put(from, "labels", labelsNode(c.From.Labels))
	put(from, "version", text(c.From.Version))
	to := &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle}
	put(to, "namespace", text(c.To.Namespace))
	put(to, "service", text(c.To.Service))
	put(to, "port", number(int64(c.To.Port)))
	put(to, "version", text(c.To.Version))
	put(n, "from", from)
	put(n, "to", to)
	put(n, "protocol", text(c.Protocol))
	put(n, "requests", number(c.Requests))
	put(n, "window", text(c.Window))
	put(n, "first", moment(c.First))
	put(n, "last", moment(c.Last))
	put(n, "source", text(c.Source))
	put(n, "stale", truth(c.Stale))
	put(n, "note", text(c.Note))
	return n
}

// labelsNode is labels in order; nil for none.
func labelsNode(labels map[string]string) *yaml.Node {
	if len(labels) == 0 {
		return nil
	}
	n := &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle}
	for _, key := range slices.Sorted(maps.Keys(labels)) {
		put(n, key, text(labels[key]))
	}
	return n
}

// put sets a field of a mapping, at its end if it is new. A nil value takes it out.
func put(n *yaml.Node, field string, value *yaml.Node) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value != field {
			continue
		}
		if value == nil {
			n.Content = slices.Delete(n.Content, i, i+2)
		} else if old := n.Content[i+1]; old.Value != value.Value || value.Kind != yaml.ScalarNode {
			value.LineComment = old.LineComment
			n.Content[i+1] = value
		}
		return
	}
	if value != nil {
		n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: yaml.NodeTagString, Value: field}, value)
	}
}

// get is a field of a mapping; nil where there is none.
func get(n *yaml.Node, field string) *yaml.Node {
	for i := 0; n != nil && n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == field {
			return n.Content[i+1]
		}
	}
	return nil
}

func scalar(tag, value string) *yaml.Node {
	if value == "" {
		return nil
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: value}
}

func text(value string) *yaml.Node { return scalar(yaml.NodeTagString, value) }

// moment is a time without quotation marks.
func moment(value string) *yaml.Node { return scalar("!!timestamp", value) }

func number(value int64) *yaml.Node {
	if value == 0 {
		return nil
	}
	return scalar(yaml.NodeTagInt, strconv.FormatInt(value, 10))
}

func truth(value bool) *yaml.Node {
	if !value {
		return nil
	}
	return scalar(yaml.NodeTagBool, "true")
}
