package source

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"

	"sigs.k8s.io/kustomize/api/konfig"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/resource"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// walk loads the kustomization of a local directory and of its local bases and components, the
// upper layers first. What it cannot find is left to kustomize to report.
func (o *overlay) walk(dir filesys.ConfirmedDir, visited map[filesys.ConfirmedDir]bool) error {
	if visited[dir] {
		return nil
	}
	visited[dir] = true
	l, err := o.layerIn(dir)
	if err != nil || l == nil {
		return err
	}
	//lint:ignore SA1019 kustomize still reads bases
	bases := l.kust.Bases
	for _, list := range [][]string{l.kust.Resources, bases, l.kust.Components} {
		for _, path := range list {
			base, name, err := o.CleanedAbs(dir.Join(path))
			if err != nil || name != "" {
				continue
			}
			if err := o.walk(base, visited); err != nil {
				return err
			}
		}
	}
	return nil
}

// layerIn is the layer of a directory, nil when it has none.
func (o *overlay) layerIn(dir filesys.ConfirmedDir) (*layer, error) {
	for _, name := range konfig.RecognizedKustomizationFileNames() {
		if path := dir.Join(name); o.Exists(path) && !o.IsDir(path) {
			return o.layer(path)
		}
	}
	return nil, nil
}

// load finds the plugin configurations of l. A file that kustomize cannot read has none.
func (o *overlay) load(l *layer) error {
	if err := l.kust.Unmarshal(l.content); err != nil {
		return nil
	}
	if err := o.checkClosed(l); err != nil {
		return err
	}
	for list, field := range pluginLists(&l.kust) {
		for index, source := range *field {
			e, err := o.find(l, entry{list: list, index: index, source: source})
			if err != nil {
				return fmt.Errorf("%s: %w", o.nameOf(l, e), err)
			}
			l.entries = append(l.entries, e)
		}
	}
	return nil
}

// find reads the configurations that an entry leads to: inline, in a file or elsewhere, the
// order in which kustomize tries them.
func (o *overlay) find(l *layer, e entry) (entry, error) {
	resources, err := inlineResources([]byte(e.source))
	e.inline = err == nil
	switch {
	case e.inline:
		e.file, e.content = l.path, []byte(e.source)
	case o.inFile(l, &e):
		resources, err = inlineResources(e.content)
	case o.running:
		e.unknown = true // another run of kustomize would disturb this one
		return e, nil
	case strings.Contains(e.source, "\n"):
		err = fmt.Errorf("what stands inline in a list of plugins is no object: %w", err) // kustomize would repeat all of it
	default:
		resources, err = o.elsewhere(l, e)
	}
	if err == nil {
		e.members, err = membersOf(resources)
	}
	return e, err
}

// inFile tells whether a path is a file of configurations that kustomize may load: in or
// below the directory of l.
func (o *overlay) inFile(l *layer, e *entry) bool {
	root := filesys.ConfirmedDir(filepath.Dir(l.path))
	path := e.source
	if !filepath.IsAbs(path) {
		path = root.Join(path)
	}
	dir, name, err := o.CleanedAbs(path)
	if err != nil || name == "" || !dir.HasPrefix(root) {
		return false
	}
	content, err := o.FileSystem.ReadFile(dir.Join(name))
	if err != nil {
		return false
	}
	if _, err := inlineResources(content); err != nil {
		return false
	}
	e.file, e.content = dir.Join(name), content
	return true
}

// elsewhere has kustomize render what a path leads to: a directory, a URL, or an error that
// kustomize words. Only builtin plugins can run meanwhile. Local configurations are wanted
// too, so they lose the annotation that makes them local.
func (o *overlay) elsewhere(l *layer, e entry) ([]*resource.Resource, error) {
	content, err := json.Marshal(types.Kustomization{
		Resources: []string{e.source},
		Patches: []types.Patch{{
			Target: &types.Selector{AnnotationSelector: konfig.IgnoredByKustomizeAnnotation},
			Patch:  `[{"op": "remove", "path": "/metadata/annotations/config.kubernetes.io~1local-config"}]`,
		}},
	})
	if err != nil {
		return nil, err
	}
	m, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(&pinned{o, l.path, content}, filepath.Dir(l.path))
	if err := cmp.Or(o.err, err); err != nil {
		return nil, err
	}
	return m.Resources(), nil
}

// pinned is an overlay with one file replaced.
type pinned struct {
	*overlay
	path    string
	content []byte
}

func (p *pinned) ReadFile(path string) ([]byte, error) {
	if path == p.path {
		return p.content, nil
	}
	return p.overlay.ReadFile(path)
}
