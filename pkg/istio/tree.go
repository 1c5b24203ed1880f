package istio

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/graylane/graylane/pkg/model"
)

// entry writes a key and its value: of a type that a [model.Tree] holds, or a message, which may stand anywhere in a
// tree. The keys of a tree are in alphabetical order. What is empty is written too, since it means something where
// others wrote it: the header that need only be there, say.
func (w *writer) entry(indent int, key string, v any) {
	w.name(indent, key)
	if text, inline := appendInline(nil, v); inline {
		w.out = append(append(append(w.out, ' '), text...), '\n')
		return
	}
	w.out = append(w.out, '\n')
	if _, isList := v.([]any); !isList {
		indent += 2
	}
	w.block(indent, v)
}

// block writes a value that takes lines of its own.
func (w *writer) block(indent int, v any) {
	switch v := v.(type) {
	case model.Tree:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			w.entry(indent, key, v[key])
		}
	case []any:
		for _, element := range v {
			w.element(indent, element)
		}
	case proto.Message:
		w.message(indent, v.ProtoReflect())
	default:
		panic(fmt.Sprintf("istio: no tree holds a %T", v))
	}
}

// element writes one of a list. The first line of one that takes several gets the hyphen in its margin.
func (w *writer) element(indent int, v any) {
	start := len(w.out)
	if text, inline := appendInline(nil, v); inline {
		w.margin(indent)
		w.out = append(append(append(w.out, "- "...), text...), '\n')
		return
	}
	w.block(indent+2, v)
	w.out[start+indent] = '-'
}

// appendInline writes a value that stands on the line of its key; false for one that does not.
func appendInline(out []byte, v any) (text []byte, inline bool) {
	switch v := v.(type) {
	case nil:
		return append(out, "null"...), true
	case string:
		return appendText(out, v), true
	case bool:
		return strconv.AppendBool(out, v), true
	case int64:
		return strconv.AppendInt(out, v, 10), true
	case float64:
		return appendFloat(out, v), true
	case model.Tree:
		return append(out, "{}"...), len(v) == 0
	case []any:
		return append(out, "[]"...), len(v) == 0
	}
	return nil, false
}

// appendFloat writes a finite number so that YAML 1.1 and 1.2 read it as one: with a point, as 1.0e+30.
func appendFloat(out []byte, f float64) []byte {
	text := strconv.FormatFloat(f, 'g', -1, 64)
	mantissa, exponent, found := strings.Cut(text, "e")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	out = append(out, mantissa...)
	if found {
		out = append(append(out, 'e'), exponent...)
	}
	return out
}
