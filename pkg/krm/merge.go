package krm

import (
	"fmt"
	"maps"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// Existing is an item of a list.
type Existing struct {
	diag.Ref
	Annotations map[string]string
	// Text is the item as [List.Text] gives it. Merge reads it for the items that graylane owns.
	Text []byte
}

// Wanted is an object that graylane wants in a list.
type Wanted struct {
	diag.Ref
	// Beside is the path, in the package, of the file beside which a new object goes; empty for none.
	Beside string
}

// Writer writes the wanted objects, each with some more annotations, as [Edits] takes them. Both slices have one
// element for each wanted object, in order; where the annotations are nil no text is needed. Equal annotations
// give equal text.
type Writer func(annotations []map[string]string) ([][]byte, error)

// Conflict is a wanted object whose identity another's object has. Both are indices into the arguments of
// [Merge].
type Conflict struct{ Wanted, Existing int }

// identity is what makes two objects one to a cluster. The version is no part of it.
type identity struct{ group, kind, namespace, name string }

func identityOf(r diag.Ref) identity {
	group, _, found := strings.Cut(r.APIVersion, "/")
	if !found {
		group = ""
	}
	key := model.KeyOf(r.Namespace, r.Name)
	return identity{group, r.Kind, key.Namespace, key.Name}
}

// Merge decides what to change in a list so that it holds the wanted objects and no other ones that graylane
// owns. Group, kind, namespace and name identify an object.
//
//   - An own item that is wanted again keeps its position and the annotations of its host, its place among
//     them. If it is equal as data it is not touched at all.
//   - An own item that is not wanted, or is there twice, is removed.
//   - Other items are never touched. A wanted object that has the identity of one is a conflict, and not written.
//   - Any other wanted object is appended, in the given order, with the place of a file of its own beside
//     Wanted.Beside.
//
// Everything written carries the annotation that marks it as owned. Merging the same objects into the list that
// results changes nothing. Two wanted objects of one identity are an error.
func Merge(existing []Existing, wanted []Wanted, write Writer) (Edits, []Conflict, error) {
	m, err := newMerger(existing, wanted)
	if err != nil {
		return Edits{}, nil, err
	}
	annotations := make([]map[string]string, len(wanted))
	for i, w := range wanted {
		annotations[i] = m.annotations(i, w)
	}
	texts, err := write(annotations)
	if err != nil {
		return Edits{}, nil, err
	}
	for i, w := range wanted {
		if annotations[i] != nil {
			m.enter(w, texts[i])
		}
	}
	return m.edits, m.conflicts, nil
}

// merger is the state of one Merge.
type merger struct {
	existing  []Existing
	own       map[identity]int
	foreign   map[identity]int
	places    places
	edits     Edits
	conflicts []Conflict
}

func newMerger(existing []Existing, wanted []Wanted) (*merger, error) {
	m := &merger{
		existing: existing, own: map[identity]int{}, foreign: map[identity]int{}, places: places{},
		edits: Edits{Replace: map[int][]byte{}, Remove: map[int]bool{}},
	}
	isWanted := make(map[identity]bool, len(wanted))
	for _, w := range wanted {
		id := identityOf(w.Ref)
		if isWanted[id] {
			return nil, fmt.Errorf("%s is wanted twice", w.Ref)
		}
		isWanted[id] = true
	}
	for i, e := range existing {
		if !model.Owned(e.Annotations) {
			m.note(m.foreign, i)
		}
	}
	for i, e := range existing {
		id := identityOf(e.Ref)
		_, isForeign := m.foreign[id]
		if model.Owned(e.Annotations) && (isForeign || !isWanted[id] || !m.note(m.own, i)) {
			m.edits.Remove[i] = true
		} else {
			m.places.take(e.Annotations)
		}
	}
	return m, nil
}

// note notes the item of an identity. It is false, and the earlier one stays, if there is one already.
func (m *merger) note(items map[identity]int, i int) bool {
	id := identityOf(m.existing[i].Ref)
	if _, known := items[id]; known {
		return false
	}
	items[id] = i
	return true
}

// annotations are those that the i-th wanted object gets: of the item that it replaces, or of its place in a
// file; nil where it conflicts with an item.
func (m *merger) annotations(i int, w Wanted) map[string]string {
	id := identityOf(w.Ref)
	if j, found := m.foreign[id]; found {
		m.conflicts = append(m.conflicts, Conflict{Wanted: i, Existing: j})
		return nil
	}
	if j, found := m.own[id]; found {
		return owned(bookkeeping(m.existing[j].Annotations))
	}
	return owned(m.places.add(w.Ref, w.Beside))
}

// enter puts the text of a wanted object into the edits.
func (m *merger) enter(w Wanted, text []byte) {
	j, found := m.own[identityOf(w.Ref)]
	switch {
	case !found:
		m.edits.Append = append(m.edits.Append, text)
	case !equalText(m.existing[j].Text, text):
		m.edits.Replace[j] = text
	}
}

// owned adds the mark of what graylane generated to annotations.
func owned(annotations map[string]string) map[string]string {
	out := map[string]string{model.OwnerAnnotation: "true"}
	maps.Copy(out, annotations)
	return out
}

// equalText tells whether an item's text holds the same data as an object's.
func equalText(item, object []byte) bool {
	old, ok := parseItem(item)
	if !ok {
		return false
	}
	documents, err := parse(object)
	return err == nil && len(documents) == 1 && equal(old, documents[0].Content[0])
}
