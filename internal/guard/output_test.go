//go:build unix

package guard_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// commands are what prints, and whether the exit code itself is the answer.
func commands(t *testing.T) map[string]struct {
	args    []string
	answers bool
} {
	app := application(t)
	return map[string]struct {
		args    []string
		answers bool
	}{
		"function": {}, "build": {[]string{"build", app}, false}, "generate": {[]string{"generate", app}, false},
		"graph": {[]string{"graph", app}, false}, "picture": {[]string{"graph", app, "-o", "svg"}, false}, "explain": {[]string{"explain", app}, false},
		"check": {[]string{"check", app}, true}, "diff": {[]string{"diff", app, app}, false}, "diff, for its code": {[]string{"diff", app, app, "--exit-code"}, true},
		"docs": {[]string{"docs", "config"}, false}, "man": {[]string{"docs", "man"}, false}, "schema": {[]string{"schema"}, false},
		"completion": {[]string{"completion", "bash"}, false}, "version": {[]string{"version"}, false}, "--version": {[]string{"--version"}, false},
		"--help": {[]string{"--help"}, false}, "help of a verb": {[]string{"help", "graph"}, false}, "--doc": {[]string{"--doc"}, false},
	}
}

// TestOutputCannotBeWritten is the rule that nothing is lost in silence: where not all was written, the exit code is 1, and stderr
// says why, unless the reader itself has left.
func TestOutputCannotBeWritten(t *testing.T) {
	program := graylane(t)
	for _, fault := range []struct {
		reason, shell, stderr string
		lost                  bool // as there never was a stream, an exit code that is the answer stays
	}{
		{"closed", `exec "$0" "$@" >&-`, "graylane: .*there is no standard output", true},
		{"closed, and stdin and stderr as well", `exec "$0" "$@" >&- <&- 2>&-`, "", true},
		{"/dev/null as some programs open it", `exec "$0" "$@" 1<>/dev/null`, "there is no standard output", true},
		{"a full disk", `exec "$0" "$@" >/dev/full`, "no space left on device", false},
		{"a full disk, for stderr as well", `exec "$0" "$@" >/dev/full 2>&1`, "", false},
		{"opened to read", `exec "$0" "$@" 1</dev/null`, "bad file descriptor", false},
	} {
		for name, c := range commands(t) {
			cmd := exec.Command("bash", append([]string{"-c", fault.shell, program}, c.args...)...)
			cmd.Stdin = strings.NewReader(small())
			want := 1
			if fault.lost && c.answers {
				want = 0
			}
			got := run(t, cmd)
			if got.code != want || got.stdout != "" {
				t.Errorf("%s, %s: exit %d, want %d; stdout %q, stderr %q", fault.reason, name, got.code, want, got.stdout, got.stderr)
			}
			if want == 1 && !matches(fault.stderr, got.stderr) {
				t.Errorf("%s, %s: stderr %q does not say %q", fault.reason, name, got.stderr, fault.stderr)
			}
		}
	}
}

// TestPartOfTheOutputCanBeWritten is a disk that gets full on the way: the file is the beginning, and the exit code tells.
func TestPartOfTheOutputCanBeWritten(t *testing.T) {
	program, dir := graylane(t), t.TempDir()
	whole := run(t, withInput(exec.Command(program), big()))
	if whole.code != 0 {
		t.Fatal(whole.stderr)
	}
	for _, blocks := range []string{"0", "1", "64", "200"} {
		file := filepath.Join(dir, "list"+blocks)
		cmd := withInput(exec.Command("bash", "-c", `ulimit -f $1; exec "$0" >"$2"`, program, blocks, file), big())
		got := run(t, cmd)
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got.code != 1 || !strings.Contains(got.stderr, "file too large") || len(text) >= len(whole.stdout) || !strings.HasPrefix(whole.stdout, string(text)) {
			t.Errorf("a file of %s blocks: exit %d, %d of %d bytes, stderr %q", blocks, got.code, len(text), len(whole.stdout), got.stderr)
		}
	}
}

// TestReaderGoesAway is a host that ends before it has read everything.
func TestReaderGoesAway(t *testing.T) {
	program := graylane(t)
	for _, read := range []int{0, 1, 5000} {
		cmd := withInput(exec.Command(program), big())
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if n, err := out.Read(make([]byte, read)); err != nil && read > 0 {
			t.Fatal(n, err)
		}
		out.Close()
		if err := cmd.Wait(); cmd.ProcessState.ExitCode() != 1 {
			t.Errorf("after %d bytes: %v", read, err)
		}
	}
	for name, c := range commands(t) {
		reader, writer, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		reader.Close()
		cmd := withInput(exec.Command(program, c.args...), small())
		cmd.Stdout = writer
		got := run(t, cmd)
		writer.Close()
		if got.code != 1 || strings.Contains(got.stderr, "pipe") {
			t.Errorf("%s, without a reader: exit %d, stderr %q", name, got.code, got.stderr)
		}
	}
}

// TestDiagnosticsCannotBeWritten loses what is on stderr, and nothing else.
func TestDiagnosticsCannotBeWritten(t *testing.T) {
	program := graylane(t)
	for name, c := range commands(t) {
		whole := run(t, withInput(exec.Command(program, c.args...), small()))
		for _, to := range []string{"2>&-", "2>/dev/full"} {
			cmd := withInput(exec.Command("bash", append([]string{"-c", `exec "$0" "$@" ` + to, program}, c.args...)...), small())
			if got := run(t, cmd); got.code != whole.code || got.stdout != whole.stdout {
				t.Errorf("%s %s: exit %d, want %d; %d bytes, want %d", name, to, got.code, whole.code, len(got.stdout), len(whole.stdout))
			}
		}
	}
}
