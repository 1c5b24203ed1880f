package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/graylane/graylane/pkg/git"
	"github.com/graylane/graylane/pkg/source"
)

// trees are two sides in a git repository, and what a reader has to know of them.
type trees struct {
	repository *git.Repository
	old, new   side
	notes      []string
}

// newTrees writes two commits below a directory. The new side is the working tree where there is no new commit.
func newTrees(ctx context.Context, r *git.Repository, before, after *git.Commit, dir string) (*trees, error) {
	t := &trees{repository: r}
	t.old = side{name: before.Name, commit: true, input: input{root: filepath.Join(dir, "old"), closed: "the repository"}}
	if err := r.Write(ctx, before, t.old.root); err != nil {
		return nil, err
	}
	if after == nil {
		t.new = side{name: "the working tree", commit: true, input: input{root: r.Top}}
		return t, nil
	}
	t.new = side{name: after.Name, commit: true, input: input{root: filepath.Join(dir, "new"), closed: "the repository"}}
	return t, r.Write(ctx, after, t.new.root)
}

// take finds the paths of a command line on both sides.
func (t *trees) take(in input, paths []string) error {
	for _, s := range []*side{&t.old, &t.new} {
		root, closed := s.root, s.closed
		s.input = in
		s.root, s.closed, s.context = root, closed, nil
	}
	for _, path := range paths {
		of, err := t.repository.Path(path)
		if err != nil {
			return err
		}
		before, after, err := t.both(of)
		if err != nil {
			return err
		}
		t.old.paths, t.new.paths = with(t.old.paths, before), with(t.new.paths, after)
		t.note(of, before, after, "%s is not in %s: all of it is new.", "%s is not in %s any more: all of it is gone.")
	}
	return t.takeFlags(in)
}

// takeFlags finds the paths of --config and --context. Those outside of the repository are the same for both sides.
func (t *trees) takeFlags(in input) error {
	for _, path := range in.context {
		of, err := t.repository.Path(path)
		if err != nil || path == source.Stdin {
			t.old.context, t.new.context = with(t.old.context, path), with(t.new.context, path)
			continue
		}
		before, after, err := t.both(of)
		if err != nil {
			return err
		}
		t.old.context, t.new.context = with(t.old.context, before), with(t.new.context, after)
		nothing := "%s is not in %s, so nothing is read there for --context."
		t.note(of, before, after, nothing, nothing)
	}
	of, err := t.repository.Path(in.config)
	if err != nil || in.config == "" {
		return nil
	}
	t.old.config, t.new.config, err = t.both(of)
	without := "%s is not in %s, so the configuration is found there as without --config."
	t.note(of, t.old.config, t.new.config, without, without)
	return err
}

// both are the places of a path on the sides; empty for one that does not have it.
func (t *trees) both(path string) (before, after string, err error) {
	before, after = t.old.find(path), t.new.find(path)
	if before == "" && after == "" {
		return "", "", fmt.Errorf("%s is neither in %s nor in %s", path, t.old.name, t.new.name)
	}
	return before, after, nil
}

// find is the place of a path on a side; empty where there is none.
func (s *side) find(path string) string {
	place := filepath.Join(s.root, filepath.FromSlash(path))
	if _, err := os.Lstat(place); err != nil {
		return ""
	}
	return place
}

// note notes that a side does not have a path, if that is so.
func (t *trees) note(path, before, after, notOld, notNew string) {
	if before == "" {
		t.notes = append(t.notes, fmt.Sprintf(notOld, path, t.old.name))
	}
	if after == "" {
		t.notes = append(t.notes, fmt.Sprintf(notNew, path, t.new.name))
	}
}

func with(paths []string, path string) []string {
	if path == "" {
		return paths
	}
	return append(paths, path)
}
