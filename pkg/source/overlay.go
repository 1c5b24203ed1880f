package source

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"

	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// overlay is the disk as kustomize sees it: the same files, but of a kustomization file
// what the overlay makes of it. kustomize reads every kustomization file through it, also
// those of remote bases once they are cloned.
type overlay struct {
	filesys.FileSystem
	dir  string // the directory to render, as it was named
	root filesys.ConfirmedDir
	self executable
	// closed is the directory that nothing local leads out of, and called what errors call it; empty for none.
	closed filesys.ConfirmedDir
	called string
	// layers are the kustomization files that were read, in the order in which they were.
	layers []*layer
	// exec tells whether the functions of graylane may run. As long as they may not,
	// kustomize's own restriction keeps all plugins but its builtin ones from running, and the
	// files stay as they are.
	exec bool
	// running is set while kustomize renders the root.
	running bool
	// tracing is set when kustomize is to tell the origins of resources, and nothing else is wanted.
	tracing bool
	// templates is set when a file may hold a template of graylane, and kept when kustomize is to keep these.
	templates, kept bool
	// err is the first error, since kustomize takes a file that cannot be read for absent.
	err error
}

// CleanedAbs leaves a kustomization file that is a link its own name, by which ReadFile knows
// it, unless the link leads out of the directory, which kustomize refuses.
func (o *overlay) CleanedAbs(path string) (filesys.ConfirmedDir, string, error) {
	dir, name, err := o.FileSystem.CleanedAbs(path)
	if err != nil || name == "" || !isKustomizationName(filepath.Base(path)) {
		return dir, name, err
	}
	parent, _, err := o.FileSystem.CleanedAbs(filepath.Dir(path))
	if err != nil || !dir.HasPrefix(parent) {
		return dir, name, err
	}
	return parent, filepath.Base(path), nil
}

// ReadFile gives the content of a file to kustomize.
func (o *overlay) ReadFile(path string) ([]byte, error) {
	if !isKustomizationName(filepath.Base(path)) {
		content, err := o.FileSystem.ReadFile(path)
		if refused := new(unreadable); errors.As(err, &refused) {
			return nil, o.fail(err)
		}
		o.templates = o.templates || namesTemplate(content)
		return content, err
	}
	l, err := o.layer(path)
	if err != nil {
		return nil, o.fail(err)
	}
	o.templates = o.templates || namesTemplate(l.content)
	content, err := o.contentOf(l)
	if err == nil && o.kept && o.isRoot(l) {
		content, err = withTemplates(content)
	}
	return content, o.fail(err)
}

func (o *overlay) fail(err error) error {
	if o.err == nil {
		o.err = err
	}
	return err
}

// layer reads a kustomization file once.
func (o *overlay) layer(path string) (*layer, error) {
	known := func(l *layer) bool { return l.path == path }
	if i := slices.IndexFunc(o.layers, known); i >= 0 {
		return o.layers[i], o.layers[i].err
	}
	content, err := o.FileSystem.ReadFile(path)
	if err != nil {
		return nil, err
	}
	l := &layer{path: path, content: content}
	o.layers = append(o.layers, l)
	l.err = o.load(l)
	return l, l.err
}

// contentOf is what kustomize is to see of a kustomization file.
func (o *overlay) contentOf(l *layer) ([]byte, error) {
	skip := o.skipped(l)
	switch {
	case o.tracing:
		return o.traced(l)
	case o.exec && len(l.entries) > 0:
		return l.closed(o.self, skip)
	case skip != nil:
		return json.Marshal(l.without(*skip))
	}
	return l.content, nil
}

// skipped is the entry of l that need not run: the last of the root, since the caller does
// then what it asks for.
func (o *overlay) skipped(l *layer) *entry {
	if !o.isRoot(l) {
		return nil
	}
	if e, ok := l.last(); ok {
		return &e
	}
	return nil
}

// isRoot tells whether l is the kustomization to render.
func (o *overlay) isRoot(l *layer) bool { return filesys.ConfirmedDir(filepath.Dir(l.path)) == o.root }

// needsExec tells whether a function of graylane has to run for kustomize to go on.
func (o *overlay) needsExec() bool {
	for _, l := range o.layers {
		need := len(l.own())
		if o.skipped(l) != nil {
			need--
		}
		if need > 0 {
			return true
		}
	}
	return false
}
