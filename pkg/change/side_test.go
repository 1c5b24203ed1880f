package change_test

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/change"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/pipeline"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// side is the rendering of objects, with a configuration.
func side(t *testing.T, objects, config []byte) change.Side {
	t.Helper()
	release, ds := api.Load(config, nil)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	var facts []model.Any
	documents := map[*model.Workload]*yaml.Node{}
	for decoder := yaml.NewDecoder(bytes.NewReader(objects)); ; {
		var n yaml.Node
		if err := decoder.Decode(&n); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		for _, fact := range manifest.Decode(&n, diag.Place{}).Facts {
			facts = append(facts, fact)
			if w, ok := fact.(*model.Workload); ok {
				documents[w] = &n
			}
		}
	}
	r, err := pipeline.Run(facts, &release, func(of *model.Workload, c manifest.Change) (manifest.Copy, error) {
		return manifest.Clone(documents[of], c)
	})
	if err != nil {
		t.Fatal(err)
	}
	s := change.Side{
		Model: r.Model, Graph: r.Graph, Plan: r.Plan, Trace: r.Trace, VersionLabel: release.Spec.VersionLabel, Diagnostics: r.Diagnostics,
	}
	for _, resource := range r.Resources {
		text, err := resource.YAML(nil)
		if err != nil {
			t.Fatal(err)
		}
		s.Generated = append(s.Generated, change.Generated{Ref: resource.Ref, Text: text})
	}
	return s
}
