package source

import (
	"errors"
	"fmt"
	"io"

	"github.com/graylane/graylane/pkg/diag"
)

// Document is one Kubernetes object as text.
type Document struct {
	// Text is one YAML document, JSON included, that parses and holds a mapping with an
	// apiVersion and a kind. It is as it stood in the input, comments included, in UTF-8 and
	// without document markers. Only the items of a list whose lines cannot be told apart
	// with certainty (flow style, anchors), and JSON with escapes that YAML lacks, are
	// encoded anew. kustomize, which prints its resources in its own way, makes sure of the
	// kind but not of the apiVersion.
	Text []byte
	// Place is where Text stands: Line is that of its first line, 0 where it stands in no
	// file (rendered by kustomize).
	Place diag.Place
	// Rewritten tells that Text was encoded anew: its lines are not those of the file.
	Rewritten bool
	// Kustomization is the directory that was rendered, as it was named; empty for what stands in a file. [Origins] knows
	// more of such a document.
	Kustomization string
	// FormerNames are those that the object may have had before kustomize added prefixes and suffixes.
	FormerNames []string
}

// Options are what Read needs besides the paths.
type Options struct {
	// Stdin is read for the path "-".
	Stdin io.Reader
	// Limit is how many bytes of a file or of standard input are read; 0 for MaxInput. More is an error.
	Limit int64
	// Doing is told what is being done; it may be nil.
	Doing func(what string)
	// Self is the path of the graylane executable. It is run for kustomizations that name
	// graylane as a function anywhere but at their very end.
	Self string
	// SelfArgs are arguments for it.
	SelfArgs []string
	// Root, where it is not empty, is a directory by its real path: the names of files in it are relative to it.
	Root string
	// Closed, where it is not empty, is what Root is called, as the repository: whatever in it leads out of it, a link or a
	// kustomization, is an error. Paths that lie elsewhere are read all the same.
	Closed string
}

// Result is what Read found.
type Result struct {
	// Documents are the objects, in the order of the paths: those of a directory by file
	// name, those of a kustomization as kustomize prints them.
	Documents []Document
	// Configs are the configurations that the root kustomizations' transformers give to graylane, and a
	// GrayRelease that is the functionConfig of a ResourceList.
	Configs []Document
	// BaseConfigs are those that the transformers of their bases and components give, upper layers first.
	BaseConfigs []Document
	// Diagnostics report documents that cannot be read; those are not in Documents. They also tell of kustomizations that
	// are not rendered.
	Diagnostics []diag.Diagnostic
}

// Read reads the paths, each file and directory once however often it is named.
//
// A directory that has a kustomization file is rendered; the functions of graylane in it run
// with o.Self, except for one at the very end of the directory's own transformers: that one
// is left to the caller, which finds its configuration among the Configs. A kustomization that
// needs any other function or plugin is an error, and that program is not run.
// Below any other directory, kustomization files, files that are no manifests, hidden
// directories and links to directories are passed over.
//
// An error means that a path could not be read at all.
func Read(paths []string, o Options) (Result, error) {
	r, err := read(paths, o)
	return o.relative(r), o.rooted(err)
}

func read(paths []string, o Options) (Result, error) {
	targets, err := resolve(paths)
	if err != nil {
		return Result{}, o.dangling(err)
	}
	result := Result{Diagnostics: unrendered(paths)}
	for _, t := range targets {
		if err := o.checkLink(t.path); err != nil {
			return Result{}, err
		}
		one, err := t.read(o)
		if err != nil {
			return Result{}, err
		}
		result.Documents = append(result.Documents, one.Documents...)
		result.Configs = append(result.Configs, one.Configs...)
		result.BaseConfigs = append(result.BaseConfigs, one.BaseConfigs...)
		result.Diagnostics = append(result.Diagnostics, one.Diagnostics...)
	}
	return result, nil
}

// ReadingStdin is what Doing is told when stdin is read.
const ReadingStdin = "reading stdin"

func (t target) read(o Options) (Result, error) {
	switch t.kind {
	case kustomization:
		o.doing("rendering " + t.path)
		return render(t.path, o)
	case stdin:
		o.doing(ReadingStdin)
		return o.readStdin()
	}
	o.doing("reading " + t.path)
	data, err := o.readFile(t.path)
	if err != nil {
		return Result{}, err
	}
	return parse(data, t.path).result(t.explicit), nil
}

func (o Options) doing(what string) {
	if o.Doing != nil {
		o.Doing(o.within(what))
	}
}

func (o Options) readStdin() (Result, error) {
	if o.Stdin == nil {
		return Result{}, errors.New("standard input is not there to be read")
	}
	data, err := ReadAll(o.Stdin, o.limit())
	if err != nil {
		return Result{}, fmt.Errorf("read standard input: %w", err)
	}
	return parse(data, Stdin).result(true), nil
}
