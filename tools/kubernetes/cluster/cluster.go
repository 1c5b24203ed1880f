package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// patience is how long a program may take until it answers, on a machine that is busy.
const patience = 5 * time.Minute

// cluster is the programs that run, and where their files are.
type cluster struct {
	bin     string // the directory of the programs
	dir     string // the directory of their data
	running []*process
}

// path is a file of the cluster's own.
func (c *cluster) path(name string) string { return filepath.Join(c.dir, name) }

// start gives a cluster that answers, or what went wrong with the end of the program's log.
func (c *cluster) start(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	ports, err := freePorts(3)
	if err != nil {
		return err
	}
	etcd, peers, secure := ports[0], ports[1], ports[2]
	if err := c.launch("etcd", etcdArgs(c.path("etcd"), etcd, peers)); err != nil {
		return err
	}
	credentials, err := newCredentials(c.dir)
	if err != nil {
		return err
	}
	if err := c.launch("kube-apiserver", credentials.apiserverArgs(secure, etcd)); err != nil {
		return err
	}
	if err := c.ready(ctx, credentials, secure); err != nil {
		return err
	}
	return c.define(ctx)
}

// ready waits until the API server says that it is, and writes the kubeconfig.
func (c *cluster) ready(ctx context.Context, own credentials, port int) error {
	if err := os.WriteFile(c.kubeconfig(), own.kubeconfig(port), 0o600); err != nil {
		return err
	}
	return c.until(ctx, "the API server is not ready", func() error {
		_, err := c.kubectl(ctx, "get", "--raw", "/readyz")
		return err
	})
}

// until repeats a question until it has an answer. Where a program has ended meanwhile, that is the answer.
func (c *cluster) until(ctx context.Context, problem string, ask func() error) error {
	for {
		err := ask()
		if err == nil {
			return nil
		}
		if i := slices.IndexFunc(c.running, (*process).ended); i >= 0 {
			return fmt.Errorf("%s has ended:\n%s", c.running[i].name, c.running[i].log())
		}
		select {
		case <-ctx.Done():
			return errors.Join(fmt.Errorf("%s: %w", problem, ctx.Err()), err)
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// launch starts a program of the cluster.
func (c *cluster) launch(name string, args []string) error {
	p, err := startProcess(filepath.Join(c.bin, name), c.path(name+".log"), args)
	if err != nil {
		return err
	}
	c.running = append(c.running, p)
	return nil
}

// stop ends what start has started, the last first.
func (c *cluster) stop() error {
	var failed error
	for _, p := range slices.Backward(c.running) {
		failed = errors.Join(failed, p.stop())
	}
	return failed
}
