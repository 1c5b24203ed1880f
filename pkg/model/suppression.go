package model

import (
	"cmp"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
)

// Other is an object of a kind that graylane does not read. All that matters of it are its annotations.
type Other struct{ Object }

// Suppression is a line of the annotation [SuppressAnnotation].
type Suppression struct {
	Line   string    // as written, without white space around it
	Code   diag.Code // empty where the line is neither a code nor a code with a colon behind it
	Reason string    // empty where the line gives none
}

// Suppressions reads the value of the annotation [SuppressAnnotation]: one code a line, a colon and the reason. Empty lines
// are left out. Codes are not looked up.
func Suppressions(value string) []Suppression {
	var all []Suppression
	for line := range strings.Lines(value) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		s := Suppression{Line: line}
		code, reason, _ := strings.Cut(line, ":")
		if code = strings.TrimSpace(code); code != "" && !strings.ContainsAny(code, " \t") {
			s.Code, s.Reason = diag.Code(code), strings.TrimSpace(reason)
		}
		all = append(all, s)
	}
	return all
}

// Suppressing are the objects that have the annotation [SuppressAnnotation], each once, by kind, namespace and name.
func (m *Model) Suppressing() []*Object { return m.suppressing }

// suppressing are the objects that have the annotation, each once, whatever it is to the model.
func suppressing(objects []Any) []*Object {
	var all []*Object
	for _, o := range objects {
		if _, has := o.Meta().Annotations[SuppressAnnotation]; has {
			all = append(all, o.Meta())
		}
	}
	slices.SortStableFunc(all, func(a, b *Object) int {
		return cmp.Or(strings.Compare(a.Ref.String(), b.Ref.String()), strings.Compare(a.APIVersion, b.APIVersion))
	})
	return slices.CompactFunc(all, func(a, b *Object) bool { return a.Ref == b.Ref })
}
