package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// jsonValues splits a chunk of JSON objects that follow each other, as kubectl prints them.
// Any other chunk, and what is not JSON to its end, stays whole.
func jsonValues(c chunk) []chunk {
	if text := bytes.TrimLeft(c.text, " \t\r\n"); len(text) == 0 || text[0] != '{' {
		return []chunk{c}
	}
	var values []chunk
	for d := json.NewDecoder(bytes.NewReader(c.text)); ; {
		var raw json.RawMessage
		err := d.Decode(&raw)
		if errors.Is(err, io.EOF) {
			return values
		}
		if err != nil {
			return []chunk{c}
		}
		before := c.text[:int(d.InputOffset())-len(raw)]
		values = append(values, chunk{yamlOf(raw), c.line + bytes.Count(before, []byte("\n"))})
	}
}

// yamlOf is a JSON value as it stands, unless it has escapes that YAML parsers reject
// (surrogate pairs, \/): then it is encoded anew without them, in one line.
func yamlOf(raw []byte) []byte {
	var n yaml.Node
	if yaml.Unmarshal(raw, &n) == nil {
		return raw
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var value any
	if err := d.Decode(&value); err != nil {
		return raw
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return raw
	}
	return out.Bytes()
}

// jsonItems are the texts of the items of a list in JSON; nil when it is not JSON.
func jsonItems(text []byte) []chunk {
	var list struct{ Items []json.RawMessage }
	if json.Unmarshal(text, &list) != nil {
		return nil
	}
	chunks := make([]chunk, len(list.Items))
	for i, raw := range list.Items {
		chunks[i] = chunk{text: raw}
	}
	return chunks
}
