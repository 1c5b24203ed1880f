package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// BenchmarkStart is how long the program takes from its start to its end, with next to nothing to do: to tell its version, and
// as a function that gets an empty list.
func BenchmarkStart(b *testing.B) {
	program := os.Getenv("GRAYLANE_BIN")
	if _, err := os.Stat(program); err != nil {
		b.Skip("GRAYLANE_BIN names no program")
	}
	const empty = "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\n"
	for name, args := range map[string][]string{"version": {"version"}, "function": nil} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				cmd := exec.Command(program, args...)
				cmd.Stdin = strings.NewReader(empty)
				if out, err := cmd.CombinedOutput(); err != nil {
					b.Fatalf("%v\n%s", err, out)
				}
			}
		})
	}
}
