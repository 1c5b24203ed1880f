package source

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sigs.k8s.io/kustomize/api/konfig"
)

// Stdin is the path that stands for standard input, and the file of what was read there.
const Stdin = "-"

type kind int

const (
	file kind = iota
	kustomization
	stdin
)

// target is one thing to read.
type target struct {
	kind kind
	path string
	// explicit marks a file that was named itself: it has to be a manifest.
	explicit bool
}

// resolve gives what the paths name, in their order, each once.
func resolve(paths []string) ([]target, error) {
	var out []target
	at := map[string]int{}
	for _, path := range paths {
		targets, err := targetsOf(path)
		if err != nil {
			return nil, err
		}
		for _, t := range targets {
			key := t.identity()
			if i, ok := at[key]; ok {
				out[i].explicit = out[i].explicit || t.explicit
				continue
			}
			at[key] = len(out)
			out = append(out, t)
		}
	}
	return out, nil
}

// identity is equal for two spellings of the same file or directory.
func (t target) identity() string {
	if t.kind == stdin {
		return Stdin
	}
	path := t.path
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return path
}

func targetsOf(path string) ([]target, error) {
	if path == Stdin {
		return []target{{kind: stdin, path: path, explicit: true}}, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", path, bare(err))
	}
	if info.IsDir() {
		return targetsIn(path)
	}
	if isKustomizationName(filepath.Base(path)) {
		return nil, fmt.Errorf("%s is a kustomization file: name its directory, %s", path, filepath.Dir(path))
	}
	return []target{{path: filepath.Clean(path), explicit: true}}, nil
}

func targetsIn(dir string) ([]target, error) {
	for _, name := range konfig.RecognizedKustomizationFileNames() {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil && !info.IsDir() {
			return []target{{kind: kustomization, path: filepath.Clean(dir)}}, nil
		}
	}
	files, err := manifestsBelow(dir)
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", dir, err)
	}
	out := make([]target, len(files))
	for i, f := range files {
		out[i] = target{path: f}
	}
	return out, nil
}

// manifestsBelow are the paths of the regular files below dir that may hold manifests, sorted.
// Links to directories are not followed, so there are no loops; links to files are.
func manifestsBelow(dir string) ([]string, error) {
	var files []string
	root := dir + string(filepath.Separator) // so that dir itself may be a link
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(d.Name(), ".")
		if d.IsDir() && hidden && path != root {
			return filepath.SkipDir
		}
		if d.IsDir() || !isManifestName(d.Name()) {
			return nil
		}
		info, err := os.Stat(path)
		if err != nil && hidden {
			return nil // an editor's lock is a hidden link to nowhere
		}
		if err == nil && info.Mode().IsRegular() {
			files = append(files, filepath.Clean(path))
		}
		return err
	})
	slices.Sort(files)
	return files, err
}

func isManifestName(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return slices.Contains([]string{".yaml", ".yml", ".json"}, ext) && !isKustomizationName(name)
}

func isKustomizationName(name string) bool {
	return slices.Contains(konfig.RecognizedKustomizationFileNames(), name)
}

// bare is err without the path and the name of the system call.
func bare(err error) error {
	if e, ok := err.(*fs.PathError); ok {
		return e.Err
	}
	return err
}
