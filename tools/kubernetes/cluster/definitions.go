package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// kubeconfig is where kubectl finds the cluster.
func (c *cluster) kubeconfig() string { return c.path("kubeconfig") }

// kubectl runs the kubectl beside this program, with no settings of the user.
func (c *cluster) kubectl(ctx context.Context, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, filepath.Join(c.bin, "kubectl"), args...)
	cmd.Env = []string{"KUBECONFIG=" + c.kubeconfig(), "HOME=" + c.dir, "PATH=" + os.Getenv("PATH")}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("kubectl %v: %w\n%s", args, err, stderr.Bytes())
	}
	return out, nil
}

// define installs the definitions of the directory crds, and waits until the API server has all their kinds.
func (c *cluster) define(ctx context.Context) error {
	files, err := filepath.Glob(filepath.Join(c.bin, "crds", "*.yaml"))
	if err != nil || len(files) == 0 {
		return err
	}
	args := []string{"apply", "--server-side"}
	for _, file := range files {
		args = append(args, "-f", file)
	}
	if _, err := c.kubectl(ctx, args...); err != nil {
		return err
	}
	_, err = c.kubectl(ctx, "wait", "crd", "--all", "--for=condition=Established", "--timeout="+patience.String())
	return err
}
