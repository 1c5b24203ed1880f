// Package docs_test runs the pages of the documentation: README.md, everything here, and the READMEs of examples and
// configuration. Blocks that need a host (kpt, Docker, Helm, a cluster, Argo CD) run in conformance/hosts.
//
// To write anew what the pages show: go test ./docs -update
package docs_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/internal/tutorial"
	"github.com/graylane/graylane/pkg/cli"
)

var update = flag.Bool("update", false, "write what the pages show anew")

// longest is how long a page may take.
const longest = 3 * time.Minute

// root is the repository, seen from here.
const root = ".."

// TestPages runs every page with what needs no host, and compares what it shows with what is printed.
func TestPages(t *testing.T) {
	env := tutorial.Environment(programs(t))
	for _, page := range pages(t) {
		if page.Commands(nil) == 0 {
			continue
		}
		t.Run(page.Path, func(t *testing.T) {
			t.Parallel()
			dir, err := filepath.Abs(root)
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), longest)
			defer cancel()
			got, err := tutorial.Session{Root: dir, Home: t.TempDir(), Env: env}.Run(ctx, page)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(root, page.Path)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(read(t, file), got); diff != "" {
				t.Errorf("%s (-shown +printed):\n%s", page.Path, diff)
			}
		})
	}
}

// TestEveryCommandRuns finds commands in blocks that nobody runs.
func TestEveryCommandRuns(t *testing.T) {
	commands := 0
	for _, page := range pages(t) {
		for _, stray := range page.Stray() {
			t.Error(stray)
		}
		commands += page.Commands(tutorial.Needs())
	}
	t.Logf("%d commands", commands)
	if commands < 40 {
		t.Error("so few: are the pages all there?")
	}
}

// TestLinks follows every link that leads into the repository.
func TestLinks(t *testing.T) {
	links := 0
	for _, page := range pages(t) {
		count, broken := page.Links(root)
		links += count
		for _, problem := range broken {
			t.Error(problem)
		}
	}
	t.Logf("%d links", links)
	if links < 50 {
		t.Error("so few: are the pages all there?")
	}
}

// TestIndex keeps a page from being forgotten in the index.
func TestIndex(t *testing.T) {
	index := read(t, "README.md")
	for _, page := range pages(t) {
		if name, here := strings.CutPrefix(page.Path, "docs/"); here && name != "README.md" && !strings.Contains(index, "]("+name+")") {
			t.Errorf("docs/README.md does not link %s", name)
		}
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

// pages are all pages of the repository.
func pages(t *testing.T) []tutorial.Page {
	t.Helper()
	paths, err := tutorial.Paths(root)
	if err != nil {
		t.Fatal(err)
	}
	var pages []tutorial.Page
	for _, path := range paths {
		page, err := tutorial.Load(root, path)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, page)
	}
	return pages
}

// programs gives a directory with graylane and kustomize.
func programs(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// A copy, since a link would be called by its target's name when graylane starts itself.
	if err := os.WriteFile(filepath.Join(dir, "graylane"), []byte(read(t, self)), 0o755); err != nil {
		t.Fatal(err)
	}
	kustomize := os.Getenv("GRAYLANE_KUSTOMIZE")
	if kustomize == "" {
		missing(t, "GRAYLANE_KUSTOMIZE names no kustomize binary; make test sets it")
	}
	// go test keeps results for as long as the files stay the same that a test looked at.
	if _, err := os.Stat(kustomize); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(kustomize, filepath.Join(dir, "kustomize")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// missing ends a test that lacks a tool: it is skipped, or fails where GRAYLANE_REQUIRE_ALL is set.
func missing(t *testing.T, reason string) {
	t.Helper()
	if os.Getenv("GRAYLANE_REQUIRE_ALL") != "" {
		t.Fatal(reason)
	}
	t.Skip(reason)
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
