// Package examples_test runs graylane and kustomize on every example and compares the output with the example's
// expected.yaml. To write it anew: go test ./examples -update. What the READMEs show is compared in docs.
package examples_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/kustomize/kyaml/yaml"

	"github.com/graylane/graylane/pkg/cli"
)

var update = flag.Bool("update", false, "write expected.yaml anew")

// example is a directory here, or one of the variants that a directory holds. The directory has a README.md; what
// graylane build makes of it is in expected.yaml.
type example struct {
	name      string // the directory of its expected.yaml
	input     string // what is rendered
	kustomize bool   // the kustomize binary renders it too
	template  bool   // it has one, which is not among what is printed
	own       bool   // what that makes of it is another thing, and in kustomize.yaml
	beside    string // a file for tools alone, which is not among what is printed and is given again with it
	release   string // the GrayRelease, where it is not graylane.yaml in what is rendered
}

var examples = []example{
	{name: "seed", input: "seed", kustomize: true},
	{name: "chain", input: "chain"},
	{name: "gateway/simple", input: "gateway/simple", kustomize: true},
	{name: "gateway/delegate", input: "gateway/delegate", kustomize: true},
	{name: "gap/warn", input: "gap/warn", kustomize: true},
	{name: "gap/clone", input: "gap/clone", kustomize: true},
	{name: "gap/header", input: "gap/header", kustomize: true},
	{name: "header", input: "header", kustomize: true},
	{name: "template", input: "template", kustomize: true, template: true},
	{name: "tcp", input: "tcp", kustomize: true},
	{name: "namespaces", input: "namespaces", kustomize: true},
	{name: "overlay", input: "overlay/staging", kustomize: true},
	{name: "prefix", input: "prefix/staging", kustomize: true, own: true},
	{name: "component", input: "component/overlays/prod", kustomize: true, release: "component/lanes/graylane.yaml"},
	{name: "container", input: "container"}, // kustomize with a container is in conformance/hosts
	{name: "committed", input: "committed", kustomize: true},
	{name: "rollout", input: "rollout/shop"},
	{name: "kpt", input: "kpt/shop"},            // kpt itself is in conformance/hosts
	{name: "helm", input: "helm/expected.yaml"}, // and so is Helm, which made that of the chart
	{name: "argocd", input: "argocd/shop"},      // Argo CD itself is in conformance/argocd
	{name: "demo", input: "demo/gray", kustomize: true},
	{name: "observed", input: "observed", kustomize: true, beside: "observed/observed.yaml"},
}

// expected is the file with what graylane build makes of e.
func (e example) expected() string { return filepath.Join(e.name, "expected.yaml") }

// dir is its directory among the examples.
func (e example) dir() string {
	dir, _, _ := strings.Cut(e.name, "/")
	return dir
}

// config are the arguments that name its GrayRelease.
func (e example) config() []string {
	file := firstOf(e.release, filepath.Join(e.input, "graylane.yaml"))
	if _, err := os.Stat(file); err != nil {
		return nil
	}
	return []string{"--config", file}
}

// firstOf is a, or b where that is empty.
func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// TestListed keeps an example from being forgotten, here and in the README of the repository.
func TestListed(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	readme := read(t, "../README.md")
	listed := map[string]bool{}
	for _, e := range examples {
		listed[e.dir()] = true
		for _, file := range []string{filepath.Join(e.dir(), "README.md"), e.expected()} {
			if _, err := os.Stat(file); err != nil {
				t.Error(err)
			}
		}
	}
	for _, entry := range entries {
		if entry.IsDir() && !listed[entry.Name()] {
			t.Errorf("%s is not among the examples of this test", entry.Name())
		}
		if entry.IsDir() && !strings.Contains(readme, "\n| ["+entry.Name()+"](examples/"+entry.Name()+") |") {
			t.Errorf("README.md does not list %s", entry.Name())
		}
	}
}

// TestBuild renders with graylane alone.
func TestBuild(t *testing.T) {
	graylane := install(t, t.TempDir())
	for _, e := range examples {
		t.Run(e.name, func(t *testing.T) {
			got := run(t, graylane, "build", e.input)
			renew(t, e.expected(), got)
			if diff := cmp.Diff(read(t, e.expected()), string(got)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", e.expected(), diff)
			}
		})
	}
}

// TestBuildAgain renders the output once more, which changes nothing, or is refused where a template was left out of it.
func TestBuildAgain(t *testing.T) {
	graylane := install(t, t.TempDir())
	for _, e := range examples {
		t.Run(e.name, func(t *testing.T) {
			if e.template {
				out, err := exec.Command(graylane, "build", e.expected()).CombinedOutput()
				if err == nil || !bytes.Contains(out, []byte("GL0518")) {
					t.Errorf("without the template: %v\n%s", err, out)
				}
				return
			}
			args := append([]string{"build", e.expected()}, e.config()...)
			if e.beside != "" {
				args = append(args, e.beside)
			}
			got := run(t, graylane, args...)
			if diff := cmp.Diff(read(t, e.expected()), string(got)); diff != "" {
				t.Errorf("%s (-first +second):\n%s", e.expected(), diff)
			}
		})
	}
}

// TestKustomize renders with the kustomize binary, which runs graylane as its function.
func TestKustomize(t *testing.T) {
	kustomize := kustomizeBinary(t)
	// The examples look for the binary in bin, two or three directories up, and so do their copies.
	dir := t.TempDir()
	for _, copied := range []string{"examples", "config"} {
		if err := os.CopyFS(filepath.Join(dir, copied), os.DirFS(filepath.Join("..", copied))); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	install(t, filepath.Join(dir, "bin"))
	t.Setenv("PATH", filepath.Join(dir, "bin")+string(os.PathListSeparator)+os.Getenv("PATH"))
	for _, e := range examples {
		if !e.kustomize {
			continue
		}
		t.Run(e.name, func(t *testing.T) {
			got := run(t, kustomize, "build", "--enable-alpha-plugins", "--enable-exec", filepath.Join(dir, "examples", e.input))
			file := e.expected()
			if e.own {
				file = filepath.Join(e.name, "kustomize.yaml")
				renew(t, file, got)
			}
			want := documents(t, []byte(read(t, file)))
			if diff := cmp.Diff(want, documents(t, got)); diff != "" {
				t.Errorf("%s (-want +kustomize):\n%s", file, diff)
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

// renew writes a file anew where the flag says so.
func renew(t *testing.T, file string, content []byte) {
	t.Helper()
	if !*update {
		return
	}
	if err := os.WriteFile(file, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// documents reads a YAML stream as data, so that layout does not matter, and sorts it, since kustomize has an order of
// its own.
func documents(t *testing.T, stream []byte) []map[string]any {
	t.Helper()
	var docs []map[string]any
	for decoder := yaml.NewDecoder(bytes.NewReader(stream)); ; {
		var doc map[string]any
		if err := decoder.Decode(&doc); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	}
	slices.SortFunc(docs, func(a, b map[string]any) int { return strings.Compare(identity(a), identity(b)) })
	return docs
}

// identity tells the objects of a stream apart.
func identity(doc map[string]any) string {
	metadata, _ := doc["metadata"].(map[string]any)
	return fmt.Sprint(doc["kind"], metadata["namespace"], "/", metadata["name"])
}
