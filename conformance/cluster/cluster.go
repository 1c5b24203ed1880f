// Package cluster gives tests Kubernetes' API server, with Istio's kinds and no nodes: what it accepts, stores and lists is
// what any cluster would, and no pod runs. tools/kubernetes has the programs.
package cluster

import (
	"bufio"
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"github.com/graylane/graylane/conformance"
)

// Start runs an API server until the test ends, and gives the path of a kubeconfig for its administrator.
func Start(t testing.TB) string {
	t.Helper()
	cmd := exec.Command(conformance.Require(t, "cluster"))
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { // it stops when its input ends, also where the test cannot say so any more
		if err := stdin.Close(); err != nil {
			t.Error(err)
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("the cluster: %v\n%s", err, stderr.Bytes())
		}
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal("the cluster does not start") // and the clean-up says why
	}
	return strings.TrimSpace(line)
}
