package hosts

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/graylane/graylane/conformance"
)

// docker gives the Docker client and the environment entries that lead it, and whatever starts it, to a daemon: the
// one that answers already, else one of this test's own, which ends with the test.
func docker(t *testing.T) (client string, env []string) {
	t.Helper()
	client = conformance.Require(t, "docker")
	if run(t, nil, "", client, "info").code == 0 {
		return client, nil
	}
	daemon := conformance.Require(t, "dockerd")
	if os.Geteuid() != 0 {
		conformance.Missing(t, "no Docker daemon answers, and only root can start one")
	}
	return client, startDaemon(t, client, daemon)
}

// startDaemon starts a private daemon: no network, all its state in a directory that is removed.
func startDaemon(t *testing.T, client, daemon string) []string {
	t.Helper()
	dir, err := os.MkdirTemp("", "") // t.TempDir is too long a path for a socket
	if err != nil {
		t.Fatal(err)
	}
	in := func(name string) string { return filepath.Join(dir, name) }
	cmd := exec.Command(daemon, "--iptables=false", "--bridge=none",
		"--default-ulimit", "nofile=1024:1024", "--default-ulimit", "nproc=1024:1024",
		"-H", "unix://"+in("sock"), "--data-root", in("data"), "--exec-root", in("exec"), "-p", in("pid"))
	if cmd.Stderr, err = os.Create(in("log")); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { cmd.Wait(); close(ended) }()
	t.Cleanup(func() {
		cmd.Process.Signal(syscall.SIGTERM)
		<-ended
		if err := os.RemoveAll(dir); err != nil {
			t.Errorf("what the daemon left: %v", err)
		}
	})

	env := []string{"DOCKER_HOST=unix://" + in("sock")}
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); {
		if run(t, env, "", client, "info").code == 0 {
			return env
		}
		select {
		case <-ended:
			deadline = time.Now()
		case <-time.After(200 * time.Millisecond):
		}
	}
	log, _ := os.ReadFile(in("log"))
	conformance.Missing(t, "dockerd does not come up:\n"+string(log))
	return nil
}
