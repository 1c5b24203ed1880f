package krm

import (
	"bytes"
	"strings"

	"github.com/GoogleContainerTools/kpt-functions-sdk/go/fn"
	"github.com/graylane/graylane/pkg/diag"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// resultsSection is the top-level section of a list's results; empty when there are none. Each is encoded for itself, since the encoder
// keeps all events of what it encodes.
func resultsSection(ds []diag.Diagnostic) ([]byte, error) {
	if len(ds) == 0 {
		return nil, nil
	}
	section := []byte(resultsKey)
	for _, d := range ds {
		text, err := yaml.Marshal(map[string]any{"results": []fn.Result{resultOf(d)}})
		if err != nil {
			return nil, err
		}
		section = append(section, bytes.TrimPrefix(text, []byte(resultsKey))...)
	}
	return section, nil
}

const resultsKey = "results:\n"

// resultOf is a diagnostic as a result of a KRM function. The code, for which a result has no field, is a tag.
func resultOf(d diag.Diagnostic) fn.Result {
	r := fn.Result{
		Message: text(d.Text()), Severity: fn.Severity(d.Severity),
		Tags: map[string]string{"code": string(d.Code)},
	}
	if o := d.Object; o != (diag.Ref{}) {
		r.ResourceRef = &fn.ResourceRef{
			APIVersion: text(o.APIVersion), Kind: text(o.Kind), Namespace: text(o.Namespace), Name: text(o.Name),
		}
	}
	if d.Place.File != "" {
		r.File = &fn.File{Path: text(d.Place.File), Index: d.Place.Index}
	}
	if d.Field != "" {
		r.Field = &fn.Field{Path: text(d.Field)}
	}
	return r
}

// breaks are the line breaks that the encoder writes as they are, and that the parser takes for the end of a line.
var breaks = strings.NewReplacer("\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// text is s as a YAML string can hold it. The encoder would take bytes that are no UTF-8 for binary data.
func text(s string) string { return breaks.Replace(strings.ToValidUTF8(s, "\uFFFD")) }
