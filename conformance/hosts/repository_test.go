package hosts

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// repository is a Git repository of a test.
type repository struct {
	t   *testing.T
	dir string
	env []string
}

// newRepository makes a repository with a first commit of the files in a directory, on the branch main. Nobody's configuration
// of Git has a say in it.
func newRepository(t *testing.T, dir string) repository {
	t.Helper()
	r := repository{t, dir, []string{
		"HOME=" + t.TempDir(), "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com",
		"GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com",
	}}
	r.git("init", "--quiet", "--initial-branch", "main")
	r.commit("base")
	return r
}

// git runs git in the repository, and gives what it prints, without the last line break.
func (r repository) git(args ...string) string {
	r.t.Helper()
	return strings.TrimSuffix(must(r.t, r.env, "", "git", append([]string{"-C", r.dir}, args...)...), "\n")
}

// commit commits all files.
func (r repository) commit(message string) {
	r.t.Helper()
	r.git("add", "--all")
	r.git("commit", "--quiet", "--message", message)
}

// edit replaces a text in a file, wherever it stands.
func (r repository) edit(file, old, replacement string) {
	r.t.Helper()
	path := filepath.Join(r.dir, file)
	text, err := os.ReadFile(path)
	if err != nil {
		r.t.Fatal(err)
	}
	if !strings.Contains(string(text), old) {
		r.t.Fatalf("%s has no %q", file, old)
	}
	r.write(file, strings.ReplaceAll(string(text), old, replacement))
}

func (r repository) write(file, text string) {
	r.t.Helper()
	if err := os.WriteFile(filepath.Join(r.dir, file), []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}
