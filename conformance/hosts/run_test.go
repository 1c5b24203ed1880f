package hosts

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// root is the repository, seen from this package.
const root = "../.."

// result is what a finished program left.
type result struct {
	stdout, stderr string
	code           int
}

// run runs a program with extra environment entries and waits for it.
func run(t *testing.T, env []string, stdin, program string, args ...string) result {
	t.Helper()
	return runIn(t, "", env, exec.Command(program, args...), stdin)
}

// runIn is run for a command and the directory that it runs in.
func runIn(t *testing.T, dir string, env []string, cmd *exec.Cmd, stdin string) result {
	t.Helper()
	var stdout, stderr strings.Builder
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &stdout, &stderr
	err := cmd.Run()
	if cmd.ProcessState == nil {
		t.Fatalf("%s does not start: %v", cmd.Path, err)
	}
	return result{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

// must is run for a program that has to succeed; it gives what stands on stdout.
func must(t *testing.T, env []string, stdin, program string, args ...string) string {
	t.Helper()
	r := run(t, env, stdin, program, args...)
	if r.code != 0 {
		t.Fatalf("%s %s: exit %d\n%s%s", program, strings.Join(args, " "), r.code, r.stdout, r.stderr)
	}
	return r.stdout
}

// matches tells whether a line of a text matches a regular expression.
func matches(line, text string) bool { return regexp.MustCompile("(?m)" + line).MatchString(text) }
