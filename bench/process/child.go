package process

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// child is the argument that makes this program a child that measures.
const child = "measure-one-process"

// Child runs the command that [Measure] asks for and prints what it took, if the arguments of this program, without its name,
// say that it is the child; and is false otherwise. The main function calls it before anything else.
func Child(args []string) (bool, error) {
	if len(args) < 3 || args[0] != child {
		return false, nil
	}
	u, err := run(Command{Input: args[1], Program: args[2], Args: args[3:]})
	if err != nil {
		return true, err
	}
	return true, json.NewEncoder(os.Stdout).Encode(u)
}

func run(c Command) (Usage, error) {
	cmd := exec.Command(c.Program, c.Args...)
	cmd.Stderr = os.Stderr
	if c.Input != "" {
		stdin, err := os.Open(c.Input)
		if err != nil {
			return Usage{}, err
		}
		defer stdin.Close()
		cmd.Stdin = stdin
	}
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return Usage{}, err
	}
	wall := time.Since(start)
	peak, err := peak(cmd.ProcessState)
	return Usage{wall, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peak}, err
}

// peak is the largest resident set of an ended process and of those that it waited for.
func peak(p *os.ProcessState) (int64, error) {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0, errors.ErrUnsupported
	}
	size := int64(usage.Maxrss)
	switch runtime.GOOS {
	case "linux":
		return size * 1024, nil // getrusage(2): in kilobytes
	case "darwin":
		return size, nil // in bytes
	}
	return 0, fmt.Errorf("peak memory on %s: %w", runtime.GOOS, errors.ErrUnsupported)
}
