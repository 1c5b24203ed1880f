package git_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/git"
)

// repository makes a repository with a commit of some files in a new working directory, by its real path, with no settings but
// its own.
func repository(t *testing.T, files map[string]string) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("GRAYLANE_REQUIRE_ALL") != "" {
			t.Fatal("there is no git")
		}
		t.Skip("there is no git")
	}
	for _, name := range os.Environ() {
		if name, _, _ := strings.Cut(name, "="); strings.HasPrefix(name, "GIT_") {
			t.Setenv(name, "")
			os.Unsetenv(name)
		}
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("HOME", filepath.Join(dir, "home"))
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(dir, "home"))
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	dir = filepath.Join(dir, "repo")
	write(t, dir, files)
	t.Chdir(dir)
	run(t, "init", "-q", "-b", "main")
	run(t, "config", "user.name", "x")
	run(t, "config", "user.email", "x@example.org")
	commit(t)
	return dir
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

func run(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.Command("git", args...).CombinedOutput()
	if err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return string(out)
}

func commit(t *testing.T) {
	t.Helper()
	run(t, "add", "-A")
	run(t, "commit", "-q", "--allow-empty", "-m", "x")
}

// tree writes the tree of a revision, and gives its files with their content, and where links lead.
func tree(t *testing.T, revision string) map[string]string {
	t.Helper()
	r, err := git.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	old, _, err := r.Resolve(t.Context(), git.Range{Old: revision, New: revision})
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "tree")
	if err := r.Write(t.Context(), old, dir); err != nil {
		t.Fatal(err)
	}
	return contents(t, dir)
}

func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if d.Type() == os.ModeSymlink {
			to, err := os.Readlink(path)
			files[name] = "link to " + to
			return err
		}
		text, err := os.ReadFile(path)
		files[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestWrite(t *testing.T) {
	dir := repository(t, map[string]string{"a/x.yaml": "one", ".gitattributes": "*.txt text eol=crlf\n*.secret filter=rot\n", "t.txt": "a\n", "s.secret": "hidden"})
	if err := os.Symlink("a/x.yaml", filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	commit(t)
	want := tree(t, "HEAD")
	if diff := cmp.Diff(map[string]string{
		"a/x.yaml": "one", ".gitattributes": "*.txt text eol=crlf\n*.secret filter=rot\n", "t.txt": "a\r\n", "s.secret": "hidden", "link": "link to a/x.yaml",
	}, want); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}

	// The working tree, its attributes and the index of the user count for nothing; the filters of the user do.
	write(t, dir, map[string]string{"a/x.yaml": "two", "a/y.yaml": "new", ".gitattributes": ""})
	run(t, "add", "a/y.yaml")
	run(t, "config", "filter.rot.smudge", "tr a-z b-za")
	want["s.secret"] = "ijeefo"
	if diff := cmp.Diff(want, tree(t, "HEAD")); diff != "" {
		t.Errorf("with a working tree that differs (-want +got):\n%s", diff)
	}

	// A file that the working tree has not checked out is there.
	run(t, "config", "core.sparseCheckout", "true")
	write(t, dir, map[string]string{".git/info/sparse-checkout": "/t.txt\n"})
	if diff := cmp.Diff(want, tree(t, "HEAD")); diff != "" {
		t.Errorf("with a sparse checkout (-want +got):\n%s", diff)
	}
}

// TestNothingIsTouched leaves the repository as it was, to the byte, whatever its settings name.
func TestNothingIsTouched(t *testing.T) {
	dir := repository(t, map[string]string{"a/x.yaml": "one"})
	write(t, dir, map[string]string{
		"a/x.yaml": "two", "untracked": "x", ".git/hooks/post-index-change": "#!/bin/sh\ntouch " + dir + "/ran\n",
		".git/hooks/post-checkout": "#!/bin/sh\ntouch " + dir + "/ran\n", "monitor": "#!/bin/sh\ntouch " + dir + "/ran\n",
	})
	run(t, "config", "core.splitIndex", "true")
	run(t, "config", "core.fsmonitor", filepath.Join(dir, "monitor"))
	run(t, "config", "core.untrackedCache", "true")
	before := contents(t, dir)
	tree(t, "HEAD")
	t.Setenv("GIT_INDEX_FILE", ".git/index") // as in a hook
	tree(t, "main")
	if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
}

func TestLinkedWorktree(t *testing.T) {
	dir := repository(t, map[string]string{"x": "one"})
	run(t, "worktree", "add", "-q", "../linked")
	t.Chdir(filepath.Join(filepath.Dir(dir), "linked"))
	write(t, ".", map[string]string{"x": "two"})
	commit(t)
	if diff := cmp.Diff(map[string]string{"x": "two"}, tree(t, "HEAD")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]string{"x": "one"}, tree(t, "main")); diff != "" {
		t.Error(diff)
	}
}

func TestPath(t *testing.T) {
	dir := repository(t, map[string]string{"a/b/x": "", "y": ""})
	for _, tt := range []struct{ reason, from, path, want string }{
		{"from the top", ".", "a/b", "a/b"},
		{"the top itself", ".", ".", "."},
		{"from below", "a", "b/x", "a/b/x"},
		{"upwards", "a/b", "../../y", "y"},
		{"what is not there any more", "a", "gone", "a/gone"},
		{"an absolute path", "a", filepath.Join(dir, "y"), "y"},
		{"one of what is not there", "a", filepath.Join(dir, "a/gone/too"), "a/gone/too"},
		{"outside", "a", "../..", ""},
		{"outside, absolute", "a", filepath.Dir(dir), ""},
		{"beside, with the same beginning", ".", dir + "-other", ""},
	} {
		t.Chdir(filepath.Join(dir, tt.from))
		r, err := git.Open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got, err := r.Path(tt.path); got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("%s: %q, error %v", tt.reason, got, err)
		}
	}
}

func TestParseRange(t *testing.T) {
	for _, tt := range []struct {
		text string
		want git.Range
		err  string
	}{
		{"main", git.Range{Old: "main"}, ""},
		{"main..feature", git.Range{Old: "main", New: "feature"}, ""},
		{"main...feature", git.Range{Old: "main", New: "feature", Forked: true}, ""},
		{"main..", git.Range{Old: "main", New: "HEAD"}, ""},
		{"...main", git.Range{Old: "HEAD", New: "main", Forked: true}, ""},
		{"v1.2.3..v1.2.4", git.Range{Old: "v1.2.3", New: "v1.2.4"}, ""},
		{"HEAD@{1 day ago}", git.Range{Old: "HEAD@{1 day ago}"}, ""},
		{"", git.Range{}, "a revision is missing"},
		{"--exec=x", git.Range{}, "begins with a hyphen"},
		{"-", git.Range{}, "begins with a hyphen"},
		{"main..-x", git.Range{}, "begins with a hyphen"},
		{"-x...main", git.Range{}, "begins with a hyphen"},
	} {
		got, err := git.ParseRange(tt.text)
		if got != tt.want || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%q: %+v, error %v", tt.text, got, err)
		}
	}
}

// TestHostileRevisions are told as unknown: nothing of them gets to git as an option, and nothing runs or is written.
func TestHostileRevisions(t *testing.T) {
	dir := repository(t, map[string]string{"x": ""})
	before := contents(t, dir)
	r, err := git.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, revision := range []string{"a b", "$(touch ran)", "`touch ran`", "x\ny", "a\x00b", ";ls", "^main", "main^@", "@{-1}", "\xff", strings.Repeat("x", 10000), ":(glob)*"} {
		if of, _, err := r.Resolve(t.Context(), git.Range{Old: revision, New: "HEAD"}); err == nil {
			t.Errorf("%q is %v", revision, of)
		}
	}
	if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
}

// TestEnd ends git with its context, also while it waits for a filter, and writes nothing from then on.
func TestEnd(t *testing.T) {
	dir := repository(t, map[string]string{".gitattributes": "* filter=slow\n", "a": "", "b": "", "c": ""})
	begun := filepath.Join(filepath.Dir(dir), "begun")
	run(t, "config", "filter.slow.smudge", "touch "+begun+"; exec sleep 5")
	r, err := git.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	old, _, err := r.Resolve(t.Context(), git.Range{Old: "HEAD"})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	target := filepath.Join(t.TempDir(), "tree")
	done := make(chan error, 1)
	go func() { done <- r.Write(ctx, old, target) }()
	for _, err := os.Stat(begun); err != nil; _, err = os.Stat(begun) {
		if len(done) > 0 {
			t.Fatal(<-done)
		}
	}
	cancel()
	r.Wait()
	if err := os.RemoveAll(target); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err == nil {
		t.Error("there is no error")
	}
	if err := r.Write(ctx, old, target); err == nil {
		t.Errorf("git runs after the end: %v", err)
	}
	if files := contents(t, filepath.Dir(target)); len(files) > 1 { // of the index at most
		t.Errorf("%v", files)
	}
}
