// Package tutorial runs the pages of the documentation, so that what they tell the reader to do works, and prints what
// they show.
//
// A page is one shell session, bash with -euo pipefail, in a fresh copy of the repository's files; its blocks run in
// order, and the working directory and exported variables persist from one to the next. These blocks of a page run:
//
//   - console: lines "$ command" with what it prints, both streams; a command goes on behind a backslash at the end of its
//     line. It is compared, but for durations and digests, and written anew where the caller asks for that.
//   - sh: executed as it stands, its output not shown.
//   - any block after a comment "file: PATH" is written to PATH, before the next command.
//   - any block after a comment "graylane ARGUMENTS" is what that command prints, compared as a console block is.
//
// Comments on the lines before a block say more: "exit: 1", what its last command exits with, and "needs: kpt, docker", the
// [Needs] without which it does not run. Before the first heading, needs are those of the whole page, and
// "session: SCRIPT" names a script of the repository that makes ready what all of its commands take for granted. There is no
// comment for a block that does not run, and what looks like a command in any other block is an error.
//
// The package also checks links ([Page.Links]). It imports the standard library alone, and neither graylane nor a test
// framework: tests of both modules of the repository use it, one of them through the program in cmd.
package tutorial
