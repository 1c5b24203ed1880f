package configfile

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/graylane/graylane/pkg/setting"
)

// errDepth is of a tree that is too deep.
var errDepth = errors.New("too deep")

// readJSON reads JSON: one value, or several behind one another.
func readJSON(text string) ([]setting.Group, bool) {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var roots []*node
	for {
		root, err := jsonValue(decoder, maxDepth)
		if errors.Is(err, io.EOF) {
			return readDocuments(roots)
		}
		if err != nil {
			return nil, false
		}
		roots = append(roots, root)
	}
}

// jsonValue is the next value of a stream, which may be so deep.
func jsonValue(d *json.Decoder, depth int) (*node, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch v := token.(type) {
	case json.Delim:
		if depth == 0 {
			return nil, errDepth
		}
		return jsonEntries(d, v, depth-1)
	case string:
		return &node{kind: scalar, text: v}, nil
	case json.Number:
		return &node{kind: scalar, text: v.String()}, nil
	case bool:
		if v {
			return &node{kind: scalar, text: "true"}, nil
		}
		return &node{kind: scalar, text: "false"}, nil
	}
	return &node{}, nil
}

// jsonEntries is the object or array that has just been opened.
func jsonEntries(d *json.Decoder, opened json.Delim, depth int) (*node, error) {
	out := &node{kind: mapping}
	if opened == '[' {
		out.kind = list
	}
	for d.More() {
		e := entry{index: len(out.entries)}
		if out.kind == mapping {
			key, err := d.Token()
			if err != nil {
				return nil, err
			}
			e.index = -1
			e.key, _ = key.(string)
		}
		var err error
		if e.node, err = jsonValue(d, depth); err != nil {
			return nil, inside(err)
		}
		out.entries = append(out.entries, e)
	}
	_, err := d.Token()
	return out, inside(err)
}

// inside is an error within a value, where the end of the text is none of the stream.
func inside(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
