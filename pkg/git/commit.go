package git

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Commit is a commit of the repository.
type Commit struct {
	Hash string
	Name string // as people call it: the revision that was asked for, and its hash
}

// Resolve finds the commits of a range. The new one is nil for the working tree.
func (r *Repository) Resolve(ctx context.Context, of Range) (before, after *Commit, err error) {
	if before, err = r.commit(ctx, of.Old); err != nil {
		return nil, nil, err
	}
	if of.New == "" {
		if r.Top == "" {
			return nil, nil, fmt.Errorf("there is no working tree to compare %q with: give a range, as in %[1]s..HEAD", of.Old)
		}
		return before, nil, nil
	}
	if after, err = r.commit(ctx, of.New); err != nil || !of.Forked {
		return before, after, err
	}
	hash, err := r.line(ctx, "merge-base", before.Hash, after.Hash)
	if err != nil && ctx.Err() == nil {
		err = fmt.Errorf("%q and %q have no commit in common%s", of.Old, of.New, r.deepen())
	}
	return &Commit{hash, "the merge base of " + of.Old + " and " + of.New + " (" + short(hash) + ")"}, after, err
}

// commit finds the commit that a revision names.
func (r *Repository) commit(ctx context.Context, revision string) (*Commit, error) {
	object, err := r.line(ctx, "rev-parse", "--verify", "--quiet", revision)
	if ctx.Err() != nil {
		return nil, err
	}
	if err != nil || strings.Trim(object, "0123456789abcdef") != "" { // as ^main, which is what main does not reach
		return nil, fmt.Errorf("git knows no revision %q%s", revision, r.remedy(revision))
	}
	hash, err := r.line(ctx, "rev-parse", "--verify", "--quiet", object+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("%q is no commit", revision)
	}
	name := revision + " (" + short(hash) + ")"
	if strings.HasPrefix(hash, revision) {
		name = short(hash)
	}
	return &Commit{hash, name}, nil
}

func (r *Repository) remedy(revision string) string {
	if _, err := os.Lstat(revision); err == nil {
		return ": it is a path, which comes after the revision, as in --git main...HEAD " + revision
	}
	if r.shallow {
		return r.deepen()
	}
	return "; a branch of a remote has its name in front, as in origin/main, and may have to be fetched first"
}

// deepen is what to do where commits are missing from a shallow clone; empty for any other repository.
func (r *Repository) deepen() string {
	if !r.shallow {
		return ""
	}
	return "; the clone is shallow: fetch the rest with git fetch --unshallow, or let actions/checkout do it with fetch-depth: 0"
}

// short is a hash as people write it.
func short(hash string) string { return hash[:min(len(hash), 10)] }

// Write writes the tree of a commit into a directory that is not there yet, as a checkout would, filters included. Beside it, an
// index is written.
func (r *Repository) Write(ctx context.Context, c *Commit, dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	env := []string{"GIT_DIR=" + r.dir, "GIT_WORK_TREE=" + dir, "GIT_INDEX_FILE=" + dir + ".index"}
	_, err = r.run(ctx, env, "read-tree", c.Hash)
	if err == nil {
		_, err = r.run(ctx, env, "checkout-index", "--all", "--force", "--quiet")
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}
