package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// relative gives the files of a result the names that they have within the root.
func (o Options) relative(r Result) Result {
	for _, documents := range [][]Document{r.Documents, r.Configs, r.BaseConfigs} {
		for i := range documents {
			documents[i].Place.File = o.within(documents[i].Place.File)
		}
	}
	for i := range r.Diagnostics {
		r.Diagnostics[i].Place.File = o.within(r.Diagnostics[i].Place.File)
	}
	return r
}

// within is text in which the root, where a path begins with it, is left out.
func (o Options) within(text string) string {
	if o.Root == "" {
		return text
	}
	root := strings.TrimSuffix(o.Root, string(filepath.Separator))
	text = strings.ReplaceAll(text, root+string(filepath.Separator), "")
	return strings.ReplaceAll(text, root, ".")
}

// rootedError is an error that names files within the root.
type rootedError struct {
	error
	text string
}

func (e *rootedError) Error() string { return e.text }
func (e *rootedError) Unwrap() error { return e.error }

func (o Options) rooted(err error) error {
	if err == nil || o.Root == "" {
		return err
	}
	return &rootedError{err, o.within(err.Error())}
}

// covers tells whether a path lies in the root.
func (o Options) covers(path string) bool {
	inside, err := filepath.Rel(o.Root, path)
	return err == nil && filepath.IsLocal(inside)
}

// File reads a file as it stands, as one document whatever is in it.
func File(path string, o Options) (Document, error) {
	if err := o.checkLink(path); err != nil {
		return Document{}, o.rooted(err)
	}
	text, err := o.readFile(path)
	return Document{Text: text, Place: diag.Place{File: o.within(path)}}, o.rooted(err)
}

// checkLink fails for a path that a link leads out of a closed root.
func (o Options) checkLink(path string) error {
	if o.Closed == "" || !o.covers(path) {
		return nil
	}
	to, err := filepath.EvalSymlinks(path)
	if err != nil {
		return nil // which reading it reports
	}
	if !o.covers(to) {
		return fmt.Errorf("%s is a link that leads out of %s", path, o.Closed)
	}
	return nil
}

// dangling says of an error about a link in a closed root that leads nowhere that it leads out of it, as it seems to: where the
// root came from, it may lead somewhere.
func (o Options) dangling(err error) error {
	var of *fs.PathError
	if o.Closed == "" || !errors.As(err, &of) || !o.covers(of.Path) {
		return err
	}
	to, linkErr := os.Readlink(of.Path)
	if linkErr != nil {
		return err
	}
	return fmt.Errorf("%s is a link to %s, which is not in %s", of.Path, to, o.Closed)
}

// checkClosed fails for a layer of the closed root that names something outside of it. Whatever else kustomize reads is in or
// below the directory of its layer.
func (o *overlay) checkClosed(l *layer) error {
	dir := filesys.ConfirmedDir(filepath.Dir(l.path))
	if o.closed == "" || !dir.HasPrefix(o.closed) {
		return nil // as that of a remote base, once it is cloned
	}
	//lint:ignore SA1019 kustomize still reads bases
	lists := [][]string{l.kust.Resources, l.kust.Bases, l.kust.Components}
	for _, list := range pluginLists(&l.kust) {
		lists = append(lists, *list)
	}
	for _, path := range slices.Concat(lists...) {
		if o.leadsOut(dir, path) {
			return fmt.Errorf("%s names %s, which is outside of %s", o.name(l.path), path, o.called)
		}
	}
	return nil
}

// leadsOut tells whether a path leads out of the closed root, by itself or by a link. A configuration that stands inline is no
// path.
func (o *overlay) leadsOut(dir filesys.ConfirmedDir, path string) bool {
	if strings.Contains(path, "\n") || filepath.IsAbs(path) { // the latter is refused by kustomize
		return false
	}
	if inside, err := filepath.Rel(o.closed.String(), dir.Join(path)); err != nil || !filepath.IsLocal(inside) {
		return true
	}
	to, _, err := o.FileSystem.CleanedAbs(dir.Join(path))
	return err == nil && !to.HasPrefix(o.closed)
}
