package istio

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/graylane/graylane/pkg/parallel"
	"google.golang.org/protobuf/reflect/protoreflect"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// batch is how many resources one encoder writes. An encoder brings a large buffer of its own and keeps
// everything it has written as events, so neither one for each resource nor one for all is quick.
const batch = 32

// YAML is resources as YAML, each a document that ends in a line break. Equal resources give equal bytes:
// fields are in the order of their Kubernetes and Istio definitions, labels in alphabetical order.
func YAML(resources []Resource) ([][]byte, error) {
	batches := slices.Collect(slices.Chunk(resources, batch))
	texts, errs := make([][][]byte, len(batches)), make([]error, len(batches))
	parallel.For(len(batches), func(i int) { texts[i], errs[i] = write(batches[i]) })
	return slices.Concat(texts...), errors.Join(errs...)
}

func write(resources []Resource) ([][]byte, error) {
	const separator = "---\n"
	var buffer bytes.Buffer
	encoder := yaml.NewEncoder(&buffer)
	encoder.SetIndent(2)
	encoder.CompactSeqIndent()
	ends := make([]int, len(resources))
	for i, r := range resources {
		if err := encoder.Encode(r.node()); err != nil {
			return nil, fmt.Errorf("writing %s: %w", r.Ref, err)
		}
		ends[i] = buffer.Len()
	}
	texts := make([][]byte, len(resources))
	start := 0
	for i, end := range ends {
		texts[i] = bytes.TrimPrefix(buffer.Bytes()[start:end], []byte(separator))
		start = end
	}
	return texts, nil
}

// node is the resource as a YAML tree, with the fields that are set.
func (r Resource) node() *yaml.Node {
	metadata := mapping(text("name"), text(r.Name))
	if r.Namespace != "" {
		metadata.Content = append(metadata.Content, text("namespace"), text(r.Namespace))
	}
	metadata.Content = append(metadata.Content, text("annotations"), textMap(r.annotations))
	return mapping(
		text("apiVersion"), text(r.APIVersion),
		text("kind"), text(r.Kind),
		text("metadata"), metadata,
		text("spec"), message(r.spec.ProtoReflect()),
	)
}

func mapping(content ...*yaml.Node) *yaml.Node {
	return &yaml.Node{Kind: yaml.MappingNode, Tag: yaml.NodeTagMap, Content: content}
}

// text is a string; the encoder puts those in quotes that YAML would read as something else.
func text(s string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: yaml.NodeTagString, Value: s}
}

func textMap(m map[string]string) *yaml.Node {
	n := mapping()
	for _, key := range sortedKeys(m) {
		n.Content = append(n.Content, text(key), text(m[key]))
	}
	return n
}

// message is the fields of a protobuf message that are set, under their JSON names, in the order of their
// numbers.
func message(m protoreflect.Message) *yaml.Node {
	type field struct {
		protoreflect.FieldDescriptor
		value protoreflect.Value
	}
	var fields []field
	m.Range(func(d protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		fields = append(fields, field{d, v})
		return true
	})
	slices.SortFunc(fields, func(a, b field) int { return cmp.Compare(a.Number(), b.Number()) })
	n := mapping()
	for _, f := range fields {
		n.Content = append(n.Content, text(f.JSONName()), value(f.FieldDescriptor, f.value))
	}
	return n
}

func value(d protoreflect.FieldDescriptor, v protoreflect.Value) *yaml.Node {
	switch {
	case d.IsList():
		n := &yaml.Node{Kind: yaml.SequenceNode, Tag: yaml.NodeTagSeq}
		for i := range v.List().Len() {
			n.Content = append(n.Content, single(d, v.List().Get(i)))
		}
		return n
	case d.IsMap():
		m := map[string]string{}
		v.Map().Range(func(k protoreflect.MapKey, v protoreflect.Value) bool {
			m[k.String()] = v.String()
			return true
		})
		return textMap(m)
	}
	return single(d, v)
}

// single is one value of the kinds that generated resources have: messages, numbers and strings.
func single(d protoreflect.FieldDescriptor, v protoreflect.Value) *yaml.Node {
	switch d.Kind() {
	case protoreflect.MessageKind:
		return message(v.Message())
	case protoreflect.Uint32Kind:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: yaml.NodeTagInt, Value: strconv.FormatUint(v.Uint(), 10)}
	case protoreflect.StringKind:
		return text(v.String())
	}
	panic(fmt.Sprintf("istio: no generated resource has a field of kind %s (%s)", d.Kind(), d.FullName()))
}
