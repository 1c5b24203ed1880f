package source

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/graylane/graylane/pkg/diag"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/resmap"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/kustomize/kyaml/openapi"
)

// render gives the resources of a kustomization as kustomize build prints them, and the
// configurations of graylane in it.
func render(dir string, options Options) (Result, error) {
	o, err := newOverlay(dir, options)
	if err != nil {
		return Result{}, fmt.Errorf("kustomize %s: %w", dir, err)
	}
	m, err := o.build()
	if err != nil {
		return Result{}, fmt.Errorf("kustomize %s: %w", dir, hint(err, dir))
	}
	configs, err := o.configs(o.layers[:1])
	if err != nil {
		return Result{}, fmt.Errorf("kustomize %s: %w", dir, err)
	}
	baseConfigs, err := o.configs(o.layers[1:])
	if err != nil {
		return Result{}, fmt.Errorf("kustomize %s: %w", dir, err)
	}
	documents := make([]Document, m.Size())
	for i, res := range m.Resources() {
		text, err := res.AsYAML()
		if err != nil {
			return Result{}, fmt.Errorf("kustomize %s: %s: %w", dir, res.CurId(), err)
		}
		documents[i] = Document{
			Text: text, Place: diag.Place{File: o.name(o.layers[0].path), Index: i}, Kustomization: dir,
			FormerNames: o.former(res.GetName()),
		}
	}
	return Result{Documents: documents, Configs: configs, BaseConfigs: baseConfigs}, nil
}

func newOverlay(dir string, options Options) (*overlay, error) {
	o := &overlay{FileSystem: bounded{filesys.MakeFsOnDisk(), options.limit()}, dir: dir, called: options.Closed, self: executable{args: options.SelfArgs}}
	var err error
	if options.Closed != "" && options.covers(dir) {
		if o.closed, err = filesys.ConfirmDir(o.FileSystem, options.Root); err != nil {
			return nil, err
		}
	}
	if o.root, err = filesys.ConfirmDir(o.FileSystem, dir); err != nil {
		return nil, err
	}
	if options.Self != "" {
		o.self.path, err = filepath.Abs(options.Self)
	}
	return o, err
}

// build renders the root. The functions of graylane in remote bases, and templates, show themselves only while
// kustomize runs: then it runs once more, with the functions enabled and the templates kept.
func (o *overlay) build() (resmap.ResMap, error) {
	if err := o.walk(o.root, map[filesys.ConfirmedDir]bool{}); err != nil {
		return nil, err
	}
	known := len(o.layers)
	o.exec = o.needsExec()
	for {
		m, err := o.run()
		exec, kept := o.exec || o.needsExec(), o.kept || err == nil && o.templates
		if exec == o.exec && kept == o.kept {
			return m, err
		}
		o.layers, o.err, o.exec, o.kept = o.layers[:known], nil, exec, kept
	}
}

func (o *overlay) run() (resmap.ResMap, error) {
	options := &krusty.Options{ // those of kustomize build without flags
		Reorder:          krusty.ReorderOptionUnspecified,
		LoadRestrictions: types.LoadRestrictionsRootOnly,
		PluginConfig:     types.DisabledPluginConfig(),
	}
	if o.exec {
		if o.self.path == "" {
			return nil, errors.New("graylane is a function in it, and the path of its executable is unknown")
		}
		options.PluginConfig.PluginRestrictions = types.PluginRestrictionsNone
		options.PluginConfig.FnpLoadingOptions.EnableExec = true
	}
	openapi.ResetOpenAPI() // an earlier run may have left the schema of its kustomization
	o.running = true
	m, err := krusty.MakeKustomizer(options).Run(o, o.root.String())
	o.running = false
	return m, cmp.Or(o.err, err)
}
