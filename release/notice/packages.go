package notice

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Target is a platform to build for.
type Target struct{ OS, Arch string }

// module is a module and the directories of its packages that are linked.
type module struct {
	path, version, dir string
	packages           []string
}

// modules are the modules of the packages that the program in dir is made of, sorted by path. The standard library is the
// last one. What the tags of the build leave out is in it as well.
func modules(dir string, targets []Target) ([]module, error) {
	found := map[string]*module{}
	for _, t := range targets {
		if err := addPackages(found, dir, t); err != nil {
			return nil, fmt.Errorf("packages for %s/%s: %w", t.OS, t.Arch, err)
		}
	}
	var sorted []module
	for _, m := range found {
		slices.Sort(m.packages)
		m.packages = slices.Compact(m.packages)
		sorted = append(sorted, *m)
	}
	slices.SortFunc(sorted, func(a, b module) int { return strings.Compare(a.path, b.path) })
	library, err := standardLibrary(dir)
	return append(sorted, library), err
}

func addPackages(found map[string]*module, dir string, t Target) error {
	out, err := run(dir, []string{"GOOS=" + t.OS, "GOARCH=" + t.Arch, "CGO_ENABLED=0", "GOWORK=off"},
		"list", "-deps", "-json=Dir,Module,Standard", ".")
	if err != nil {
		return err
	}
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			Dir    string
			Module *struct {
				Path, Version, Dir string
				Main               bool
			}
		}
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if p.Module == nil || p.Module.Main {
			continue
		}
		if found[p.Module.Path] == nil {
			found[p.Module.Path] = &module{path: p.Module.Path, version: p.Module.Version, dir: p.Module.Dir}
		}
		found[p.Module.Path].packages = append(found[p.Module.Path].packages, p.Dir)
	}
}

// library is the name of Go's own library in vulnerability databases.
const library = "stdlib"

// standardLibrary is Go's own library as a module.
func standardLibrary(dir string) (module, error) {
	out, err := run(dir, nil, "env", "GOROOT", "GOVERSION")
	if err != nil {
		return module{}, err
	}
	root, version, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	return module{path: library, version: strings.TrimPrefix(version, "go"), dir: root, packages: []string{root}}, nil
}

// run runs the go command in a directory.
func run(dir string, env []string, args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w\n%s", args[0], err, stderr.String())
	}
	return out, nil
}

// licenceFiles are the paths of the licence and notice files beside the module's packages and above them.
func (m module) licenceFiles() ([]string, error) {
	var dirs []string
	for _, dir := range m.packages {
		for ; len(dir) >= len(m.dir); dir = filepath.Dir(dir) {
			dirs = append(dirs, dir)
		}
	}
	slices.Sort(dirs)
	var files []string
	for _, dir := range slices.Compact(dirs) {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if e.Type().IsRegular() && isLicence(e.Name()) {
				files = append(files, filepath.Join(dir, e.Name()))
			}
		}
	}
	return files, nil
}

// isLicence tells by its name whether a file is a licence, a copyright notice or a grant of patents.
func isLicence(name string) bool {
	name = strings.ToUpper(name)
	if strings.HasSuffix(name, ".GO") {
		return false
	}
	return slices.ContainsFunc([]string{"LICENSE", "LICENCE", "NOTICE", "COPYING", "COPYRIGHT", "PATENTS"}, func(prefix string) bool {
		return strings.HasPrefix(name, prefix)
	})
}
