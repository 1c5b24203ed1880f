package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/graylane/graylane/release/notice"
)

const usage = `Usage:
  release build -out DIR [-version VERSION] [-sign KEY|keyless]   build a release
  release notices                                                 print the licences of what is linked
  release mention VERSION                                         write VERSION into the pages that say what to install
  release push -out DIR [-sign KEY|keyless] IMAGE                 push the images of the release in DIR to the repository IMAGE
`

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("release", flag.ContinueOnError)
	flags.Usage = func() { fmt.Fprint(flags.Output(), usage) }
	var o options
	flags.StringVar(&o.repository, "repository", ".", "")
	flags.StringVar(&o.out, "out", "dist", "")
	flags.StringVar(&o.version, "version", "", "")
	flags.StringVar(&o.sign, "sign", "", "")
	if len(args) == 0 {
		flags.Usage()
		return fmt.Errorf("no command")
	}
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	switch verb := fmt.Sprint(args[0], " ", flags.NArg()); verb {
	case "build 0":
		return build(o, out)
	case "notices 0":
		components, err := notice.Components(o.repository, targets())
		if err == nil {
			_, err = out.Write(notice.Text(components))
		}
		return err
	case "mention 1":
		return mention(o.repository, flags.Arg(0))
	case "push 1":
		return push(o, flags.Arg(0), out)
	}
	flags.Usage()
	return fmt.Errorf("no such command: %q", args)
}
