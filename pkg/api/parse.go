package api

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/yaml"

	"github.com/graylane/graylane/pkg/diag"
)

// Limits of a configuration. They are far above any real one; they keep a hostile one from
// taking memory and time without end.
const (
	maxBytes    = 1 << 20
	maxDepth    = 64
	maxValues   = 200_000 // aliases expanded
	maxProblems = 100
)

// parse reads one YAML document whose values stand below path. The value is nil where the
// text holds no document, or none that can be read; the latter comes with a diagnostic.
func parse(text []byte, path string) (*value, []diag.Diagnostic) {
	if len(text) > maxBytes {
		return nil, []diag.Diagnostic{wrong(path, "%s has %d bytes; the limit is %d", subject(path), len(text), maxBytes)}
	}
	docs, err := documents(text)
	if err != nil {
		return nil, []diag.Diagnostic{wrong(path, "%s is no YAML: %s", subject(path), clip(strings.TrimPrefix(err.Error(), "yaml: ")))}
	}
	if len(docs) == 0 {
		return nil, nil
	}
	if len(docs) > 1 {
		return nil, []diag.Diagnostic{wrong(path, "%s holds more than one YAML document", subject(path))}
	}
	b := &builder{limit: maxValues}
	v := b.build(docs[0], &value{name: path}, 0)
	if b.stopped {
		return nil, b.problems
	}
	return v, b.problems
}

// documents are the first two documents of text that are not null.
func documents(text []byte) ([]*yaml.Node, error) {
	var docs []*yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(text))
	for len(docs) < 2 {
		var doc yaml.Node
		err := dec.Decode(&doc)
		if errors.Is(err, io.EOF) {
			return docs, nil
		}
		if err != nil {
			return nil, err
		}
		if len(doc.Content) == 1 && doc.Content[0].ShortTag() != yaml.NodeTagNull {
			docs = append(docs, doc.Content[0])
		}
	}
	return docs, nil
}

// wrong is a ConfigInvalid about the field at path; the format is a sentence without its full stop.
func wrong(path, format string, args ...any) diag.Diagnostic {
	return diag.New(diag.ConfigInvalid, diag.Ref{}, fmt.Sprintf(format, args...)).In(path)
}

// subject is a path as the subject of a sentence.
func subject(path string) string {
	if path == "" {
		return "The configuration"
	}
	return path
}
