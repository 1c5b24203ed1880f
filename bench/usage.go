package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// usage is what a process took.
type usage struct {
	wall time.Duration
	peak int64 // of resident memory, in bytes
}

// runOnce runs a program from start to end, with a file as stdin where there is one. The output goes nowhere.
func runOnce(input, program string, args ...string) (usage, error) {
	var stderr strings.Builder
	cmd := exec.Command(program, args...)
	cmd.Stderr = &stderr
	if input != "" {
		stdin, err := os.Open(input)
		if err != nil {
			return usage{}, err
		}
		defer stdin.Close()
		cmd.Stdin = stdin
	}
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return usage{}, fmt.Errorf("%s: %w\n%s", program, err, &stderr)
	}
	return usage{time.Since(start), peak(cmd.ProcessState)}, nil
}

// peak is the largest resident set of an ended process. Linux starts counting with what the parent had when it
// forked, so this program keeps itself small.
func peak(p *os.ProcessState) int64 {
	size := int64(p.SysUsage().(*syscall.Rusage).Maxrss)
	if runtime.GOOS == "linux" {
		size *= 1024 // there in KiB, elsewhere in bytes
	}
	return size
}
