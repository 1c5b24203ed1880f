package source

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
)

// unrendered tells of the kustomizations below the directories among the targets' paths that are read file by file: whoever
// names a directory may think that they are rendered.
func unrendered(paths []string) []diag.Diagnostic {
	var ds []diag.Diagnostic
	for _, path := range paths {
		found := kustomizationsBelow(path)
		if len(found) == 0 {
			continue
		}
		more := ""
		if n := len(found) - 1; n > 0 {
			more = " (and " + strconv.Itoa(n) + " more)"
		}
		ds = append(ds, diag.New(diag.InputUnrendered, diag.Ref{}, path, found[0]+more).At(diag.Place{File: found[0]}))
	}
	return ds
}

// kustomizationsBelow are the kustomization files in the directories below a directory that has none itself, sorted. Whatever
// cannot be read has none; reading the directory reports it.
func kustomizationsBelow(dir string) []string {
	targets, err := targetsOf(dir)
	info, statErr := os.Stat(dir)
	if err != nil || statErr != nil || !info.IsDir() || len(targets) == 1 && targets[0].kind == kustomization {
		return nil
	}
	var found []string
	root := dir + string(filepath.Separator)
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case d.IsDir() && path != root && strings.HasPrefix(d.Name(), "."):
			return filepath.SkipDir
		case !d.IsDir() && isKustomizationName(d.Name()):
			found = append(found, filepath.Clean(path))
		}
		return nil
	})
	slices.Sort(found)
	return found
}
