// Command graylane keeps every version of a microservice on its lane. Without arguments it is a KRM function; see
// pkg/cli for its verbs, and pkg/pipeline for what happens to an application.
package main

import (
	"os"

	"github.com/graylane/graylane/pkg/cli"
)

func main() {
	os.Exit(cli.Run(os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
}
