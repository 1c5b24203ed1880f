package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// root is the repository, seen from here.
const root = ".."

// testVersion is the version of the releases that tests make.
const testVersion = "v9.8.7"

// runIn runs a program in a directory and gives what it prints on stdout; it has to succeed.
func runIn(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	out, said, err := try(dir, env, name, args...)
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, said)
	}
	return out
}

// try runs a program in a directory and gives what it prints on stdout and stderr.
func try(dir string, env []string, name string, args ...string) (stdout, stderr string, err error) {
	var out, said strings.Builder
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, slices.Concat(os.Environ(), []string{"MAKEFLAGS="}, env) // a make that runs the tests has a say in none here
	cmd.Stdout, cmd.Stderr = &out, &said
	err = cmd.Run()
	return out.String(), said.String(), err
}

// goEnv is a setting of the go command.
func goEnv(t *testing.T, name string) string {
	t.Helper()
	return strings.TrimSpace(runIn(t, root, nil, "go", "env", name))
}

// tagged makes a repository of the files as they stand, in one commit with a tag, and with the pages that tell to install it.
func tagged(t *testing.T, dir string) {
	t.Helper()
	files := runIn(t, root, nil, "git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
	for file := range strings.SplitSeq(strings.TrimRight(files, "\x00"), "\x00") {
		info, err := os.Stat(filepath.Join(root, file))
		if os.IsNotExist(err) {
			continue // deleted, and not committed yet
		}
		data, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		to := filepath.Join(dir, file)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, data, info.Mode().Perm()); err != nil {
			t.Fatal(err)
		}
	}
	runIn(t, dir, nil, "git", "init", "--quiet", "--initial-branch=main")
	runIn(t, dir, nil, "git", "add", "--all") // pages are among the files that git knows
	if err := mention(dir, testVersion); err != nil {
		t.Fatal(err)
	}
	commit(t, dir)
	runIn(t, dir, nil, "git", "tag", testVersion)
}

// commit commits all files.
func commit(t *testing.T, dir string) {
	t.Helper()
	runIn(t, dir, nil, "git", "add", "--all")
	env := []string{"GIT_COMMITTER_DATE=2026-01-02T03:04:05+09:00"}
	runIn(t, dir, env, "git", "-c", "user.name=Test", "-c", "user.email=test@example.com",
		"commit", "--quiet", "--message=release", "--date=2026-01-02T03:04:05+09:00")
}
