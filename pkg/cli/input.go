package cli

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/parallel"
	"github.com/graylane/graylane/pkg/pipeline"
	"github.com/graylane/graylane/pkg/source"
	"github.com/graylane/graylane/pkg/view"
	"github.com/spf13/cobra"
)

// input is what the verbs read: the paths and the flags that all of them share.
type input struct {
	config    string
	sets      []string
	context   []string
	namespace string
	format    string // of verbs that have several; see addFormat
}

func (in *input) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&in.config, "config", "", "`FILE` with the GrayRelease, in place of those in PATH")
	flags.StringArrayVar(&in.sets, "set", nil, "set a field of the configuration, as in istio.exportTo=auto (`path=value`, repeatable)")
	flags.StringArrayVar(&in.context, "context", nil, "read `PATH` too, for callers and callees that live elsewhere: nothing is generated for it (repeatable)")
	flags.StringVarP(&in.namespace, "namespace", "n", "", "the `NAMESPACE` of objects that name none; views show only what concerns it")
	complete(cmd, "namespace", nil)
}

// application is an input that was read, with its configuration, and how it is to be shown.
type application struct {
	config      api.GrayRelease
	namespace   string // that is asked for; empty for all
	paint       view.Paint
	facts       []model.Any
	documents   [][]byte // the input's objects that are printed, as they came
	texts       map[*model.Workload][]byte
	diagnostics []diag.Diagnostic // of the configuration and the input
}

// read reads paths. Objects that graylane generated earlier are left out: they are generated anew. What cannot be
// read is left to the diagnostics, but for the configuration, without which nothing can be said.
func (in *input) read(paths []string, c *console) (*application, error) {
	own, items, err := in.items(paths, c)
	if err != nil {
		return nil, err
	}
	context, around, err := in.items(in.context, c)
	if err != nil {
		return nil, err
	}
	if len(items)+len(own.Diagnostics) == 0 {
		own.Diagnostics = append(own.Diagnostics, diag.New(diag.InputEmpty, diag.Ref{}, strings.Join(paths, ", ")))
	}
	config, diagnostics, err := in.load(own, items)
	if err != nil {
		return nil, err
	}
	if diag.HasError(diagnostics) {
		return nil, c.tell(diagnostics)
	}
	app := &application{
		config: config, namespace: in.namespace, paint: c.paint(c.Out),
		facts: append(facts(items, false), facts(around, true)...), texts: map[*model.Workload][]byte{},
	}
	app.diagnostics = slices.Concat(diagnostics, own.Diagnostics, context.Diagnostics)
	for i, item := range items {
		app.diagnostics = append(app.diagnostics, item.Diagnostics...)
		for _, fact := range item.Facts {
			if w, ok := fact.(*model.Workload); ok {
				app.texts[w] = own.Documents[i].Text
			}
		}
		replaced := item.Owned() && !config.Spec.CheckOnly
		if !replaced && !item.LocalConfig() && !api.IsGrayRelease(item.Ref) {
			app.documents = append(app.documents, own.Documents[i].Text)
		}
	}
	c.do("inferring calls and lanes")
	return app, nil
}

// analyze takes the application through the stages, for verbs that only look.
func (a *application) analyze() pipeline.Result {
	return pipeline.Analyze(a.facts, &a.config, a.diagnostics...)
}

// items reads paths, and their documents as objects, in one order.
func (in *input) items(paths []string, c *console) (source.Result, []manifest.Item, error) {
	self, err := os.Executable()
	if err != nil {
		return source.Result{}, nil, fmt.Errorf("finding the graylane program for kustomizations that name it: %w", err)
	}
	found, err := source.Read(paths, source.Options{Stdin: c.In, Self: self, Doing: func(what string) {
		if what != source.ReadingStdin || !isTerminal(c.In) {
			c.do(what)
		}
	}})
	if err != nil {
		return source.Result{}, nil, err
	}
	items, errs := make([]manifest.Item, len(found.Documents)), make([]error, len(found.Documents))
	parallel.For(len(items), func(i int) {
		items[i], errs[i] = manifest.Parse(found.Documents[i].Text, found.Documents[i].Place, in.namespace)
		rename(items[i].Facts, found.Documents[i].FormerNames)
	})
	return found, items, errors.Join(errs...)
}

// rename gives Services the names that they had before kustomize renamed them. References to other objects are mended
// by kustomize itself; hosts are not.
func rename(facts []model.Any, former []string) {
	for _, fact := range facts {
		if s, ok := fact.(*model.Service); ok && s.PreviousNames == nil {
			s.PreviousNames = former
		}
	}
}

// facts are those of all items, marked where they are context alone.
func facts(items []manifest.Item, context bool) []model.Any {
	var all []model.Any
	for _, item := range items {
		for _, fact := range item.Facts {
			fact.Meta().Context = context
			all = append(all, fact)
		}
	}
	return all
}

// load reads the configuration: of --config; else of the GrayRelease among the inputs or in the transformers of the
// kustomization; else of the one in its bases, whose result it brings up to date.
func (in *input) load(found source.Result, items []manifest.Item) (api.GrayRelease, []diag.Diagnostic, error) {
	document, err := in.document(found, items)
	if err != nil {
		return api.GrayRelease{}, nil, err
	}
	config, diagnostics := api.Load(document.Text, in.sets)
	for i := range diagnostics {
		diagnostics[i].Place = diag.Place{File: document.Place.File, Index: document.Place.Index}
	}
	config.Place = diag.Place{File: document.Place.File, Index: document.Place.Index}
	return config, diagnostics, nil
}

// document is the text of the configuration; empty when there is none.
func (in *input) document(found source.Result, items []manifest.Item) (source.Document, error) {
	if in.config != "" {
		text, err := os.ReadFile(in.config)
		return source.Document{Text: text, Place: diag.Place{File: in.config}}, err
	}
	candidates := slices.Clone(found.Configs)
	for i := range items {
		if api.IsGrayRelease(items[i].Ref) {
			candidates = append(candidates, found.Documents[i])
		}
	}
	if len(candidates) == 0 {
		candidates = found.BaseConfigs
	}
	var texts [][]byte
	for _, c := range candidates {
		texts = append(texts, c.Text)
	}
	counting := api.Counting(texts)
	switch len(counting) {
	case 0:
		return source.Document{}, nil
	case 1:
		return candidates[counting[0]], nil
	}
	var places []string
	for _, i := range counting {
		places = append(places, candidates[i].Place.File)
	}
	return source.Document{}, errors.New(diag.New(diag.ConfigDuplicate, diag.Ref{}, strings.Join(places, ", ")).Text())
}

// args asks for at least one PATH, and for well-formed flags.
func (in *input) args(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usageError{fmt.Errorf("%s needs a PATH: a directory, a file, or - for stdin", cmd.CommandPath())}
	}
	for _, set := range in.sets {
		if path, _, found := strings.Cut(set, "="); !found || path == "" {
			return usageError{fmt.Errorf("--set takes path=value, as in istio.exportTo=auto, and not %q", set)}
		}
	}
	if in.namespace != "" && !namespaceForm().MatchString(in.namespace) {
		return usageError{fmt.Errorf("--namespace takes the name of a namespace, and not %q", in.namespace)}
	}
	return nil
}

// namespaceForm is that of the name of a namespace: a DNS label (RFC 1123).
func namespaceForm() *regexp.Regexp {
	return regexp.MustCompile(`^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$`)
}
