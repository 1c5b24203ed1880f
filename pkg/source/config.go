package source

import (
	"path/filepath"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// configs are the function configs of graylane itself among the transformers of some layers, in their order.
func (o *overlay) configs(layers []*layer) ([]Document, error) {
	var out []Document
	for _, l := range layers {
		for _, e := range l.entries {
			if e.list != transformers {
				continue
			}
			found, err := o.configsIn(l, e)
			if err != nil {
				return nil, err
			}
			out = append(out, found...)
		}
	}
	return out, nil
}

// configsIn gives the configs of one entry their text as it stands, if its documents and
// members correspond.
func (o *overlay) configsIn(l *layer, e entry) ([]Document, error) {
	place := diag.Place{File: o.nameOf(l, e)}
	documents := parse(e.content, place.File).documents
	var out []Document
	for i, m := range e.members {
		if m.owner != graylanes {
			continue
		}
		if len(documents) == len(e.members) {
			d := documents[i]
			if e.inline {
				d.Place.Line = max(0, d.Place.Line+inlineLine(l, e)-1)
			}
			out = append(out, d)
			continue
		}
		text, err := m.AsYAML()
		if err != nil {
			return nil, err
		}
		place.Index = i
		out = append(out, Document{Text: text, Place: place})
	}
	return out, nil
}

// inlineLine is the line of the kustomization file on which an inline entry begins.
func inlineLine(l *layer, e entry) int {
	n, err := root(l.content)
	if err != nil || n == nil {
		return 0
	}
	list := valueAt(n, listNames()[e.list])
	if list == nil || e.index >= len(list.Content) {
		return 0
	}
	text := list.Content[e.index]
	if text.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return text.Line + 1 // the line of | or > is not part of the text
	}
	return text.Line
}

// nameOf is the name of the file, for people, that an entry stands in or leads to.
func (o *overlay) nameOf(l *layer, e entry) string {
	switch {
	case e.file == "" && strings.Contains(e.source, "\n"):
		return o.name(l.path) // the text may be that of a Secret
	case e.file == "":
		return o.name(l.path) + ": " + e.source
	}
	return o.name(e.file)
}

// name is a path as the user would write it, beginning with the directory that was named.
func (o *overlay) name(path string) string {
	relative, err := filepath.Rel(o.root.String(), path)
	if err != nil {
		return path
	}
	return filepath.Join(o.dir, relative)
}
