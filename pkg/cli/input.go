package cli

import (
	"bytes"
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
	argocd    bool   // what an Application of Argo CD says counts
	format    string // of verbs that have several; see addFormat
	// root and closed are as in [source.Options]: where one side of a comparison lies.
	root, closed string
	// piped is what came from standard input, where several sides read it; nil where it is read as it comes.
	piped []byte
	// functionArgs are given to graylane where a kustomization names it as a function.
	functionArgs []string
}

func (in *input) addFlags(cmd *cobra.Command) {
	in.addSettings(cmd)
	cmd.Flags().StringVarP(&in.namespace, "namespace", "n", "", "the `NAMESPACE` of objects that name none; views show only what concerns it")
	complete(cmd, "namespace", nil)
}

// addSettings adds the flags of a verb that has a use of its own for namespaces.
func (in *input) addSettings(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&in.config, "config", "", "`FILE` with the GrayRelease, in place of those in PATH")
	flags.StringArrayVar(&in.sets, "set", nil, "set a field of the configuration, as in istio.exportTo=auto (`path=value`, repeatable)")
	flags.StringArrayVar(&in.context, "context", nil, "read `PATH` too, for callers and callees that live elsewhere: nothing is generated for it (repeatable)")
	flags.BoolVar(&in.argocd, "argocd", false, "as a plugin of Argo CD: take parameters, GRAYLANE_… variables and the namespace of the Application")
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
	assignments []api.Assignment  // over the configuration that was read

	// What was read, for those who ask where it stands.
	own, around   reading
	configuration source.Document
	misconfigured []diag.Diagnostic // errors of the configuration: then nothing else can be said
}

// reading is the documents of some paths, and the objects in them, in one order.
type reading struct {
	source.Result
	items []manifest.Item
}

// read reads paths. What cannot be read is left to the diagnostics, but for the configuration, without which nothing can be
// said.
func (in *input) read(paths []string, c *console) (*application, error) {
	app, err := in.open(paths, c)
	if err != nil {
		return nil, err
	}
	if len(app.misconfigured) > 0 {
		return nil, c.tell(app.misconfigured)
	}
	return app, nil
}

// open is read, but that it leaves the configuration to the application as well.
func (in *input) open(paths []string, c *console) (*application, error) {
	assignments, err := in.hear(os.Environ())
	if err != nil {
		return nil, err
	}
	app := &application{namespace: in.namespace, paint: c.paint(c.Out), assignments: append(assignments, api.Assignments(in.sets)...)}
	if app.own, err = in.items(paths, c); err != nil {
		return nil, err
	}
	if app.around, err = in.items(in.context, c); err != nil {
		return nil, err
	}
	unreadable := func(d diag.Diagnostic) bool { return d.Code != diag.InputUnrendered }
	if len(app.own.items) == 0 && !slices.ContainsFunc(app.own.Diagnostics, unreadable) {
		app.diagnostics = append(app.diagnostics, diag.New(diag.InputEmpty, diag.Ref{}, strings.Join(paths, ", ")))
	}
	if err := in.load(app); err != nil || len(app.misconfigured) > 0 {
		return app, err
	}
	app.fill()
	c.do("inferring calls and lanes")
	return app, nil
}

// fill makes an application of what was read. Objects that graylane generated earlier are left out: they are generated anew.
func (a *application) fill() {
	a.facts, a.texts = append(facts(a.own.items, false), facts(a.around.items, true)...), map[*model.Workload][]byte{}
	a.diagnostics = slices.Concat(a.diagnostics, a.own.Diagnostics, a.around.Diagnostics)
	for i, item := range a.own.items {
		text := a.own.Documents[i].Text
		a.diagnostics = append(a.diagnostics, item.Diagnostics...)
		for _, fact := range item.Facts {
			if w, ok := fact.(*model.Workload); ok {
				a.texts[w] = text
			}
		}
		replaced := item.Owned() && !a.config.Spec.CheckOnly
		if !replaced && !item.LocalConfig() && !api.IsGrayRelease(item.Ref) {
			a.documents = append(a.documents, text)
		}
	}
}

// analyze takes the application through the stages, for verbs that only look.
func (a *application) analyze() pipeline.Result {
	return pipeline.Analyze(a.facts, &a.config, a.diagnostics...)
}

// items reads paths, and their documents as objects.
func (in *input) items(paths []string, c *console) (reading, error) {
	options, err := in.options(c)
	if err != nil {
		return reading{}, err
	}
	found, err := source.Read(paths, options)
	if err != nil {
		return reading{}, err
	}
	items, errs := make([]manifest.Item, len(found.Documents)), make([]error, len(found.Documents))
	parallel.For(len(items), func(i int) {
		items[i], errs[i] = manifest.Parse(found.Documents[i].Text, found.Documents[i].Place, in.namespace)
		rename(items[i].Facts, found.Documents[i].FormerNames)
	})
	return reading{found, items}, errors.Join(errs...)
}

// options are those for reading files.
func (in *input) options(c *console) (source.Options, error) {
	self, err := os.Executable()
	if err != nil {
		return source.Options{}, fmt.Errorf("finding the graylane program for kustomizations that name it: %w", err)
	}
	doing := func(what string) {
		if what != source.ReadingStdin || !isTerminal(c.In) {
			c.do(what)
		}
	}
	stdin := c.In
	if in.piped != nil {
		stdin = bytes.NewReader(in.piped)
	}
	return source.Options{Stdin: stdin, Self: self, SelfArgs: in.functionArgs, Doing: doing, Root: in.root, Closed: in.closed}, nil
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
func (in *input) load(a *application) error {
	var err error
	if a.configuration, a.misconfigured, err = in.document(a.own); err != nil || len(a.misconfigured) > 0 {
		return err
	}
	var diagnostics []diag.Diagnostic
	a.config, diagnostics = api.LoadWith(a.configuration.Text, a.assignments)
	a.config.Place = diag.Place{File: a.configuration.Place.File, Index: a.configuration.Place.Index}
	for i := range diagnostics {
		if !a.assigned(diagnostics[i].Field) {
			diagnostics[i].Place = a.config.Place
		}
	}
	if diag.HasError(diagnostics) {
		a.misconfigured = diagnostics
	}
	a.diagnostics = append(a.diagnostics, diagnostics...)
	return nil
}

// assigned tells whether a field that a diagnostic is about was given a value beside the configuration that was read.
func (a *application) assigned(field string) bool {
	return slices.ContainsFunc(a.assignments, func(s api.Assignment) bool { return strings.HasPrefix(field, s.Called) })
}

// document is the text of the configuration; empty when there is none.
func (in *input) document(found reading) (source.Document, []diag.Diagnostic, error) {
	if in.config != "" {
		document, err := source.File(in.config, source.Options{Root: in.root, Closed: in.closed})
		document.Place.Line = 1
		return document, nil, err
	}
	candidates := slices.Clone(found.Configs)
	for i := range found.items {
		if api.IsGrayRelease(found.items[i].Ref) {
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
		return source.Document{}, nil, nil
	case 1:
		return candidates[counting[0]], nil, nil
	}
	var places []string
	for _, i := range counting {
		places = append(places, candidates[i].Place.File)
	}
	second := candidates[counting[1]].Place
	return source.Document{}, []diag.Diagnostic{diag.New(diag.ConfigDuplicate, diag.Ref{}, diag.Some(places)).At(second)}, nil
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
