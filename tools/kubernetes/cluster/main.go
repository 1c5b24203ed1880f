// Command cluster runs Kubernetes' API server and its store, on loopback and in a directory of its own, for tests. There are
// no controllers and no nodes: objects are accepted, validated, stored and listed as in any cluster, and nothing comes of
// them. So a namespace that is deleted stays, without an end.
//
//	cluster </some/pipe
//
// It finds etcd, kube-apiserver and kubectl beside itself, and installs the CustomResourceDefinitions of the directory
// crds there. When all of that answers, it prints the path of a kubeconfig as one line; audit.log beside it has every change
// that is asked for, in order, as Kubernetes' audit events. It lives until its standard input ends or a signal ends it, and
// leaves neither a process nor a file.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"
)

func main() {
	runtime.LockOSThread() // Linux ends the programs when the thread ends that has started them: see tied
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	if err := run(ctx, os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "cluster:", err)
		os.Exit(1)
	}
}

// run starts a cluster, writes the path of its kubeconfig to out, and stops the cluster when in ends or ctx is done.
func run(ctx context.Context, in io.Reader, out io.Writer) (err error) {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "cluster-")
	if err != nil {
		return err
	}
	c := &cluster{bin: filepath.Dir(program), dir: dir}
	defer func() { err = errors.Join(err, c.stop(), os.RemoveAll(dir)) }()

	ctx, cancel := context.WithCancel(ctx)
	go func() {
		io.Copy(io.Discard, in)
		cancel()
	}()
	if err := c.start(ctx); err != nil {
		return err
	}
	if _, err := fmt.Fprintln(out, c.kubeconfig()); err != nil {
		return err
	}
	<-ctx.Done()
	return nil
}
