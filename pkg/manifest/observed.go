package manifest

import (
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/model"
)

// observed reads ObservedCalls, which are strict where all else is lenient: they are written for graylane alone.
func (r *reader) observed() []model.Any {
	spec, diagnostics := api.ReadObserved(r.root.Node, r.object.Ref)
	for _, d := range diagnostics {
		r.report(d)
	}
	if len(spec.Calls) == 0 {
		return nil
	}
	return []model.Any{&model.Observed{Object: r.object, Calls: spec.Calls}}
}
