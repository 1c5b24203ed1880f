package tutorial

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Session is where a page runs.
type Session struct {
	Root string   // the repository
	Home string   // an empty directory: the session's home; the copy of the repository is the directory graylane in it
	Env  []string // its environment, but for HOME; the last one of a name counts
	Have []string // the needs that are there

	// Programs are directories with programs for a need. They are found first by the blocks that have the need, so that
	// one page may show two programs of one name.
	Programs map[string]string
}

// reader is what the home of a session is called where a page shows it.
const reader = "/home/you"

// Run runs a page and gives its text with what its commands print now. The error names the command that failed, or
// could not be run, or ran when the context ended; the text of the page is then as it was.
func (s Session) Run(ctx context.Context, p Page) (string, error) {
	steps := p.steps(s.Have)
	text := strings.Join(p.lines, "")
	if len(steps) == 0 {
		return text, nil
	}
	copied := filepath.Join(s.Home, "graylane")
	if err := checkout(s.Root, copied); err != nil {
		return text, err
	}
	const mark = "== tutorial:5f0c1f =="
	out, err := s.bash(ctx, copied, s.program(p, steps, mark))
	outputs := strings.Split(out, "\n"+mark+"\n")[1:]
	if err == nil && len(outputs) < len(steps) {
		err = errors.New("the session ends here")
	}
	if err != nil {
		return text, failure(p, steps, outputs, err)
	}
	return p.with(steps, outputs), nil
}

// failure says which step failed: the last one that has begun.
func failure(p Page, steps []step, outputs []string, err error) error {
	if len(outputs) == 0 || len(outputs) > len(steps) {
		return fmt.Errorf("%s: the shell: %w\n%s", p.Path, err, strings.Join(outputs, ""))
	}
	at := steps[len(outputs)-1]
	return fmt.Errorf("%s:%d: %w\n%s\n%s", p.Path, at.line, err, at.command, outputs[len(outputs)-1])
}

// program is what the shell runs: each step after a mark on a line of its own.
func (s Session) program(p Page, steps []step, mark string) string {
	var b strings.Builder
	b.WriteString("set -euo pipefail\ntutorial_path=$PATH\n")
	if p.before != "" {
		fmt.Fprintf(&b, "PATH=%s$tutorial_path\n. ./%s\n", quote(s.found(p.Needs)), quote(p.before))
	}
	for _, one := range steps {
		fmt.Fprintf(&b, "printf '\\n%%s\\n' %s\n", quote(mark))
		fmt.Fprintf(&b, "PATH=%s$tutorial_path\n", quote(s.found(slices.Concat(p.blocks[one.block].needs, p.Needs))))
		b.WriteString(one.checked())
	}
	return b.String()
}

// found are the directories of needs, as the beginning of PATH.
func (s Session) found(needs []string) string {
	var dirs string
	for _, need := range needs {
		if dir := s.Programs[need]; dir != "" {
			dirs += dir + string(os.PathListSeparator)
		}
	}
	return dirs
}

// checked is the step's command, and the end of the session where it exits otherwise than the page says.
func (s step) checked() string {
	if s.exit == 0 {
		return "eval " + quote(s.command) + "\n"
	}
	const checked = `set +e
tutorial_failed=0
eval %s
set -e
if [ "$tutorial_code" -ne %[2]d ] || [ "$tutorial_failed" -ne 1 ]; then
	echo "It exits with $tutorial_code, and has to with %[2]d; $tutorial_failed commands fail, and only the last one may."
	exit 1
fi
`
	return fmt.Sprintf(checked, quote("trap 'tutorial_failed=$((tutorial_failed + 1))' ERR\n"+s.command+"\ntutorial_code=$?\ntrap - ERR"), s.exit)
}

// bash runs a script in a directory of the session and gives what it prints, on both streams. What it leaves running
// ends with it.
func (s Session) bash(ctx context.Context, dir, script string) (string, error) {
	path := filepath.Join(s.Home, ".tutorial")
	if err := os.WriteFile(path, []byte(script), 0o600); err != nil {
		return "", err
	}
	// A file, not a pipe: the shell may leave programs that keep it open.
	out, err := os.CreateTemp(s.Home, ".output")
	if err != nil {
		return "", err
	}
	defer out.Close()
	cmd := exec.CommandContext(ctx, "bash", path)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, out, out
	temporary := filepath.Join(s.Home, ".tmp") // what a page leaves there goes with its home
	if err := os.MkdirAll(temporary, 0o700); err != nil {
		return "", err
	}
	cmd.Env = append(s.Env, "HOME="+s.Home, "PWD="+dir, "TMPDIR="+temporary)
	kill := grouped(cmd)
	cmd.Cancel = kill
	err = cmd.Run()
	if cmd.Process != nil {
		_ = kill()
	}
	if ctx.Err() != nil {
		err = errors.Join(ctx.Err(), err)
	}
	text, readErr := os.ReadFile(out.Name())
	return strings.ReplaceAll(string(text), s.Home, reader), errors.Join(err, readErr)
}
