package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/quote"
)

// Severity is how much a finding matters. Its values are those of a KRM result
// (KRM Functions Specification, ResourceList.results[].severity).
type Severity string

// The severities, the most serious first.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Severities are all severities, the most serious first.
func Severities() []Severity { return []Severity{Error, Warning, Info} }

// rank orders severities, the most serious first.
func (s Severity) rank() int { return slices.Index(Severities(), s) }

// Reaches tells whether s is at least as serious as another severity.
func (s Severity) Reaches(other Severity) bool { return s.rank() <= other.rank() }

// Ref names a Kubernetes object. Namespace is empty where the manifest gives none.
type Ref struct {
	APIVersion string
	Kind       string
	Namespace  string
	Name       string
}

// String gives Kind/name, or Kind/namespace/name; the empty string for the zero Ref.
func (r Ref) String() string {
	if r == (Ref{}) {
		return ""
	}
	if r.Namespace == "" {
		return r.Kind + "/" + r.Name
	}
	return r.Kind + "/" + r.Namespace + "/" + r.Name
}

// Place is where an object stands in the input.
type Place struct {
	File  string // path relative to the package or to the working directory; empty when unknown
	Index int    // number of the object in the file, from 0
	Line  int    // line in the file, from 1; 0 when unknown
}

// Before tells whether p comes before q: by file, then by index.
func (p Place) Before(q Place) bool {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Index, q.Index)) < 0
}

// Diagnostic is one finding.
type Diagnostic struct {
	Code     Code
	Severity Severity
	Object   Ref    // the object it is about; the zero Ref for the run as a whole
	Place    Place  // where Object stands
	Field    string // path of the field in Object, as spec.ports[0].name; may be empty
	Message  string // one sentence: what is wrong
	Remedy   string // one sentence: what to do
}

// Suppressed is a finding that an annotation keeps from being reported, with the reason that the annotation gives.
type Suppressed struct {
	Diagnostic
	Reason string
}

// New makes a finding with the catalogue's severity, message and remedy for code; args
// fill the verbs of the message. It panics on a code that the catalogue lacks, since
// that is a mistake in the program.
func New(code Code, object Ref, args ...any) Diagnostic {
	e, ok := Find(code)
	if !ok {
		panic("diag: no such code: " + string(code))
	}
	return Diagnostic{
		Code: code, Severity: e.Severity, Object: object,
		Message: fmt.Sprintf(e.Message, args...), Remedy: e.Remedy,
	}
}

// At returns d with the place of its object.
func (d Diagnostic) At(p Place) Diagnostic {
	d.Place = p
	return d
}

// In returns d with the path of the field that it is about.
func (d Diagnostic) In(field string) Diagnostic {
	d.Field = field
	return d
}

// String is d as one line of text: severity, code, place, object, field, message and
// remedy, without whatever is unknown. Of user data, what is not printable is escaped.
func (d Diagnostic) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", d.Severity, d.Code)
	if d.Place.File != "" {
		b.WriteString(" " + d.Place.File)
		if d.Place.Line > 0 {
			fmt.Fprintf(&b, ":%d", d.Place.Line)
		}
	}
	if s := d.Object.String(); s != "" {
		b.WriteString(" " + s)
	}
	if d.Field != "" {
		b.WriteString(" " + d.Field)
	}
	b.WriteString(": " + d.Text())
	return quote.Line(b.String())
}

// Text is the message and the remedy in one string.
func (d Diagnostic) Text() string {
	if d.Remedy == "" {
		return d.Message
	}
	return d.Message + " " + d.Remedy
}

// Sort joins findings in one order: by severity (errors first), code, object, file, field and message, each
// finding once, so that equal input gives equal output whatever its order.
func Sort(findings ...[]Diagnostic) []Diagnostic {
	ds := slices.Concat(findings...)
	slices.SortStableFunc(ds, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.Severity.rank(), b.Severity.rank()),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Object.String(), b.Object.String()),
			cmp.Compare(a.Place.File, b.Place.File),
			cmp.Compare(a.Place.Index, b.Place.Index),
			cmp.Compare(a.Field, b.Field),
			cmp.Compare(a.Message, b.Message),
		)
	})
	return slices.Compact(ds)
}

// HasError tells whether ds holds a finding of severity Error.
func HasError(ds []Diagnostic) bool {
	return slices.ContainsFunc(ds, func(d Diagnostic) bool { return d.Severity == Error })
}
