package report

import (
	"bytes"
	"encoding/json"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/quote"
)

// document is the JSON form. Its fields are a contract: they may be added to, and stay.
type document struct {
	Diagnostics []finding `json:"diagnostics"` // those that are suppressed come last
	Summary     summary   `json:"summary"`
}

type finding struct {
	Code       diag.Code     `json:"code"`
	Severity   diag.Severity `json:"severity"`
	Title      string        `json:"title"`
	Object     *object       `json:"object,omitempty"` // none of the run as a whole
	File       string        `json:"file,omitempty"`
	Line       int           `json:"line,omitempty"` // from 1
	Field      string        `json:"field,omitempty"`
	Message    string        `json:"message"`
	Remedy     string        `json:"remedy,omitempty"`
	Suppressed *reason       `json:"suppressed,omitempty"`
}

type object struct {
	APIVersion string `json:"apiVersion,omitempty"`
	Kind       string `json:"kind"`
	Namespace  string `json:"namespace,omitempty"`
	Name       string `json:"name"`
}

type reason struct {
	Reason string `json:"reason"`
}

type summary struct {
	Errors     int `json:"errors"`
	Warnings   int `json:"warnings"`
	Infos      int `json:"infos"`
	Suppressed int `json:"suppressed"` // in none of the others
}

// encode is the JSON form.
func encode(r Report) ([]byte, error) {
	doc := document{
		Diagnostics: []finding{},
		Summary:     summary{r.Count(diag.Error), r.Count(diag.Warning), r.Count(diag.Info), len(r.Suppressed)},
	}
	for _, d := range r.Found {
		doc.Diagnostics = append(doc.Diagnostics, findingOf(d))
	}
	for _, s := range r.Suppressed {
		f := findingOf(s.Diagnostic)
		f.Suppressed = &reason{s.Reason}
		doc.Diagnostics = append(doc.Diagnostics, f)
	}
	return marshal(doc)
}

func findingOf(d diag.Diagnostic) finding {
	f := finding{
		Code: d.Code, Severity: d.Severity, Title: title(d.Code), File: d.Place.File, Line: d.Place.Line, Field: d.Field,
		Message: d.Message, Remedy: d.Remedy,
	}
	if o := d.Object; o != (diag.Ref{}) {
		f.Object = &object{o.APIVersion, o.Kind, o.Namespace, o.Name}
	}
	return f
}

// marshal is a value as JSON, indented by two spaces.
func marshal(value any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(value)
	return quote.JSON(out.Bytes()), err
}
