package cli

import (
	"errors"
	"fmt"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/change"
	"github.com/graylane/graylane/pkg/pipeline"
)

// side is one of two renderings to compare, with the flags as they count for it.
type side struct {
	input
	name   string
	commit bool     // whether the name is that of a commit, and not that of its path
	paths  []string // none for a side that has none of them
}

// read reads and plans a side.
func (s *side) read(c *console) (change.Side, error) {
	of, err := s.plan(c)
	switch {
	case err == nil || !s.commit:
		return of, err
	case errors.Is(err, errDiagnosed):
		return of, fmt.Errorf("%s: the configuration has errors", s.name)
	}
	return of, fmt.Errorf("%s: %w", s.name, err)
}

func (s *side) plan(c *console) (change.Side, error) {
	if len(s.paths) == 0 {
		config := api.GrayRelease{Spec: api.Default()}
		r := pipeline.Analyze(nil, &config)
		return change.Side{Model: r.Model, Graph: r.Graph, Plan: r.Plan, Trace: r.Trace, VersionLabel: config.Spec.VersionLabel}, nil
	}
	app, err := s.input.read(s.paths, c)
	if err != nil {
		return change.Side{}, err
	}
	r, err := pipeline.Run(app.facts, &app.config, app.copy, app.diagnostics...)
	if err != nil {
		return change.Side{}, err
	}
	of := change.Side{
		Model: r.Model, Graph: r.Graph, Plan: r.Plan, Trace: r.Trace, VersionLabel: app.config.Spec.VersionLabel,
		Namespace: app.namespace, Diagnostics: app.told(r), Suppressed: app.kept(r),
	}
	for _, resource := range r.Resources {
		text, err := resource.YAML(nil)
		if err != nil {
			return change.Side{}, err
		}
		of.Generated = append(of.Generated, change.Generated{Ref: resource.Ref, Text: text})
	}
	return of, nil
}
