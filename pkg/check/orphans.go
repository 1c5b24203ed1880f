package check

import "github.com/graylane/graylane/pkg/diag"

// orphans finds VirtualServices that an earlier run made of templates, in an input without any: made anew, they would lose what
// the templates say. As long as there are templates, one that is gone was taken away on purpose, or renamed.
func orphans() Analyzer {
	return Analyzer{Name: "orphans", Codes: []diag.Code{diag.TemplateGone}, Run: func(in Input, report func(diag.Diagnostic)) {
		if len(in.Model.Templates()) > 0 {
			return
		}
		for _, v := range in.Model.Woven() {
			report(diag.New(diag.TemplateGone, v.Ref, v.Template).At(v.Place))
		}
	}}
}
