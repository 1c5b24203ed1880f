package check

import "github.com/graylane/graylane/pkg/diag"

// duplicates finds objects that the input has more than once. Files of one application often repeat its Namespace, so that
// each can be applied alone.
func duplicates() Analyzer {
	return Analyzer{Name: "duplicates", Codes: []diag.Code{diag.InputDuplicate}, Run: func(in Input, report func(diag.Diagnostic)) {
		for _, o := range in.Model.Repeated() {
			if o.Kind != "Namespace" {
				report(diag.New(diag.InputDuplicate, o.Ref, o.Ref.String()).At(o.Place))
			}
		}
	}}
}
