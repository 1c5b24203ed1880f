package hosts

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/graylane/graylane/conformance"
)

// TestPreCommit lets pre-commit build graylane from this repository as it is now, and run its hooks on an application.
func TestPreCommit(t *testing.T) {
	precommit := conformance.Require(t, "pre-commit")
	graylane := snapshot(t)
	r := newRepository(t, copyOf(t, "gap"))
	r.write(".pre-commit-config.yaml", fmt.Sprintf(`repos:
- repo: %s
  rev: %s
  hooks:
  - id: graylane-check
    args: [warn]
  - id: graylane-diff
    args: [warn]
`, graylane.dir, graylane.git("rev-parse", "HEAD")))
	r.commit("hooks")
	env := append([]string{"PRE_COMMIT_HOME=" + t.TempDir()}, r.env...)
	for _, cache := range []string{"GOMODCACHE", "GOCACHE"} { // pre-commit would download and compile everything anew
		env = append(env, cache+"="+strings.TrimSpace(must(t, nil, "", "go", "env", cache)))
	}
	if got := runIn(t, r.dir, env, exec.Command(precommit, "install"), ""); got.code != 0 {
		t.Fatalf("pre-commit install: %s%s", got.stdout, got.stderr)
	}
	commit := func() result {
		r.git("add", "--all")
		return runIn(t, r.dir, env, exec.Command("git", "commit", "--message", "change"), "")
	}

	r.edit("base/c.yaml", "version: v2", "version: v3")
	got := commit()
	if want := "graylane check.*Passed"; got.code != 0 || !matches(want, got.stdout+got.stderr) {
		t.Errorf("a gap is a warning: exit %d, want a line %q in\n%s%s", got.code, want, got.stdout, got.stderr)
	}
	if want := `c.*v3`; !matches(want, got.stdout+got.stderr) {
		t.Errorf("the difference is not shown, want a line %q in\n%s%s", want, got.stdout, got.stderr)
	}

	r.git("reset", "--quiet", "--hard", "HEAD^")
	r.edit("warn/graylane.yaml", "gaps: warn", "gaps: error")
	got = commit()
	if want := `GL0306`; got.code != 1 || !matches(want, got.stdout+got.stderr) {
		t.Errorf("a gap is an error now: exit %d, want a line %q in\n%s%s", got.code, want, got.stdout, got.stderr)
	}
}

// snapshot is a repository with the files of this one as they are now, whether they are committed or not.
func snapshot(t *testing.T) repository {
	t.Helper()
	dir := t.TempDir()
	listed := must(t, nil, "", "git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	for _, path := range strings.FieldsFunc(listed, func(r rune) bool { return r == 0 }) {
		text, err := os.ReadFile(filepath.Join(root, path))
		if os.IsNotExist(err) { // deleted, and not committed yet
			continue
		}
		if err == nil {
			err = os.MkdirAll(filepath.Dir(filepath.Join(dir, path)), 0o755)
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, path), text, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return newRepository(t, dir)
}
