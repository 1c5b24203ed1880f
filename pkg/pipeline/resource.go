package pipeline

import (
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/drift"
	"github.com/graylane/graylane/pkg/istio"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
)

// Resource is an object to generate: a copy of a workload, or one of Istio's that routes a Service.
type Resource struct {
	diag.Ref
	// Of is the workload or the Service.
	Of   *model.Object
	yaml func(annotations map[string]string) ([]byte, error)
}

// YAML is the object as a YAML document in block style that ends in a line break, marked as graylane's, with some more
// annotations. Equal resources give equal bytes.
func (r Resource) YAML(annotations map[string]string) ([]byte, error) { return r.yaml(annotations) }

// Copier copies the document of a workload of the input.
type Copier func(of *model.Workload, change manifest.Change) (manifest.Copy, error)

// copies are the resources of clones, in their order.
func copies(clones []lane.Clone, versionLabel string, copier Copier) ([]Resource, error) {
	var all []Resource
	for _, c := range clones {
		change := manifest.Change{Name: c.Name, Label: versionLabel, Version: c.Version, Env: map[string]string{}}
		for _, v := range c.Env {
			change.Env[v.Field] = v.Value
		}
		copied, err := copier(c.Of, change)
		if err != nil {
			return nil, err
		}
		ref := c.Of.Ref
		ref.Name = c.Name
		all = append(all, Resource{ref, &c.Of.Object, copied.YAML})
	}
	return all, nil
}

// routing are Istio's resources as those of a run, in their order.
func routing(resources []istio.Resource) []Resource {
	var all []Resource
	for _, r := range resources {
		all = append(all, Resource{r.Ref, &r.Service.Object, func(annotations map[string]string) ([]byte, error) {
			return r.With(annotations).YAML(), nil
		}})
	}
	return all
}

// Objects are resources as those that earlier ones are compared with.
func Objects(resources []Resource) ([]drift.Object, error) {
	var all []drift.Object
	for _, r := range resources {
		text, err := r.YAML(nil)
		if err != nil {
			return nil, err
		}
		all = append(all, drift.Object{Ref: r.Ref, Text: text, Of: r.Of.Ref, At: r.Of.Place})
	}
	return all, nil
}
