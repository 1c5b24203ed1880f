package krm

import (
	"errors"
	"fmt"
	"io"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/parallel"
	"github.com/graylane/graylane/pkg/pipeline"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// Run is the function: it reads a ResourceList and writes the list with the generated resources to w. The
// diagnostics are the list's results too. With an error among them the items are written exactly as they came. An
// error means that the input cannot be read, or that w failed; in the former case nothing is written.
func Run(in []byte, w io.Writer) ([]diag.Diagnostic, error) {
	list, items, err := Read(in, decode)
	if err != nil {
		return nil, err
	}
	list.readConfigs(items)
	config, diagnostics := configure(list, items)
	var edits Edits
	if !diag.HasError(diagnostics) {
		if edits, diagnostics, err = list.run(items, config, diagnostics); err != nil {
			return nil, err
		}
	}
	edits.Results = diagnostics
	return diagnostics, list.Write(w, edits)
}

// run takes the items through the stages, and says how the list changes; it does not with an error, and with spec.checkOnly.
func (l *List) run(items []input, config api.GrayRelease, diagnostics []diag.Diagnostic) (Edits, []diag.Diagnostic, error) {
	for i := range items {
		if !items[i].Owned() { // what graylane owns is written anew
			diagnostics = append(diagnostics, items[i].Diagnostics...)
		}
	}
	checkOnly := config.Spec.CheckOnly
	config.Spec.CheckOnly = false // what would be generated is compared with what is there
	result, err := l.stages(items, &config, diagnostics)
	if diagnostics = result.Told(); checkOnly {
		diagnostics = result.Diagnostics
	}
	if err != nil || diag.HasError(diagnostics) {
		return Edits{}, diagnostics, err
	}
	if checkOnly {
		outdated, err := l.outdated(items, result.Resources)
		return Edits{}, diag.Sort(diagnostics, outdated), err
	}
	edits, taken, err := l.merge(items, result.Resources)
	if len(taken) > 0 {
		edits = Edits{}
	}
	return edits, diag.Sort(diagnostics, taken), err
}

// stages takes the items through the stages, and their facts from them: what nothing refers to afterwards need not stay in memory.
func (l *List) stages(items []input, config *api.GrayRelease, found []diag.Diagnostic) (pipeline.Result, error) {
	result, err := pipeline.Run(facts(items), config, l.copier(items), found...)
	for i := range items {
		items[i].Facts = nil
	}
	return pipeline.Result{Resources: result.Resources, Diagnostics: result.Diagnostics}, err
}

// input is an item of the list. A GrayRelease has its text, as YAML.
type input struct {
	manifest.Item
	config []byte
}

func decode(_ int, n *yaml.Node) input {
	return input{Item: manifest.Decode(n, diag.Place{})}
}

// readConfigs gives the GrayReleases among the items their texts.
func (l *List) readConfigs(items []input) {
	for i := range items {
		item := &items[i]
		if !api.IsGrayRelease(item.Ref) {
			continue
		}
		text, err := yaml.NewRNode(l.node(i)).String()
		if err != nil {
			item.Diagnostics = append(item.Diagnostics, diag.New(diag.InputNotYAML, item.Ref, err.Error()))
		}
		item.config = []byte(text)
	}
}

func facts(items []input) []model.Any {
	var all []model.Any
	for i := range items {
		all = append(all, items[i].Facts...)
	}
	return all
}

// configure reads the configuration: the functionConfig, else the one GrayRelease among the items. The
// functionConfig's own file may be among the items as well. A validator's functionConfig is its own whatever the
// items hold, and never another's: a package that has none but a validator's runs its mutator with the defaults.
func configure(list *List, items []input) (api.GrayRelease, []diag.Diagnostic) {
	config, diagnostics := api.Load(list.FunctionConfig(), nil)
	if config.Spec.CheckOnly {
		return config, diagnostics
	}
	var texts [][]byte
	var names []string
	if config.Given {
		texts, names = append(texts, list.FunctionConfig()), append(names, config.Ref.String())
	}
	for i := range items {
		if item := &items[i]; item.config != nil && !(config.Given && item.Name == config.Ref.Name) {
			texts, names = append(texts, item.config), append(names, item.Ref.String())
		}
	}
	counting := api.Generating(texts)
	switch len(counting) {
	case 0:
		return config, diagnostics
	case 1:
		return api.Load(texts[counting[0]], nil)
	}
	var several []string
	for _, i := range counting {
		several = append(several, names[i])
	}
	return config, append(diagnostics, diag.New(diag.ConfigDuplicate, config.Ref, diag.Some(several)))
}

// copier copies the items of workloads.
func (l *List) copier(items []input) pipeline.Copier {
	var of map[*model.Workload]int
	return func(w *model.Workload, change manifest.Change) (manifest.Copy, error) {
		if of == nil {
			of = workloads(items)
		}
		if i, known := of[w]; known {
			return manifest.Clone(l.node(i), change)
		}
		return manifest.Copy{}, fmt.Errorf("copying %s: it is no item of the list", w.Ref)
	}
}

// workloads are the items that each workload is of.
func workloads(items []input) map[*model.Workload]int {
	of := map[*model.Workload]int{}
	for i := range items {
		for _, fact := range items[i].Facts {
			if w, is := fact.(*model.Workload); is {
				of[w] = i
			}
		}
	}
	return of
}

// merge decides how the generated resources enter the list. It reports those whose name another object has.
func (l *List) merge(items []input, resources []pipeline.Resource) (Edits, []diag.Diagnostic, error) {
	existing := make([]Existing, len(items))
	for i := range items {
		existing[i] = Existing{Ref: items[i].Ref, Annotations: items[i].Annotations}
		if items[i].Owned() {
			existing[i].Text = l.Text(i)
		}
	}
	wanted := make([]Wanted, len(resources))
	for i, r := range resources {
		wanted[i] = Wanted{Ref: r.Ref, Beside: r.Of.Place.File}
	}
	edits, conflicts, err := Merge(existing, wanted, func(annotations []map[string]string) ([][]byte, error) {
		texts, errs := make([][]byte, len(resources)), make([]error, len(resources))
		parallel.For(len(resources), func(i int) { texts[i], errs[i] = resources[i].YAML(annotations[i]) })
		return texts, errors.Join(errs...)
	})
	var taken []diag.Diagnostic
	for _, c := range conflicts {
		of := resources[c.Wanted].Of
		taken = append(taken, diag.New(diag.NameTaken, of.Ref, items[c.Existing].Ref.String()).At(of.Place))
	}
	return edits, taken, err
}
