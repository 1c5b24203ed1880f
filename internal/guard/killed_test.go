//go:build unix

package guard_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// halfway is the function that is killed when it has written some of its output.
func halfway() int {
	cmd := exec.Command(os.Getenv("GRAYLANE_BIN"))
	cmd.Stdin = os.Stdin
	out, err := cmd.StdoutPipe()
	if err != nil || cmd.Start() != nil {
		return 0
	}
	if _, err := io.CopyN(os.Stdout, out, 4096); err != nil {
		return 0
	}
	cmd.Process.Kill()
	cmd.Wait()
	syscall.Kill(os.Getpid(), syscall.SIGKILL)
	return 0
}

// signals are those that end a program.
var signals = []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGKILL}

// heed has the processes that the test starts heed signals also where the test was started to ignore some, as by nohup or in the
// background of a script: a signal that is caught here is not ignored there.
func heed(t *testing.T) {
	caught := make(chan os.Signal, 1)
	for _, s := range signals {
		signal.Notify(caught, s)
	}
	t.Cleanup(func() { signal.Stop(caught) })
}

// TestKilledWhileWriting kills the program when some of its output is read, and the rest does not fit into the pipe.
func TestKilledWhileWriting(t *testing.T) {
	program := graylane(t)
	heed(t)
	for _, signal := range signals {
		cmd := withInput(exec.Command(program), big())
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(out, make([]byte, 4096)); err != nil {
			t.Fatal(err)
		}
		cmd.Process.Signal(signal)
		cmd.Wait() // nobody reads on, so it cannot come to its end first
		if status := cmd.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() || status.Signal() != signal {
			t.Errorf("%v: %v", signal, cmd.ProcessState)
		}
	}
}

// TestKilledAtAnyTime kills the program at random times of its run. An exit code of 0 comes with the whole output alone.
func TestKilledAtAnyTime(t *testing.T) {
	program := graylane(t)
	heed(t)
	started := time.Now()
	whole := run(t, withInput(exec.Command(program), big()))
	took := time.Since(started)
	if whole.code != 0 {
		t.Fatal(whole.stderr)
	}
	random, ended := rand.New(rand.NewSource(2)), map[string]int{}
	for _, signal := range signals {
		for range 15 {
			var out, errs bytes.Buffer
			cmd := withInput(exec.Command(program), big())
			cmd.Stdout, cmd.Stderr = &out, &errs
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			timer := time.AfterFunc(time.Duration(random.Int63n(int64(took*5/4))), func() { cmd.Process.Signal(signal) })
			got := endingOf(t, cmd, cmd.Wait(), &out, &errs)
			timer.Stop()
			switch {
			case got.code == 0 && got.stdout == whole.stdout:
				ended["whole"]++
			case got.code == -1 && strings.HasPrefix(whole.stdout, got.stdout):
				ended["killed"]++
			default:
				t.Errorf("%v: exit %d with %d of %d bytes; stderr %q", signal, got.code, len(got.stdout), len(whole.stdout), got.stderr)
			}
		}
	}
	if ended["killed"] == 0 {
		t.Errorf("no run was killed: %v", ended)
	}
	t.Log(ended)
}

// TestHostsFailWithAKilledFunction is kustomize itself: half of a list, and a function that was killed, is no build.
func TestHostsFailWithAKilledFunction(t *testing.T) {
	program, kustomize := graylane(t), built(t, "GRAYLANE_KUSTOMIZE")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	_, items, _ := strings.Cut(big(), "items:\n")
	all := strings.ReplaceAll("\n"+strings.TrimPrefix(items, "- "), "\n- ", "\n---\n")
	write(t, filepath.Join(dir, "all.yaml"), strings.ReplaceAll(all, "\n  ", "\n"))
	write(t, filepath.Join(dir, "kustomization.yaml"), "resources: [all.yaml]\ntransformers: [fn.yaml]\n")
	write(t, filepath.Join(dir, "fn.yaml"), "apiVersion: graylane.dev/v1alpha1\nkind: GrayRelease\nmetadata:\n  name: x\n  annotations:\n    config.kubernetes.io/function: |\n      exec: {path: ./function}\n")
	for _, tt := range []struct {
		reason, script string
		fails          bool
	}{
		{"as it is", "exec " + program, false},
		{"killed", fmt.Sprintf("GRAYLANE_BIN=%s %s=halfway exec %s", program, roleVariable, self), true},
	} {
		script := filepath.Join(dir, "function")
		write(t, script, "#!/bin/sh\n"+tt.script+"\n")
		if err := os.Chmod(script, 0o755); err != nil {
			t.Fatal(err)
		}
		got := run(t, exec.Command(kustomize, "build", "--enable-alpha-plugins", "--enable-exec", dir))
		if (got.code != 0) != tt.fails || (got.stdout == "") != tt.fails {
			t.Errorf("%s: exit %d with %d bytes\n%s", tt.reason, got.code, len(got.stdout), got.stderr)
		}
		if tt.fails && !strings.Contains(got.stderr, "signal: killed") {
			t.Errorf("%s: %s", tt.reason, got.stderr)
		}
	}
}

// TestOnePipeForAll is a terminal, or a log: both streams go the same way, into a pipe that is full for a while.
func TestOnePipeForAll(t *testing.T) {
	program := graylane(t)
	noisy := strings.ReplaceAll(big(), "http://app", "http://nobody") // so every application is one that nothing calls
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	cmd := withInput(exec.Command(program), noisy)
	cmd.Stdout, cmd.Stderr = writer, writer
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	writer.Close()
	time.Sleep(300 * time.Millisecond)
	all, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	apart := run(t, withInput(exec.Command(program), noisy))
	if string(all) != apart.stdout+apart.stderr || len(apart.stderr) < 1<<16 {
		t.Errorf("%d bytes, want %d and %d", len(all), len(apart.stdout), len(apart.stderr))
	}
}

// TestWhatAKilledDiffLeaves goes with the next one, and what a living one uses stays.
func TestWhatAKilledDiffLeaves(t *testing.T) {
	program, dir := graylane(t), t.TempDir()
	if _, err := exec.LookPath("git"); err != nil {
		missing(t, "there is no git")
	}
	temporary, repository, begun := filepath.Join(dir, "tmp"), filepath.Join(dir, "repository"), filepath.Join(dir, "begun")
	environment := append(os.Environ(), "TMPDIR="+temporary, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull)
	write(t, filepath.Join(temporary, "graylane-commits-notadirectory"), "")
	write(t, filepath.Join(repository, ".gitattributes"), "* filter=slow\n")
	write(t, filepath.Join(repository, "app.yaml"), "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n")
	if err := os.Symlink(repository, filepath.Join(temporary, "graylane-commits-link")); err != nil {
		t.Fatal(err)
	}
	inside := func(program string, args ...string) *exec.Cmd {
		cmd := exec.Command(program, args...)
		cmd.Dir, cmd.Env = repository, environment
		return cmd
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "."}, {"-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"}, {"config", "filter.slow.smudge", "touch " + begun + "; exec sleep 4"}} {
		if got := run(t, inside("git", args...)); got.code != 0 {
			t.Fatal(got.stderr)
		}
	}
	slow := inside(program, "diff", "--git", "HEAD", ".")
	if err := slow.Start(); err != nil {
		t.Fatal(err)
	}
	for range 500 {
		if _, err := os.Stat(begun); err == nil {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	run(t, inside("git", "config", "filter.slow.smudge", "cat"))
	next := func(reason string, want int) {
		t.Helper()
		if got := run(t, inside(program, "diff", "--git", "HEAD", ".", "-q")); got.code != 0 {
			t.Errorf("%s: %+v", reason, got)
		}
		if left, _ := filepath.Glob(filepath.Join(temporary, "graylane-commits-*")); len(left) != want {
			t.Errorf("%s, there are %v", reason, left)
		}
	}
	next("while another one runs", 3)
	slow.Process.Kill()
	slow.Wait()
	next("when the other one was killed", 2)
	if _, err := os.Stat(filepath.Join(repository, "app.yaml")); err != nil {
		t.Error(err)
	}
}
