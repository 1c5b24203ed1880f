package locate

import (
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/source"
)

// Locator knows the documents of an input by the objects in them. The zero value knows none.
type Locator struct {
	documents map[key]source.Document
	originals map[place]source.Document // for findings about copies, which have the place of the original
	origins   source.Origins
}

// place is where the stages say that an object stands.
type place struct {
	file  string
	index int
}

// key is an object at a place: of repeated objects each has one of its own.
type key struct {
	diag.Ref
	place
}

// Add adds a document: findings about an object at a place are about it.
func (l *Locator) Add(d source.Document, object diag.Ref, p diag.Place) {
	if l.documents == nil {
		l.documents, l.originals = map[key]source.Document{}, map[place]source.Document{}
	}
	at := place{p.File, p.Index}
	l.documents[key{object, at}], l.originals[at] = d, d
}

// document is the one that a finding is about.
func (l *Locator) document(d diag.Diagnostic) (found source.Document, known bool) {
	at := place{d.Place.File, d.Place.Index}
	if found, known = l.documents[key{d.Object, at}]; !known && d.Object != (diag.Ref{}) {
		found, known = l.originals[at]
	}
	return found, known
}

// Place is the file in which the object of a finding was written, and the line of its field there; of a field that is not there
// the line around it. Where nothing better is known it is the finding's own place: of a finding about no object or about one
// that is in no document, and of an object on standard input whose annotations name a file.
func (l *Locator) Place(d diag.Diagnostic) diag.Place {
	document, known := l.document(d)
	at := document.Place
	switch {
	case !known, at.File == source.Stdin && d.Place.File != source.Stdin:
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
	return at
}
