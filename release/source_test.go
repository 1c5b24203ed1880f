package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBuildRefuses makes releases of checkouts that none can be made of.
func TestBuildRefuses(t *testing.T) {
	for _, c := range []struct {
		reason, version, want string
		prepare               func(t *testing.T, dir string)
	}{
		{reason: "no tag is at the commit", want: "no tag of a version"},
		{reason: "what is released is what the tag has", want: "not clean", prepare: func(t *testing.T, dir string) {
			runIn(t, dir, nil, "git", "tag", "v1.2.3")
			write(t, dir, "new.go", "package main")
		}},
		{reason: "some tags are no versions", want: "no tag of a version", prepare: func(t *testing.T, dir string) {
			runIn(t, dir, nil, "git", "tag", "very-old")
		}},
		{reason: "a version becomes part of file names", version: "../v1", want: "cannot be part of file names"},
		{reason: "what pages tell to install is what there is", want: "make mention VERSION=v1.2.3", prepare: func(t *testing.T, dir string) {
			write(t, dir, "install.md", "go install github.com/graylane/graylane@v0.9.0\n")
			commit(t, dir)
			runIn(t, dir, nil, "git", "tag", "v1.2.3")
		}},
		{reason: "files of another release would be among those of this one", version: "v1.2.3-try", want: "is not empty", prepare: func(t *testing.T, dir string) {
			write(t, dir, "dist/graylane_v1.2.2_linux_amd64.tar.gz", "")
		}},
	} {
		dir := t.TempDir()
		runIn(t, dir, nil, "git", "init", "--quiet")
		write(t, dir, "go.mod", "module example.com/m")
		write(t, dir, ".gitignore", "/dist/")
		commit(t, dir)
		if c.prepare != nil {
			c.prepare(t, dir)
		}
		err := build(options{repository: dir, out: filepath.Join(dir, "dist"), version: c.version}, io.Discard)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: the error is %v, and not %q", c.reason, err, c.want)
		}
	}
}

// TestTag finds the version that a commit is released as.
func TestTag(t *testing.T) {
	for _, c := range []struct{ reason, tags, want string }{
		{"a tag", "v1.2.3", "v1.2.3"},
		{"tags of something else", "v1 stable v1.2.3-rc.1", "v1.2.3-rc.1"},
		{"a release candidate that becomes the release", "v1.2.3-rc.1 v1.2.3 v1.2.3-rc.2", "v1.2.3"},
		{"nobody knows which", "v1.2.3 v1.2.4", ""},
	} {
		dir := t.TempDir()
		runIn(t, dir, nil, "git", "init", "--quiet")
		write(t, dir, "a", "")
		commit(t, dir)
		for name := range strings.FieldsSeq(c.tags) {
			runIn(t, dir, nil, "git", "tag", name)
		}
		s, err := checkout(dir, "")
		if c.want == "" {
			if err == nil || !strings.Contains(err.Error(), "more than one version") {
				t.Errorf("%s: the error is %v", c.reason, err)
			}
		} else if err != nil || s.version != c.want || !s.tagged {
			t.Errorf("%s: it is %q (%v), want %q", c.reason, s.version, err, c.want)
		}
	}
}

// TestMention writes a version into pages, and into nothing else.
func TestMention(t *testing.T) {
	dir := t.TempDir()
	runIn(t, dir, nil, "git", "init", "--quiet")
	const before = `go install github.com/graylane/graylane@v0.9.0
curl https://github.com/graylane/graylane/releases/download/v0.9.0/graylane_v0.9.0_linux_amd64.tar.gz
docker run ghcr.io/graylane/graylane:v0.9.0-argocd
VERSION=v0.9.0
istio v0.9.0 and example.com/other:v0.9.0 stay
`
	write(t, dir, "page.md", before)
	commit(t, dir)
	if err := mention(dir, "v1.10.0"); err != nil {
		t.Fatal(err)
	}
	want := strings.Replace(strings.ReplaceAll(before, "v0.9.0", "v1.10.0"),
		"istio v1.10.0 and example.com/other:v1.10.0", "istio v0.9.0 and example.com/other:v0.9.0", 1)
	if got := read(t, dir, "page.md"); got != want {
		t.Errorf("it writes\n%s\nand not\n%s", got, want)
	}
	if err := mention(dir, "latest"); err == nil {
		t.Error("latest is taken for a version")
	}
}

// TestMentions finds all pages telling to install the same version.
func TestMentions(t *testing.T) {
	first := ""
	err := source{dir: root}.eachPage(func(file, text string) error {
		for _, m := range mentioned.FindAllStringSubmatch(text, -1) {
			if first == "" {
				first = m[2]
			}
			if m[2] != first {
				t.Errorf("%s says %s, and another page %s", file, m[0], first)
			}
		}
		return nil
	})
	if err != nil || first == "" {
		t.Errorf("no page says which version to install (%v)", err)
	}
}

// write writes a file into a directory.
func write(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
