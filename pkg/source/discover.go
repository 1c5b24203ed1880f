package source

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"sigs.k8s.io/kustomize/api/konfig"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// Discovery tells whether a directory is meant for graylane.
type Discovery struct {
	// Configs are the configurations that are meant for graylane, those that count first: of the kustomization itself, then of
	// its bases and components.
	Configs []Document
	// Why says what was looked for where there are none.
	Why string
}

// Discover looks for configurations of graylane in a directory, where Read would find them, without rendering anything or reading
// what lies elsewhere: in what the kustomization names, upper layers first, and what its local bases and components name; without a
// kustomization, in the files that stand in the directory itself. A file that is no valid YAML counts by its text.
func Discover(dir string) (Discovery, error) {
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return Discovery{}, fmt.Errorf("read %q: %w", dir, bare(err))
	case !info.IsDir():
		return Discovery{}, fmt.Errorf("%s is no directory", dir)
	}
	if !slices.ContainsFunc(konfig.RecognizedKustomizationFileNames(), func(name string) bool { return isFile(filepath.Join(dir, name)) }) {
		return discoverFiles(dir)
	}
	o, err := newOverlay(dir, Options{})
	if err != nil {
		return Discovery{}, err
	}
	o.running = true // so that nothing is rendered
	if err := o.walkAll(); err != nil && !errors.As(err, new(*foreignError)) {
		return Discovery{}, err
	}
	return o.discovery()
}

// walkAll is walk, also through the directories that transformers name.
func (o *overlay) walkAll() error {
	visited := map[filesys.ConfirmedDir]bool{}
	err := o.walk(o.root, visited)
	for i := 0; i < len(o.layers); i++ {
		l := o.layers[i]
		for _, source := range l.kust.Transformers {
			if dir, name, wrong := o.CleanedAbs(filesys.ConfirmedDir(filepath.Dir(l.path)).Join(source)); wrong == nil && name == "" {
				err = errors.Join(err, o.walk(dir, visited))
			}
		}
	}
	return err
}

// discovery is what the layers name.
func (o *overlay) discovery() (Discovery, error) {
	var d Discovery
	for _, l := range o.layers {
		found, err := o.configs([]*layer{l})
		if err != nil {
			return Discovery{}, err
		}
		d.Configs = append(d.Configs, found...)
		for _, path := range slices.Concat(l.kust.Transformers, l.kust.Resources) {
			file := filesys.ConfirmedDir(filepath.Dir(l.path)).Join(path)
			known := slices.ContainsFunc(found, func(d Document) bool { return d.Place.File == o.name(file) })
			if strings.Contains(path, "\n") || known || !isFile(file) {
				continue
			}
			d.Configs = append(d.Configs, grayReleases(file, o.name(file))...)
		}
	}
	if len(d.Configs) > 0 {
		return d, nil
	}
	d.Why = fmt.Sprintf("%s names no GrayRelease under transformers or resources, nor do its local bases", o.name(o.layers[0].path))
	if lost := holders(o.dir); len(lost) > 0 {
		d.Why += fmt.Sprintf("; %s holds one: list it under transformers", lost[0].Place.File)
	}
	return d, nil
}

// discoverFiles looks into the files of a directory without a kustomization.
func discoverFiles(dir string) (Discovery, error) {
	if chart := filepath.Join(dir, "Chart.yaml"); isFile(chart) {
		return Discovery{Why: chart + " makes this a Helm chart, which graylane does not render"}, nil
	}
	d := Discovery{Configs: holders(dir)}
	if len(d.Configs) == 0 {
		d.Why = fmt.Sprintf("there is no kustomization in %s, and no file in it holds a GrayRelease", dir)
	}
	return d, nil
}

// holders are the files in a directory itself that hold a GrayRelease.
func holders(dir string) []Document {
	entries, _ := os.ReadDir(dir)
	var all []Document
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if !isManifestName(e.Name()) || !isFile(path) {
			continue
		}
		all = append(all, grayReleases(path, path)...)
	}
	return all
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// grayReleases are the configurations in a file, of which people know the name; all of a file that is no valid YAML, where its text
// looks like one.
func grayReleases(path, name string) []Document {
	text, err := readFile(path)
	if err != nil || !bytes.Contains(text, []byte(grayRelease)) {
		return nil
	}
	p := parse(text, name)
	if len(p.broken) > 0 && grayReleaseLine.Match(text) && bytes.Contains(text, []byte(group)) {
		return []Document{{Text: text, Place: diag.Place{File: name}}}
	}
	all := p.configs
	for _, d := range p.documents {
		if n, err := root(d.Text); err == nil && stringAt(n, "kind") == grayRelease && strings.HasPrefix(stringAt(n, "apiVersion"), group) {
			all = append(all, d)
		}
	}
	return all
}

// group begins the apiVersion of configurations.
const group = "graylane.dev/"

var grayReleaseLine = regexp.MustCompile(`(?m)^[-\s]*["']?kind["']?\s*:\s*["']?` + grayRelease + `\b`)
