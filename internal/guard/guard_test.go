package guard_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// roleVariable makes the test program play a part, in a process of its own.
const roleVariable = "GRAYLANE_GUARD_ROLE"

func TestMain(m *testing.M) {
	if part, ok := roles()[os.Getenv(roleVariable)]; ok {
		os.Exit(part())
	}
	os.Exit(m.Run())
}

// graylane is the absolute path of the program.
func graylane(t testing.TB) string { return built(t, "GRAYLANE_BIN") }

// built is the absolute path of a program that make builds.
func built(t testing.TB, variable string) string {
	t.Helper()
	path, err := exec.LookPath(os.Getenv(variable))
	if err != nil {
		missing(t, variable+" names no program; make test sets it")
	}
	if path, err = filepath.Abs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// missing ends a test that lacks a tool: it is skipped, or fails where GRAYLANE_REQUIRE_ALL is set.
func missing(t testing.TB, reason string) {
	t.Helper()
	if os.Getenv("GRAYLANE_REQUIRE_ALL") != "" {
		t.Fatal(reason)
	}
	t.Skip(reason)
}

// ending is how a process ended.
type ending struct {
	code           int // -1 where a signal ended it
	stdout, stderr string
}

// run runs a command to its end.
func run(t testing.TB, cmd *exec.Cmd) ending {
	t.Helper()
	var out, errs bytes.Buffer
	if cmd.Stdout == nil {
		cmd.Stdout = &out
	}
	if cmd.Stderr == nil {
		cmd.Stderr = &errs
	}
	return endingOf(t, cmd, cmd.Run(), &out, &errs)
}

func endingOf(t testing.TB, cmd *exec.Cmd, err error, out, errs *bytes.Buffer) ending {
	t.Helper()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("%v: %v", cmd.Args, err)
	}
	return ending{cmd.ProcessState.ExitCode(), out.String(), errs.String()}
}

// small is a list whose function has something to add.
func small() string { return list(2) }

// big is a list of more than what fits into a pipe.
func big() string { return list(300) }

// list is a ResourceList of applications of two versions, each of which calls the next one.
func list(applications int) string {
	var b strings.Builder
	b.WriteString("apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n")
	for i := range applications {
		fmt.Fprintf(&b, "- apiVersion: v1\n  kind: Service\n  metadata:\n    name: app%d # a comment\n  spec:\n    selector:\n      app: app%[1]d\n    ports:\n    - name: http\n      port: 80\n", i)
		for _, v := range []string{"v1", "v2"} {
			fmt.Fprintf(&b, "- apiVersion: apps/v1\n  kind: Deployment\n  metadata:\n    name: app%d-%s\n  spec:\n    selector:\n      matchLabels: {app: app%[1]d, version: %[2]s}\n"+
				"    template:\n      metadata:\n        labels: {app: app%[1]d, version: %[2]s}\n      spec:\n        containers:\n        - name: main\n          image: app\n"+
				"          env:\n          - name: NEXT\n            value: \"http://app%[3]d/\"\n", i, v, (i+1)%applications)
		}
	}
	return b.String()
}

// application writes the objects of a list as a directory of manifests.
func application(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	_, items, _ := strings.Cut(small(), "items:\n")
	for i, item := range strings.Split(strings.TrimPrefix(items, "- "), "\n- ") {
		write(t, filepath.Join(dir, fmt.Sprintf("%d.yaml", i)), strings.ReplaceAll(item, "\n  ", "\n"))
	}
	return dir
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
