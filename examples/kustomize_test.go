package examples_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// copied is a copy of some directories of the repository, with graylane in tools and on PATH.
func copied(t *testing.T, dirs ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range dirs {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join("..", name))); err != nil {
			t.Fatal(err)
		}
	}
	tools := filepath.Join(dir, "tools")
	if err := os.Mkdir(tools, 0o755); err != nil {
		t.Fatal(err)
	}
	install(t, tools)
	t.Setenv("PATH", tools+string(os.PathListSeparator)+os.Getenv("PATH"))
	return dir
}

// generated is how many of a stream's objects graylane generated.
func generated(stream []byte) int { return strings.Count(string(stream), "graylane.dev/generated") }

// TestComponent renders the overlays that list the component and the one that does not, and once more with a path in place of
// the program's name: it is relative to the component, not to an overlay, which lies a directory deeper.
func TestComponent(t *testing.T) {
	kustomize, dir := kustomizeBinary(t), copied(t, "examples/component")
	for _, path := range []string{"path: graylane\n", "path: ../../../tools/graylane\n"} {
		file := filepath.Join(dir, "examples/component/lanes/graylane.yaml")
		edited := strings.Replace(read(t, file), "path: graylane\n", path, 1)
		if err := os.WriteFile(file, []byte(edited), 0o644); err != nil || !strings.Contains(edited, path) {
			t.Fatalf("%v\n%s", err, edited)
		}
		for overlay, want := range map[string]int{"dev": 0, "staging": 5, "prod": 5} {
			got := run(t, kustomize, "build", "--enable-alpha-plugins", "--enable-exec", filepath.Join(dir, "examples/component/overlays", overlay))
			if generated(got) != want {
				t.Errorf("%s: %s has %d generated resources, want %d", path, overlay, generated(got), want)
			}
		}
	}
}

// TestSkipped is about kustomize without --enable-exec, and what finds that out.
func TestSkipped(t *testing.T) {
	kustomize, dir := kustomizeBinary(t), copied(t, "examples/component")
	overlay := filepath.Join(dir, "examples/component/overlays/prod")
	skipped := run(t, kustomize, "build", "--enable-alpha-plugins", overlay)
	if generated(skipped) != 0 {
		t.Fatalf("kustomize does not skip the function any more:\n%s", skipped)
	}
	check := func(stream []byte) error {
		return command("graylane", "check", "--generated", "--config", filepath.Join(dir, "examples/component/lanes/graylane.yaml"), "-").with(stream)
	}
	if err := check(skipped); err == nil || !strings.Contains(err.Error(), "GL0519") {
		t.Errorf("check --generated says %v", err)
	}
	if err := check(run(t, kustomize, "build", "--enable-alpha-plugins", "--enable-exec", overlay)); err != nil {
		t.Errorf("check --generated says of what was not skipped: %v", err)
	}
}

// TestCommitted renders with no function at all, and generates the committed file from a kustomization that lists it.
func TestCommitted(t *testing.T) {
	kustomize, dir := kustomizeBinary(t), copied(t, "examples/component", "examples/committed")
	committed := filepath.Join(dir, "examples/committed")
	got := run(t, kustomize, "build", committed)
	if diff := cmp.Diff(documents(t, []byte(read(t, "committed/expected.yaml"))), documents(t, got)); diff != "" {
		t.Errorf("(-graylane build +kustomize build):\n%s", diff)
	}
	file := filepath.Join(committed, "generated.yaml")
	for _, reason := range []string{"from itself", "from an empty file"} {
		again := run(t, "graylane", "generate", committed)
		if diff := cmp.Diff(read(t, "committed/generated.yaml"), string(again)); diff != "" {
			t.Errorf("%s (-committed +generated):\n%s", reason, diff)
		}
		if err := os.WriteFile(file, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := command("graylane", "check", "--generated", committed).with(nil); err == nil || !strings.Contains(err.Error(), "VirtualService/shop/vs-api is not there.") {
		t.Errorf("of an empty file check --generated says %v", err)
	}
}

// program is a command to run.
type program struct{ *exec.Cmd }

func command(name string, args ...string) program { return program{exec.Command(name, args...)} }

// with runs it with a text as stdin; an error has what it printed.
func (p program) with(stdin []byte) error {
	p.Stdin = bytes.NewReader(stdin)
	if out, err := p.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	return nil
}
