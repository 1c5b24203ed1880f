// Package git reads commits of a git repository. A range of revisions, as on the command line of git diff, becomes two sides;
// a commit is written out into a directory that the caller gives, and may then be read like any other directory.
//
// The git program does the work, so that revisions, environment variables (GIT_DIR), alternates, filters and clones of all kinds
// mean what they mean to git. The working tree, the index and the references of the repository stay as they are: a commit goes
// through an index of its own. Hooks are not run; filters are, as in any checkout.
//
// It imports the standard library only.
package git
