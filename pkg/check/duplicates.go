package check

import (
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// duplicates finds objects that the input has more than once. Files of one application often repeat its Namespace, so that
// each can be applied alone. Of what graylane generated, one is kept.
func duplicates() Analyzer {
	return Analyzer{Name: "duplicates", Codes: []diag.Code{diag.InputDuplicate}, Run: func(in Input, report func(diag.Diagnostic)) {
		for _, o := range in.Model.Repeated() {
			if o.Kind != "Namespace" && !model.Owned(o.Annotations) {
				report(diag.New(diag.InputDuplicate, o.Ref, o.Ref.String()).At(o.Place))
			}
		}
	}}
}
