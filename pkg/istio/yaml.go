package istio

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// YAML is the resource as a YAML document in block style that ends in a line break. Equal resources give equal
// bytes: fields are in the order of their Kubernetes and Istio definitions, labels in alphabetical order, and only
// those that are set.
//
// It is written here, and not by a YAML encoder, since encoding took a quarter of a large run. Messages hold messages,
// numbers and strings alone; how strings are quoted is all there is to get wrong (see appendText). What others wrote stands
// as a tree (see writer.entry).
func (r Resource) YAML() []byte {
	var w writer
	w.pair(0, "apiVersion", r.APIVersion)
	w.pair(0, "kind", r.Kind)
	w.key(0, "metadata")
	w.pair(2, "name", r.Name)
	if r.Namespace != "" && !r.assumed() {
		w.pair(2, "namespace", r.Namespace)
	}
	if len(r.labels) > 0 {
		w.key(2, "labels")
		w.texts(4, r.labels)
	}
	w.key(2, "annotations")
	w.texts(4, r.annotations)
	w.entry(0, "spec", r.spec)
	return w.out
}

// writer writes lines of block-style YAML. Every method takes the indentation of the lines that it writes.
type writer struct{ out []byte }

func (w *writer) margin(indent int) {
	for range indent {
		w.out = append(w.out, ' ')
	}
}

// key begins a mapping or a list on the lines that follow.
func (w *writer) key(indent int, key string) {
	w.margin(indent)
	w.out = append(appendText(w.out, key), ":\n"...)
}

// longestKey is how many bytes a key may have to stand without a question mark: YAML looks no further than 1024
// characters for its colon, and an escape may have ten.
const longestKey = 100

func (w *writer) pair(indent int, key, value string) {
	w.name(indent, key)
	w.out = append(appendText(append(w.out, ' '), value), '\n')
}

// name writes a key and its colon, after which a value may follow on the line or on the next ones.
func (w *writer) name(indent int, key string) {
	w.margin(indent)
	if len(key) > longestKey {
		w.out = append(appendText(append(w.out, "? "...), key), '\n')
		w.margin(indent)
	} else {
		w.out = appendText(w.out, key)
	}
	w.out = append(w.out, ':')
}

// texts writes a map in the order of its keys.
func (w *writer) texts(indent int, m map[string]string) {
	for _, key := range slices.Sorted(maps.Keys(m)) {
		w.pair(indent, key, m[key])
	}
}

// message writes the fields of a protobuf message that are set, under their JSON names, in the order of their
// numbers.
func (w *writer) message(indent int, m protoreflect.Message) {
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
	for _, f := range fields {
		w.field(indent, f.FieldDescriptor, f.value)
	}
}

func (w *writer) field(indent int, d protoreflect.FieldDescriptor, v protoreflect.Value) {
	switch {
	case d.IsList():
		w.key(indent, d.JSONName())
		for i := range v.List().Len() {
			w.item(indent, d, v.List().Get(i))
		}
	case d.IsMap():
		w.key(indent, d.JSONName())
		w.entries(indent+2, d, v.Map())
	case d.Kind() == protoreflect.MessageKind:
		w.key(indent, d.JSONName())
		w.message(indent+2, v.Message())
	default:
		w.margin(indent)
		w.out = append(append(w.out, d.JSONName()...), ": "...)
		w.out = append(appendScalar(w.out, d, v), '\n')
	}
}

// entries writes a map of strings or messages in the order of its keys.
func (w *writer) entries(indent int, d protoreflect.FieldDescriptor, m protoreflect.Map) {
	var keys []string
	m.Range(func(k protoreflect.MapKey, _ protoreflect.Value) bool {
		keys = append(keys, k.String())
		return true
	})
	slices.Sort(keys)
	for _, key := range keys {
		v := m.Get(protoreflect.ValueOfString(key).MapKey())
		if d.MapValue().Kind() == protoreflect.MessageKind {
			w.key(indent, key)
			w.message(indent+2, v.Message())
		} else {
			w.pair(indent, key, v.String())
		}
	}
}

// item writes an element of a list. A message's first line gets the hyphen in its margin.
func (w *writer) item(indent int, d protoreflect.FieldDescriptor, v protoreflect.Value) {
	start := len(w.out)
	if d.Kind() == protoreflect.MessageKind {
		w.message(indent+2, v.Message())
		w.out[start+indent] = '-'
		return
	}
	w.margin(indent)
	w.out = append(w.out, "- "...)
	w.out = append(appendScalar(w.out, d, v), '\n')
}

// appendScalar writes a value of the kinds that generated resources have: numbers and strings.
func appendScalar(out []byte, d protoreflect.FieldDescriptor, v protoreflect.Value) []byte {
	switch d.Kind() {
	case protoreflect.Int32Kind:
		return strconv.AppendInt(out, v.Int(), 10)
	case protoreflect.Uint32Kind:
		return strconv.AppendUint(out, v.Uint(), 10)
	case protoreflect.StringKind:
		return appendText(out, v.String())
	}
	panic(fmt.Sprintf("istio: no generated resource has a field of kind %s (%s)", d.Kind(), d.FullName()))
}

// appendText writes a string. It stands plain if it begins with a letter, has nothing but letters, digits and
// ./_- and is no word that YAML 1.1 or 1.2 reads as something else; else in double quotes, with escapes that are
// YAML's too (https://yaml.org/spec/1.2.2/#57-escaped-characters).
func appendText(out []byte, s string) []byte {
	if isPlain(s) {
		return append(out, s...)
	}
	return strconv.AppendQuote(out, s)
}

func isPlain(s string) bool {
	for i := range len(s) {
		letter := s[i] >= 'a' && s[i] <= 'z' || s[i] >= 'A' && s[i] <= 'Z'
		digit := s[i] >= '0' && s[i] <= '9'
		if !letter && (i == 0 || !digit && strings.IndexByte("./_-", s[i]) < 0) {
			return false
		}
	}
	switch strings.ToLower(s) {
	case "", "y", "n", "yes", "no", "on", "off", "true", "false", "null":
		return false
	}
	return true
}
