package locate

import (
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/source"
)

// Locator knows the documents of an input by the objects in them. The zero value knows none.
type Locator struct {
	documents map[key]source.Document
	origins   source.Origins
}

// key is an object, and where the stages say that it stands: of repeated objects each has a place of its own.
type key struct {
	diag.Ref
	file  string
	index int
}

func keyOf(object diag.Ref, p diag.Place) key { return key{object, p.File, p.Index} }

// Add adds a document: findings about an object at a place are about it.
func (l *Locator) Add(d source.Document, object diag.Ref, p diag.Place) {
	if l.documents == nil {
		l.documents = map[key]source.Document{}
	}
	l.documents[keyOf(object, p)] = d
}

// Place is the file in which the object of a finding was written, and the line of its field there; of a field that is not there
// the line around it. Where nothing better is known it is the finding's own place: of a finding about no object or about one
// that is in no document, and of an object whose annotations name a file of a package that someone else has read.
func (l *Locator) Place(d diag.Diagnostic) diag.Place {
	document, known := l.documents[keyOf(d.Object, d.Place)]
	at := document.Place
	switch {
	case !known, at.File != d.Place.File:
		return d.Place
	case document.Kustomization != "":
		written := l.origins.Find(document)
		at = written.Place
		if len(written.Text) > 0 && !written.Rewritten {
			at.Line += manifest.LineIn(written.Text, document.Text, d.Field) - 1
		}
	case d.Place.Line > at.Line:
		return d.Place // it is that of the field already
	case at.Line > 0 && !document.Rewritten:
		at.Line += manifest.Line(document.Text, d.Field) - 1
	}
	return diag.Place{File: at.File, Index: d.Place.Index, Line: at.Line}
}
