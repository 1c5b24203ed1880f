package git

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
)

// Repository is a git repository as seen from the working directory.
type Repository struct {
	// Top is the root of the working tree; empty where there is none, as for a bare repository.
	Top     string
	prefix  string // of the working directory below Top
	dir     string // of the repository itself
	shallow bool
	running sync.Mutex
}

// Open finds the repository of the working directory, or the one that the environment names.
func Open(ctx context.Context) (*Repository, error) {
	if _, err := exec.LookPath(program); err != nil {
		return nil, errors.New("commits are read with the git program, and there is none on the PATH")
	}
	r := &Repository{}
	dir, err := r.line(ctx, "rev-parse", "--absolute-git-dir")
	if err != nil {
		if strings.Contains(err.Error(), "safe.bareRepository") {
			return nil, errors.New("this looks like a bare repository, whose settings may run programs: if it is one and you trust it, set GIT_DIR=. and run this again")
		}
		return nil, err
	}
	r.dir = dir
	if inside, err := r.line(ctx, "rev-parse", "--is-inside-work-tree"); err == nil && inside == "true" {
		if r.Top, err = r.line(ctx, "rev-parse", "--show-toplevel"); err != nil {
			return nil, err
		}
		if r.prefix, err = r.line(ctx, "rev-parse", "--show-prefix"); err != nil {
			return nil, err
		}
	}
	shallow, err := r.line(ctx, "rev-parse", "--is-shallow-repository")
	r.shallow = err == nil && shallow == "true"
	return r, nil
}

// Path is a path of the working directory, or an absolute one, as the path of a commit's tree. It is an error for one outside of
// the repository.
func (r *Repository) Path(path string) (string, error) {
	relative := filepath.Join(r.prefix, path)
	if filepath.IsAbs(path) {
		var err error
		if relative, err = filepath.Rel(r.Top, resolved(path)); err != nil || r.Top == "" {
			return "", fmt.Errorf("%s is not in the repository", path)
		}
	}
	if !filepath.IsLocal(relative) {
		return "", fmt.Errorf("%s is not in the repository", path)
	}
	return filepath.ToSlash(relative), nil
}

// resolved is a path without symbolic links, as far as there is anything.
func resolved(path string) string {
	if found, err := filepath.EvalSymlinks(path); err == nil {
		return found
	}
	parent := filepath.Dir(path)
	if parent == path {
		return path
	}
	return filepath.Join(resolved(parent), filepath.Base(path))
}

// Wait returns when git is not running. With its context at an end, it does not run again.
func (r *Repository) Wait() {
	r.running.Lock()
	defer r.running.Unlock()
}

// line is the one line that git prints.
func (r *Repository) line(ctx context.Context, args ...string) (string, error) {
	out, err := r.run(ctx, nil, args...)
	return strings.TrimSuffix(out, "\n"), err
}

const program = "git"

// settings keep git from running what the settings of a repository name: no hooks, and no monitor of the file system. A directory that
// only looks like a bare repository may be part of a commit, settings included; so such a repository has to be named by GIT_DIR.
func settings() []string {
	return []string{"-c", "core.hooksPath=" + os.DevNull, "-c", "core.fsmonitor=false", "-c", "safe.bareRepository=explicit"}
}

// killDelay is how long, in nanoseconds, programs that git has started may hold its output open after its end.
const killDelay = 1e9

// run runs git, with more environment variables, and gives what it prints. Of an error it gives git's own words.
func (r *Repository) run(ctx context.Context, env []string, args ...string) (string, error) {
	r.running.Lock()
	defer r.running.Unlock()
	cmd := exec.CommandContext(ctx, program, append(settings(), args...)...)
	cmd.Env = append(os.Environ(), append(env, "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0")...)
	cmd.WaitDelay = killDelay
	var out, told bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &told
	err := cmd.Run()
	if err == nil || ctx.Err() != nil {
		return out.String(), err
	}
	if message := strings.TrimSpace(told.String()); message != "" {
		err = errors.New(strings.TrimPrefix(message, "fatal: "))
	}
	return out.String(), fmt.Errorf("git %s: %w", args[0], err)
}
