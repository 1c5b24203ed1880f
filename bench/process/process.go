package process

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// Usage is what a process took, from its start to its end, with what it started itself and waited for.
type Usage struct {
	Wall time.Duration
	CPU  time.Duration // of user and system, on all cores
	Peak int64         // of resident memory, in bytes; the largest process counts
}

// Command is a program to run. Its output goes nowhere.
type Command struct {
	Program string
	Args    []string
	Input   string // the path of its stdin; empty for none
}

// Measure runs a command. An error means that it failed, and has what it wrote to stderr.
//
// Linux counts the peak of a process from what its parent had in memory when it forked. So this program starts itself as
// [Child], which has little, and the command is the child's.
func Measure(c Command) (Usage, error) {
	self, err := os.Executable()
	if err != nil {
		return Usage{}, err
	}
	var stdout, stderr strings.Builder
	cmd := exec.Command(self, append([]string{child, c.Input, c.Program}, c.Args...)...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return Usage{}, fmt.Errorf("%s %s: %w\n%s", c.Program, strings.Join(c.Args, " "), err, &stderr)
	}
	var u Usage
	err = json.Unmarshal([]byte(stdout.String()), &u)
	return u, err
}
