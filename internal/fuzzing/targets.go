package fuzzing

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Target is a fuzz target.
type Target struct {
	Package string // the package's directory, relative to the module, as in ./pkg/quote
	Name    string // the function
	Weight  int    // its part of the executions, beside those of the others; at least 1
}

func (t Target) String() string { return t.Package + " " + t.Name }

// Targets are the fuzz targets of the module in a directory, by package and name. Modules within it are others, and left out.
func Targets(root string) ([]Target, error) {
	var all []Target
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && skipped(path, d.Name()):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, "_test.go"):
			return nil
		}
		found, err := targetsOf(root, path)
		all = append(all, found...)
		return err
	})
	slices.SortFunc(all, func(a, b Target) int { return strings.Compare(a.String(), b.String()) })
	return all, err
}

// skipped tells whether go ignores a directory, or it is a module of its own.
func skipped(path, name string) bool {
	_, err := os.Stat(filepath.Join(path, "go.mod"))
	return err == nil || name == "testdata" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")
}

// targetsOf are the targets of a file.
func targetsOf(root, path string) ([]Target, error) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	dir, err := filepath.Rel(root, filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	var all []Target
	for _, decl := range file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || f.Recv != nil || !strings.HasPrefix(f.Name.Name, "Fuzz") {
			continue
		}
		weight, err := weightOf(f.Doc.Text())
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, f.Name.Name, err)
		}
		all = append(all, Target{Package: "./" + filepath.ToSlash(dir), Name: f.Name.Name, Weight: weight})
	}
	return all, nil
}

// usual is the weight of a target that says nothing of it.
const usual = 12

// weightOf is the weight that a comment gives, or the usual one.
func weightOf(comment string) (int, error) {
	for line := range strings.Lines(comment) {
		if text, found := strings.CutPrefix(strings.TrimSpace(line), "fuzz: weight "); found {
			weight, err := strconv.Atoi(text)
			if err != nil || weight < 1 {
				return 0, fmt.Errorf("%q is no weight", text)
			}
			return weight, nil
		}
	}
	return usual, nil
}

// Divide is how many executions each target gets of a number in all, by weight, at least one. Together they are at least that
// many.
func Divide(executions int64, targets []Target) []int64 {
	var weights int64
	for _, t := range targets {
		weights += int64(t.Weight)
	}
	parts := make([]int64, len(targets))
	for i, t := range targets {
		parts[i] = max(1, (executions*int64(t.Weight)+weights-1)/weights)
	}
	return parts
}
