// Command tutorial runs pages of the documentation with the programs on PATH:
//
//	tutorial [-have NEEDS] [-env NAME=VALUE]... [-update] PAGE...
//	                                           run them, fail where they show something else than is printed
//	tutorial -list                             the pages that need something, and what
//
// PAGE is relative to the repository, the working directory. NEEDS are separated by commas, as in kpt,helm3=DIR: blocks with
// that need find the programs in DIR before others. Variables that would lead programs to another cluster, daemon or repository
// are not passed on to the pages, but for those that -env gives.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/internal/tutorial"
)

// longest is how long a page may take.
const longest = 10 * time.Minute

func main() {
	have := flag.String("have", "", "the needs that are there, as NEED or NEED=DIR, separated by commas")
	update := flag.Bool("update", false, "write the pages anew")
	var env []string
	flag.Func("env", "an entry of the environment, NAME=VALUE; may be repeated", func(entry string) error {
		env = append(env, entry)
		return nil
	})
	list := flag.Bool("list", false, "list the pages that need something")
	flag.Parse()
	var err error
	if *list {
		err = listPages()
	}
	for _, path := range flag.Args() {
		if err == nil {
			err = runPage(path, session(*have, env), *update)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// listPages prints a line for each page that needs something: its path, and the needs.
func listPages() error {
	paths, err := tutorial.Paths(".")
	if err != nil {
		return err
	}
	for _, path := range paths {
		page, err := tutorial.Load(".", path)
		if err != nil {
			return err
		}
		if needs := page.AllNeeds(); len(needs) > 0 {
			fmt.Println(path, strings.Join(needs, ","))
		}
	}
	return nil
}

// session is one with the needs that are there.
func session(have string, env []string) tutorial.Session {
	s := tutorial.Session{Root: ".", Env: append(tutorial.Environment(""), env...), Programs: map[string]string{}}
	for entry := range strings.SplitSeq(have, ",") {
		need, dir, _ := strings.Cut(entry, "=")
		s.Have = append(s.Have, need)
		s.Programs[need] = dir
	}
	return s
}

// runPage runs a page and compares, or writes it anew.
func runPage(path string, s tutorial.Session, update bool) error {
	page, err := tutorial.Load(".", path)
	if err != nil {
		return err
	}
	if s.Home, err = os.MkdirTemp("", "tutorial"); err != nil {
		return err
	}
	defer os.RemoveAll(s.Home)
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	got, err := s.Run(ctx, page)
	if err != nil {
		return err
	}
	fmt.Printf("%s: %d commands\n", path, page.Commands(s.Have))
	if update {
		return os.WriteFile(path, []byte(got), 0o644)
	}
	want, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		return fmt.Errorf("%s (-shown +printed):\n%s", path, diff)
	}
	return nil
}
