package hosts

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// tree is the content of a directory's files by their path.
type tree map[string]string

func readTree(t *testing.T, dir string) tree {
	t.Helper()
	files := tree{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		files[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// copyOf copies an example into a directory of the test, with replacements (old, new, old, new, …) in every file.
func copyOf(t *testing.T, example string, replacements ...string) string {
	t.Helper()
	dir := t.TempDir()
	replacer := strings.NewReplacer(replacements...)
	for path, content := range readTree(t, filepath.Join(root, "examples", example)) {
		path = filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(replacer.Replace(content)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// generatedItem finds a document that graylane marked as its own.
var generatedItem = regexp.MustCompile(`graylane\.dev/generated: "?true"?`)

var itemKind = regexp.MustCompile(`(?m)^kind: (\S+)$`)

// generated lists the generated resources of a package as directory/kind, sorted, and gives the files that hold
// none.
func (files tree) generated() (items []string, others tree) {
	others = tree{}
	for path, content := range files {
		if !generatedItem.MatchString(content) {
			others[path] = content
			continue
		}
		for _, kind := range itemKind.FindAllStringSubmatch(content, -1) {
			items = append(items, filepath.Dir(path)+"/"+kind[1])
		}
	}
	slices.Sort(items)
	return items, others
}

// paths are the files' paths, sorted.
func (files tree) paths() []string { return slices.Sorted(maps.Keys(files)) }
