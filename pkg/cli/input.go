package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/istio"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/pipeline"
	"github.com/graylane/graylane/pkg/source"
	"github.com/spf13/cobra"
)

// input is what the verbs read: the paths and the flags that all verbs share.
type input struct {
	config  string
	sets    []string
	context []string
}

func (in *input) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&in.config, "config", "", "`FILE` with the GrayRelease; default: the one among the inputs or in the kustomization's transformers")
	flags.StringArrayVar(&in.sets, "set", nil, "set a field of the configuration, as in istio.exportTo=auto (`path=value`, repeatable)")
	flags.StringArrayVar(&in.context, "context", nil, "read `PATH` for callers and callees that live elsewhere; nothing is printed or generated for it (repeatable)")
}

// application is an input that went through the pipeline.
type application struct {
	documents   [][]byte // the input's objects that are printed, as they came
	resources   []istio.Resource
	diagnostics []diag.Diagnostic
}

// read reads paths and takes them through the pipeline. Objects that graylane generated earlier are left out:
// they are generated anew.
func (in *input) read(paths []string, s Streams) (*application, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("finding the graylane program for kustomizations that name it: %w", err)
	}
	options := source.Options{Stdin: s.In, Self: self}
	found, err := source.Read(paths, options)
	if err != nil {
		return nil, err
	}
	around, err := source.Read(in.context, options)
	if err != nil {
		return nil, err
	}
	items, err := decode(found.Documents)
	if err != nil {
		return nil, err
	}
	elsewhere, err := decode(around.Documents)
	if err != nil {
		return nil, err
	}
	app := &application{diagnostics: append(found.Diagnostics, around.Diagnostics...)}
	var facts []model.Any
	for i, item := range items {
		app.diagnostics = append(app.diagnostics, item.Diagnostics...)
		facts = append(facts, item.Facts...)
		if !item.Owned() && !item.LocalConfig() && !api.IsGrayRelease(item.Ref) {
			app.documents = append(app.documents, found.Documents[i].Text)
		}
	}
	for _, item := range elsewhere {
		for _, fact := range item.Facts {
			fact.Meta().Context = true
			facts = append(facts, fact)
		}
	}
	config, err := in.load(found, items)
	if err != nil {
		return nil, err
	}
	release, wrong := api.Load(config, in.sets)
	if diag.HasError(wrong) {
		return nil, tell(s.Err, diag.Sort(wrong))
	}
	result := pipeline.Run(facts, &release)
	app.resources = result.Resources
	app.diagnostics = diag.Sort(wrong, app.diagnostics, result.Diagnostics)
	return app, nil
}

// load is the text of the configuration: of --config; else of the GrayRelease among the inputs or in the transformers
// of the kustomization; else of the one in its bases, whose result it brings up to date. It is nil when there is none.
func (in *input) load(found source.Result, items []manifest.Item) ([]byte, error) {
	if in.config != "" {
		return os.ReadFile(in.config)
	}
	candidates := found.Configs
	for i := range items {
		if api.IsGrayRelease(items[i].Ref) {
			candidates = append(candidates, found.Documents[i])
		}
	}
	if len(candidates) == 0 {
		candidates = found.BaseConfigs
	}
	switch len(candidates) {
	case 0:
		return nil, nil
	case 1:
		return candidates[0].Text, nil
	}
	var places []string
	for _, c := range candidates {
		places = append(places, c.Place.File)
	}
	return nil, errors.New(diag.New(diag.ConfigDuplicate, diag.Ref{}, strings.Join(places, ", ")).String())
}
