package docs_test

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// TestQuotes looks for the parts of files that the README of an example shows in the files of the example.
func TestQuotes(t *testing.T) {
	quotes := 0
	for _, page := range pages(t) {
		if !strings.HasPrefix(page.Path, "examples/") {
			continue
		}
		files := "\n" + strings.Join(manifests(t, filepath.Join(root, filepath.Dir(page.Path))), "\n")
		for _, quote := range page.Shown("yaml") {
			quotes++
			if !strings.Contains(files, "\n"+quote) {
				t.Errorf("%s: no file of the example has\n%s", page.Path, quote)
			}
		}
	}
	if quotes == 0 {
		t.Error("no example shows a part of a file")
	}
}

// manifests are the YAML files below a directory.
func manifests(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && (filepath.Ext(path) == ".yaml" || entry.Name() == "Kptfile") {
			files = append(files, read(t, path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
