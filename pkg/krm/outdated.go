package krm

import (
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/drift"
	"github.com/graylane/graylane/pkg/pipeline"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// outdated reports how the items that graylane generated earlier differ from what it would generate. A list that has none is
// taken for one of an application that graylane has not run on, and that a validator looks at all the same.
func (l *List) outdated(items []input, resources []pipeline.Resource) ([]diag.Diagnostic, error) {
	var there []drift.Object
	for i := range items {
		if items[i].Owned() {
			text, err := yaml.NewRNode(l.node(i)).String()
			if err != nil {
				return nil, err
			}
			there = append(there, drift.Object{Ref: items[i].Ref, Text: []byte(text), Of: items[i].Ref, At: items[i].Place})
		}
	}
	if len(there) == 0 {
		return nil, nil
	}
	wanted, err := pipeline.Objects(resources)
	return drift.Find(there, wanted), err
}
