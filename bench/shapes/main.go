// The shapes program writes an application of a shape and a size to stdout, as a ResourceList; without arguments, the shapes
// that there are.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"

	"github.com/graylane/graylane/bench/resourcelist"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "shapes:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		for _, s := range resourcelist.Shapes {
			fmt.Printf("%-12s %s\n", s.Name, s.About)
		}
		return nil
	}
	shape, known := resourcelist.Find(args[0])
	n, err := strconv.Atoi(args[1])
	if err != nil || !known {
		return fmt.Errorf("the arguments are a shape and a size, and not %q", args)
	}
	w := bufio.NewWriter(os.Stdout)
	if err := shape.Write(w, n); err != nil {
		return err
	}
	return w.Flush()
}
