package krm

import (
	"io"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/istio"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/pipeline"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// Run is the function: it reads a ResourceList and writes the list with the generated resources to w. The
// diagnostics are the list's results too. With an error among them the items are written exactly as they came. An
// error means that the input cannot be read, or that w failed; in the former case nothing is written.
func Run(in []byte, w io.Writer) ([]diag.Diagnostic, error) {
	list, items, err := Read(in, func(_ int, n *yaml.Node) manifest.Item { return manifest.Decode(n, diag.Place{}) })
	if err != nil {
		return nil, err
	}
	config, diagnostics := configure(list, items)
	var edits Edits
	if !diag.HasError(diagnostics) {
		result := pipeline.Run(facts(items), &config)
		for i := range items {
			diagnostics = append(diagnostics, items[i].Diagnostics...)
		}
		diagnostics = diag.Sort(diagnostics, result.Diagnostics)
		if !diag.HasError(diagnostics) && !config.Spec.CheckOnly {
			var taken []diag.Diagnostic
			if edits, taken, err = list.merge(items, result.Resources); err != nil {
				return nil, err
			}
			if diagnostics = diag.Sort(diagnostics, taken); len(taken) > 0 {
				edits = Edits{}
			}
		}
	}
	edits.Results = diagnostics
	return diagnostics, list.Write(w, edits)
}

func facts(items []manifest.Item) []model.Any {
	var all []model.Any
	for i := range items {
		all = append(all, items[i].Facts...)
	}
	return all
}

// configure reads the configuration: the functionConfig, else the one GrayRelease among the items. The
// functionConfig's own file may be among the items as well, and so may the checkOnly configuration of a validator
// beside that of a mutator.
func configure(list *List, items []manifest.Item) (api.GrayRelease, []diag.Diagnostic) {
	config, diagnostics := api.Load(list.FunctionConfig(), nil)
	var found []int
	for i := range items {
		if item := &items[i]; api.IsGrayRelease(item.Ref) && !(config.Given && item.Name == config.Ref.Name) {
			found = append(found, i)
		}
	}
	if config.Spec.CheckOnly {
		return config, diagnostics
	}
	found = slices.DeleteFunc(found, func(i int) bool {
		release, _ := list.load(i)
		return release.Spec.CheckOnly
	})
	switch {
	case len(found) == 0:
		return config, diagnostics
	case len(found) == 1 && !config.Given:
		return list.load(found[0])
	}
	var names []string
	if config.Given {
		names = append(names, config.Ref.String())
	}
	for _, i := range found {
		names = append(names, items[i].Ref.String())
	}
	return config, append(diagnostics, diag.New(diag.ConfigDuplicate, config.Ref, strings.Join(names, ", ")))
}

// load reads item i as a configuration.
func (l *List) load(i int) (api.GrayRelease, []diag.Diagnostic) {
	item, _ := parseItem(l.Text(i))
	return api.Load([]byte(yaml.NewRNode(item).MustString()), nil)
}

// merge decides how the generated resources enter the list. It reports those whose name another object has.
func (l *List) merge(items []manifest.Item, resources []istio.Resource) (Edits, []diag.Diagnostic, error) {
	existing := make([]Existing, len(items))
	for i := range items {
		existing[i] = Existing{Ref: items[i].Ref, Annotations: items[i].Annotations}
		if items[i].Owned() {
			existing[i].Text = l.Text(i)
		}
	}
	wanted := make([]Wanted, len(resources))
	for i, r := range resources {
		wanted[i] = Wanted{Ref: r.Ref, Beside: r.Service.Place.File}
	}
	edits, conflicts, err := Merge(existing, wanted, func(annotations []map[string]string) ([][]byte, error) {
		texts := make([][]byte, len(resources))
		for i, r := range resources {
			texts[i] = r.With(annotations[i]).YAML()
		}
		return texts, nil
	})
	var taken []diag.Diagnostic
	for _, c := range conflicts {
		s := resources[c.Wanted].Service
		taken = append(taken, diag.New(diag.NameTaken, s.Ref, items[c.Existing].Ref.String()).At(s.Place))
	}
	return edits, taken, err
}
