// Package examples_test runs every example as its README says and compares the output with the example's
// expected.yaml. To write those anew: go test ./examples -update
package examples_test

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/kustomize/kyaml/yaml"

	"github.com/graylane/graylane/pkg/cli"
)

var update = flag.Bool("update", false, "write expected.yaml anew")

// examples are the directories here; each has a README.md and an expected.yaml.
var examples = []struct {
	name      string
	input     string // what is rendered
	kustomize bool   // the kustomize binary renders it too
}{
	{name: "seed", input: "seed", kustomize: true},
	{name: "chain", input: "chain"},
	{name: "overlay", input: "overlay/staging", kustomize: true},
	{name: "kpt", input: "kpt/shop"}, // kpt itself is in conformance/hosts
}

// TestListed keeps an example from being forgotten here.
func TestListed(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, e := range examples {
		listed[e.name] = true
		for _, file := range []string{"README.md", "expected.yaml"} {
			if _, err := os.Stat(filepath.Join(e.name, file)); err != nil {
				t.Error(err)
			}
		}
	}
	for _, entry := range entries {
		if entry.IsDir() && !listed[entry.Name()] {
			t.Errorf("%s is not among the examples of this test", entry.Name())
		}
	}
}

// TestBuild renders with graylane alone.
func TestBuild(t *testing.T) {
	graylane := install(t, t.TempDir())
	for _, e := range examples {
		t.Run(e.name, func(t *testing.T) {
			got := run(t, graylane, "build", e.input)
			file := filepath.Join(e.name, "expected.yaml")
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(read(t, file), string(got)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", file, diff)
			}
		})
	}
}

// TestBuildAgain renders the output once more, which changes nothing.
func TestBuildAgain(t *testing.T) {
	graylane := install(t, t.TempDir())
	for _, e := range examples {
		t.Run(e.name, func(t *testing.T) {
			file := filepath.Join(e.name, "expected.yaml")
			if diff := cmp.Diff(read(t, file), string(run(t, graylane, "build", file))); diff != "" {
				t.Errorf("%s (-first +second):\n%s", file, diff)
			}
		})
	}
}

// TestKustomize renders with the kustomize binary, which runs graylane as its function.
func TestKustomize(t *testing.T) {
	kustomize := kustomizeBinary(t)
	// The examples look for the binary in bin, two or three directories up, and so do their copies.
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "examples"), os.DirFS(".")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	install(t, filepath.Join(dir, "bin"))
	for _, e := range examples {
		if !e.kustomize {
			continue
		}
		t.Run(e.name, func(t *testing.T) {
			got := run(t, kustomize, "build", "--enable-alpha-plugins", "--enable-exec", filepath.Join(dir, "examples", e.input))
			want := documents(t, []byte(read(t, filepath.Join(e.name, "expected.yaml"))))
			if diff := cmp.Diff(want, documents(t, got)); diff != "" {
				t.Errorf("kustomize and graylane build differ (-graylane +kustomize):\n%s", diff)
			}
		})
	}
}

// TestMain lets the test's own binary be graylane where it is called by that name, so that nothing needs to be built
// first, and a change of the sources is a change of the test.
func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) == "graylane" {
		os.Exit(cli.Run(os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
	}
	os.Exit(m.Run())
}

// install puts graylane into a directory and gives its path.
func install(t *testing.T, dir string) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	// A copy, since a link would be called by its target's name when graylane starts itself.
	path := filepath.Join(dir, "graylane")
	if err := os.WriteFile(path, data, 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

// kustomizeBinary is the one that make built, of the version in tools/go.mod.
func kustomizeBinary(t *testing.T) string {
	t.Helper()
	path := os.Getenv("GRAYLANE_KUSTOMIZE")
	if path == "" {
		missing(t, "GRAYLANE_KUSTOMIZE names no kustomize binary; make test sets it")
	}
	// go test keeps results for as long as the files stay the same that a test looked at.
	if _, err := os.Stat(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// missing ends a test that lacks a tool: it is skipped, or fails where GRAYLANE_REQUIRE_ALL is set.
func missing(t *testing.T, reason string) {
	t.Helper()
	if os.Getenv("GRAYLANE_REQUIRE_ALL") != "" {
		t.Fatal(reason)
	}
	t.Skip(reason)
}

func run(t *testing.T, program string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(program, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", cmd, err, &stderr)
	}
	return stdout
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// documents reads a YAML stream as data, so that layout does not matter.
func documents(t *testing.T, stream []byte) []any {
	t.Helper()
	var docs []any
	for decoder := yaml.NewDecoder(bytes.NewReader(stream)); ; {
		var doc any
		if err := decoder.Decode(&doc); errors.Is(err, io.EOF) {
			return docs
		} else if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	}
}
