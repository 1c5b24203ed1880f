package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/change"
	"github.com/graylane/graylane/pkg/git"
	"github.com/graylane/graylane/pkg/source"
	"github.com/graylane/graylane/pkg/view"
	"github.com/spf13/cobra"
)

func newDiff(c *console) *cobra.Command {
	var q comparison
	cmd := &cobra.Command{
		Use:   "diff (OLD NEW | --git RANGE PATH...)",
		Short: "Show what changes for each lane between two renderings",
		Long: `Show what changes for each lane between two renderings: of two PATHs, or of the same PATHs in two commits of a git repository.

First it says what a reviewer asks: whether anything changes for production traffic (the baseline), which lanes change, and what is
lost: gaps that open, versions that are not reached any more, calls that land beside their lane, Services whose requests are spread over
versions. Then each lane that differs, with its versions (+ new, - gone, ~ another in its place), what gateways send, where calls land
and why (as explain has it), and gaps. Services, diagnostics and generated resources that differ come last.

Applications are matched by their Service, callers by their application and version: a Deployment under another name is no change.

--git takes RANGE as git diff does: A..B compares the two commits, A...B the merge base of both with B, as a pull request shows it, and
A the commit with the working tree. Commits are read into a temporary directory; the working tree, the index and all references stay as
they are. PATHs, and those of --config and --context that are in the repository, are taken from each side; one that a side lacks is
empty there. What lies outside of the repository, and in submodules, is no part of a commit.

With --exit-code, the exit code is 1 where anything differs. On stderr are the diagnostics of the new side.`,
		Example: `  graylane diff --git main...HEAD overlays/prod
  graylane diff --git origin/main...HEAD overlays/prod -o markdown >comment.md
  kubectl get deploy,sts,ds,cronjob,svc,cm,vs,dr -o yaml | graylane diff - overlays/prod
  graylane diff old.yaml new.yaml -o json | jq .summary`,
		Args: q.check,
		RunE: func(_ *cobra.Command, args []string) error {
			if q.exitCode {
				c.outlet.spare()
			}
			d, told, err := q.compare(args, c)
			if err != nil {
				return err
			}
			if err := write(c, view.DiffFormats(), q.format, d, told.Diagnostics); err != nil {
				return err
			}
			if q.exitCode && !d.Empty() {
				return errDiagnosed
			}
			return nil
		},
	}
	q.addFlags(cmd)
	q.addFormat(cmd, names(view.DiffFormats()))
	flags := cmd.Flags()
	flags.StringVar(&q.revisions, "git", "", "compare commits of the git repository: `RANGE` is A..B, A...B, or A for A and the working tree")
	flags.BoolVar(&q.exitCode, "exit-code", false, "exit with 1 where anything differs")
	complete(cmd, "git", nil)
	return cmd
}

// comparison is what is compared.
type comparison struct {
	input
	revisions string // of --git; empty for two paths
	exitCode  bool
}

// check asks for the arguments that go with the flags.
func (q *comparison) check(cmd *cobra.Command, args []string) error {
	stdin := func(path string) bool { return path == source.Stdin }
	piped := slices.ContainsFunc(args, stdin)
	switch given := cmd.Flags().Changed("git"); {
	case given && piped:
		return usageError{errors.New("standard input is in no commit: with --git, PATH is a path of the repository")}
	case given:
		if _, err := git.ParseRange(q.revisions); err != nil {
			return usageError{fmt.Errorf("--git: %w", err)}
		}
	case len(args) != 2:
		return usageError{fmt.Errorf("%s needs OLD and NEW, a PATH each, or --git RANGE and a PATH", cmd.CommandPath())}
	case args[0] == args[1] && piped, piped && slices.ContainsFunc(q.context, stdin):
		return usageError{errors.New("standard input can be read for one PATH alone")}
	}
	return q.args(cmd, args)
}

// compare reads both sides and compares them. It gives the new one too, for its diagnostics.
func (q *comparison) compare(args []string, c *console) (view.Difference, change.Side, error) {
	if slices.Contains(q.context, source.Stdin) {
		data, err := source.ReadAll(c.In, source.MaxInput)
		if err != nil {
			return view.Difference{}, change.Side{}, fmt.Errorf("read standard input: %w", err)
		}
		q.piped = data
	}
	if q.revisions != "" {
		return q.compareCommits(args, c)
	}
	return compareSides(&side{input: q.input, name: args[0], paths: args[:1]}, &side{input: q.input, name: args[1], paths: args[1:]}, c)
}

// compareSides reads two sides and compares them.
func compareSides(before, after *side, c *console) (view.Difference, change.Side, error) {
	o, err := before.read(c)
	if err != nil {
		return view.Difference{}, change.Side{}, err
	}
	n, err := after.read(c)
	if err != nil {
		return view.Difference{}, change.Side{}, err
	}
	c.do("comparing")
	return view.Difference{Change: change.Compare(o, n), Old: before.name, New: after.name, Paint: c.paint(c.Out)}, n, nil
}

// compareCommits compares what a range of revisions means.
func (q *comparison) compareCommits(paths []string, c *console) (view.Difference, change.Side, error) {
	var d view.Difference
	var n change.Side
	of, err := git.ParseRange(q.revisions)
	if err != nil {
		return d, n, err
	}
	ctx := context.Background()
	repository, err := git.Open(ctx)
	if err != nil {
		return d, n, err
	}
	before, after, err := repository.Resolve(ctx, of)
	if err != nil {
		return d, n, err
	}
	err = c.withTemporary(repository.Wait, func(ctx context.Context, dir string) error {
		c.do("reading " + q.revisions)
		t, err := newTrees(ctx, repository, before, after, dir)
		if err != nil {
			return err
		}
		if err := t.take(q.input, paths); err != nil {
			return err
		}
		d, n, err = compareSides(&t.old, &t.new, c)
		d.Notes, d.Topic = t.notes, strings.Join(paths, ", ")
		return err
	})
	return d, n, err
}
