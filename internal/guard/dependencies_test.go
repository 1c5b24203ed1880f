package guard_test

import (
	"debug/buildinfo"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// dependenciesPage lists what is linked.
const dependenciesPage = "../../docs/dependencies.md"

// module is a row of the page.
type module struct {
	Function bool
	Imports  string
}

// powers are the packages by which code could get beyond the process, or beyond Go's memory.
func powers() []string {
	return []string{"C", "golang.org/x/sys/unix", "net", "net/http", "os/exec", "os/user", "plugin", "syscall", "unsafe"}
}

// TestDependencies compares the page with the program and its source. A new module, and a new way out in a module, needs a
// row before it gets in.
func TestDependencies(t *testing.T) {
	found := imports(t, "../..")
	for path := range imports(t, "../../pkg/krm") {
		m := found[path]
		m.Function = true
		found[path] = m
	}
	if diff := cmp.Diff(rows(t), found); diff != "" {
		t.Errorf("docs/dependencies.md (-page +source):\n%s", diff)
	}
	info, err := buildinfo.ReadFile(graylane(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, dep := range info.Deps {
		if _, ok := found[dep.Path]; !ok {
			t.Errorf("%s is linked, and not known", dep.Path)
		}
	}
	if len(info.Deps)+1 != len(found) {
		t.Errorf("%d modules are linked, and %d known", len(info.Deps), len(found)-1)
	}
	for _, s := range info.Settings {
		if s.Key == "CGO_ENABLED" && s.Value != "0" {
			t.Error("the program is compiled with cgo")
		}
	}
}

// imports are the modules of all packages that a package needs, and which of the powers they import.
func imports(t *testing.T, dir string) map[string]module {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", "-f", `{{with .Module}}{{.Path}} {{join $.Imports " "}}{{end}}`, ".")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOARCH=amd64")
	got := run(t, cmd)
	if got.code != 0 {
		t.Fatal(got.stderr)
	}
	used := map[string][]string{}
	for line := range strings.Lines(got.stdout) {
		words := strings.Fields(line)
		used[words[0]] = append(used[words[0]], slices.DeleteFunc(words[1:], func(p string) bool { return !slices.Contains(powers(), p) })...)
	}
	all := map[string]module{}
	for path, of := range used {
		slices.Sort(of)
		all[path] = module{Imports: strings.Join(slices.Compact(of), ", ")}
	}
	return all
}

// rows are those of the page.
func rows(t *testing.T) map[string]module {
	t.Helper()
	text, err := os.ReadFile(dependenciesPage)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]module{}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.ReplaceAll(strings.TrimSpace(line), "`", ""), "|")
		if len(cells) != 8 || !strings.Contains(cells[1], "/") {
			continue
		}
		for i := range cells {
			if cells[i] = strings.TrimSpace(cells[i]); cells[i] == "" && i > 0 && i < 6 {
				t.Errorf("a cell is empty: %s", line)
			}
		}
		all[cells[1]] = module{cells[5] == "yes", cells[6]}
	}
	return all
}
