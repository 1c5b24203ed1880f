package main

import (
	"fmt"
	"io"
	"os/exec"
)

// stages runs the Go benchmarks of package stage, each for at least half a second.
func stages(out, log io.Writer) error {
	fmt.Fprintln(log, "stages and shapes: go test -bench …")
	cmd := exec.Command("go", "test", "-run", "^$", "-bench", ".", "-benchtime", "0.5s", "-timeout", "30m", "./stage")
	cmd.Stdout, cmd.Stderr = out, log
	return cmd.Run()
}
