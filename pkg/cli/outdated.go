package cli

import (
	"fmt"
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/drift"
	"github.com/graylane/graylane/pkg/pipeline"
	"github.com/graylane/graylane/pkg/source"
)

// finder finds what is wrong with an application beside what the pipeline finds.
type finder func(*application, pipeline.Result) ([]diag.Diagnostic, error)

// outdated finds generated resources that are missing in the input, or not up to date, as errors. A kustomization whose last
// step is graylane has none before that, so it has to be rendered by its host.
func outdated(a *application, r pipeline.Result) ([]diag.Diagnostic, error) {
	rendered := slices.ContainsFunc(a.own.Documents, func(d source.Document) bool { return d.Kustomization != "" })
	if rendered && len(a.own.Configs) > 0 {
		return nil, usageError{fmt.Errorf("%s runs graylane itself: check what your host makes of it, as in kustomize build … | graylane check --generated -", a.own.Configs[0].Place.File)}
	}
	if diag.HasError(r.Diagnostics) {
		return nil, nil // then nothing is generated, and that is told
	}
	wanted, err := pipeline.Objects(r.Resources)
	if err != nil {
		return nil, err
	}
	ds := drift.Find(a.generated(), wanted)
	for i := range ds {
		ds[i].Severity = diag.Error
	}
	return ds, nil
}

// generated are the objects of the input that graylane generated.
func (a *application) generated() []drift.Object {
	var all []drift.Object
	for i, item := range a.own.items {
		if item.Owned() {
			all = append(all, drift.Object{Ref: item.Ref, Text: a.own.Documents[i].Text, Of: item.Ref, At: item.Place})
		}
	}
	return all
}
