package fuzzing

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"time"
)

// Runner runs targets.
type Runner struct {
	Root    string    // the directory of the module
	Workers int       // the processes that execute a target at once
	Log     io.Writer // gets what go test prints of a target that fails
}

// Result is what go test reports of a target.
type Result struct {
	Executions  int64         // those that were carried out, of seeds and minimizations too
	Interesting int64         // the inputs that reached code which no other one had reached
	Elapsed     time.Duration // without the build
	Found       bool          // the target failed
}

// Run runs a target for a number of executions or until it fails, with the inputs that earlier runs kept in Go's cache. Then
// go test has written the failing input into testdata/fuzz of the package. An error means that it could not be run, or ended
// before all executions.
func (r Runner) Run(ctx context.Context, t Target, executions int64) (Result, error) {
	cmd := exec.CommandContext(ctx, "go", "test", "-run=^$", "-fuzz=^"+t.Name+"$", fmt.Sprintf("-fuzztime=%dx", executions),
		"-fuzzminimizetime=1000x", fmt.Sprintf("-parallel=%d", r.Workers), t.Package)
	cmd.Dir = r.Root
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	failed := cmd.Run()
	result, reported := Parse(out.Bytes())
	switch {
	case ctx.Err() != nil:
		return result, ctx.Err()
	case failed != nil && !reported:
		return result, fmt.Errorf("%s: %w\n%s", t, failed, out.Bytes())
	case failed != nil:
		result.Found = true
		_, err := r.Log.Write(out.Bytes())
		return result, err
	case result.Executions < executions:
		return result, fmt.Errorf("%s: %d executions instead of %d\n%s", t, result.Executions, executions, out.Bytes())
	}
	return result, nil
}

var progress = regexp.MustCompile(`(?m)^fuzz: elapsed: ([0-9hms]+), execs: ([0-9]+) \([0-9]+/sec\), new interesting: ([0-9]+)`)

// Parse reads the last line of progress that go test -fuzz has printed. It is false when there is none, and no execution was a failure:
// the target was not run at all.
func Parse(output []byte) (Result, bool) {
	all := progress.FindAllSubmatch(output, -1)
	if len(all) == 0 {
		return Result{}, bytes.Contains(output, []byte("--- FAIL: Fuzz"))
	}
	last := all[len(all)-1]
	var r Result
	r.Elapsed, _ = time.ParseDuration(string(last[1]))
	r.Executions, _ = strconv.ParseInt(string(last[2]), 10, 64)
	r.Interesting, _ = strconv.ParseInt(string(last[3]), 10, 64)
	return r, true
}
