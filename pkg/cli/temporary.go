package cli

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/graylane/graylane/pkg/parallel"
)

// temporaryPrefix begins the names of temporary directories.
const temporaryPrefix = "graylane-commits-"

// withTemporary does work with a temporary directory, by its real path, and removes that whatever comes: when the work is done,
// when it fails, and when the process is told to end. It then ends the process as the signal would have. Wait is to return when
// nothing writes into the directory any more, once the context of the work is at its end. What a process leaves that is killed, the
// next one removes.
func (c *console) withTemporary(wait func(), work func(ctx context.Context, dir string) error) error {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, ending()...)
	defer signal.Stop(signals)
	dir, unlock, err := newTemporary()
	if err != nil {
		return fmt.Errorf("making a temporary directory: %w", err)
	}
	defer unlock()
	defer os.RemoveAll(dir)
	root, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	done, panicked := make(chan error, 1), make(chan *parallel.Panic, 1)
	go func() {
		defer func() {
			if value := recover(); value != nil {
				panicked <- parallel.Caught(value)
			}
		}()
		done <- work(ctx, root)
	}()
	select {
	case err := <-done:
		return err
	case p := <-panicked:
		panic(p)
	case s := <-signals:
		cancel()
		wait()
		os.RemoveAll(dir)
		c.progress.stop()
		die(s)
		return fmt.Errorf("ended by the signal %s", s)
	}
}

// ending are the signals that tell a process to end, but for those that are to be ignored.
func ending() []os.Signal {
	var all []os.Signal
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(s) {
			all = append(all, s)
		}
	}
	return all
}

// die ends the process by a signal, so that whoever waits for it knows. It returns where that cannot be.
func die(s os.Signal) {
	signal.Reset(s)
	self, err := os.FindProcess(os.Getpid())
	if err == nil && self.Signal(s) == nil {
		select {}
	}
}
