package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// grace is how long a program may take to end when it is asked to.
const grace = 10 * time.Second

// process is a program that runs.
type process struct {
	name string
	file string // its log
	cmd  *exec.Cmd
	done chan struct{} // closed when it has ended
}

// startProcess runs a program that writes to a log and reads nothing.
func startProcess(program, file string, args []string) (*process, error) {
	log, err := os.Create(file)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	p := &process{name: filepath.Base(program), file: file, cmd: exec.Command(program, args...), done: make(chan struct{})}
	p.cmd.Stdout, p.cmd.Stderr, p.cmd.SysProcAttr = log, log, tied()
	p.cmd.Dir = filepath.Dir(file)
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		p.cmd.Wait()
		close(p.done)
	}()
	return p, nil
}

// ended tells whether it runs no more.
func (p *process) ended() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

// stop asks the program to end, and ends it where it does not in time.
func (p *process) stop() error {
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	select {
	case <-p.done:
		return nil
	case <-time.After(grace):
	}
	if err := p.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	<-p.done
	return nil
}

// log is the end of what it has written.
func (p *process) log() string {
	const end = 4000
	data, err := os.ReadFile(p.file)
	if err != nil {
		return err.Error()
	}
	return string(data[max(0, len(data)-end):])
}
