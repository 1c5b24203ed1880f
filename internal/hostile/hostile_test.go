package hostile_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/cli"
)

var update = flag.Bool("update", false, "write what the program says of each case into testdata/hostile")

// The bounds of a run. A case needs a small part of either; the time only catches what has no end.
const (
	memory   = 3 << 30 // of addresses, of which the runtime takes more than it uses
	patience = 2 * time.Minute
)

// asProgram is set where the binary of the test is to be the program.
const asProgram = "GRAYLANE_HOSTILE_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "" {
		os.Exit(m.Run())
	}
	if err := limitMemory(memory); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	os.Exit(cli.Run(os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
}

// input is a case: something nasty on standard input.
type input struct {
	name, reason string
	text         func() string
	// huge input goes through some verbs alone, and its list comes back as it was: it is not parsed again.
	huge bool
	// shown input goes through the views that draw and explain as well; that of other cases is the same application.
	shown bool
}

// outcome is how a run of the program ended.
type outcome struct {
	code        int
	out, stderr []byte
}

// run runs the program on an input, and fails where the program does what it never may.
func run(t *testing.T, in []byte, args ...string) outcome {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(ctx, self, args...)
	cmd.Env = append(os.Environ(), asProgram+"=1", "GITHUB_ACTIONS=", "NO_COLOR=1")
	cmd.Stdin = bytes.NewReader(in)
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	err = cmd.Run()
	var ended *exec.ExitError
	switch {
	case ctx.Err() != nil:
		t.Fatalf("%v has no end", args)
	case err != nil && !errors.As(err, &ended):
		t.Fatal(err)
	}
	o := outcome{cmd.ProcessState.ExitCode(), out.Bytes(), stderr.Bytes()}
	bad := func(text string) bool { return strings.Contains(stderr.String(), text) }
	if o.code != 0 && o.code != 1 || slices.ContainsFunc([]string{"panic", "goroutine ", "a bug in graylane", "fatal error"}, bad) {
		t.Fatalf("%v: exit %d: %.2000s", args, o.code, stderr.String())
	}
	return o
}

// TestHostile runs the corpus.
func TestHostile(t *testing.T) {
	all := slices.Concat(envelopes, bombs, depths, syntaxes, values, names, objects, places, escapes)
	seen := map[string]bool{}
	for _, c := range all {
		if c.reason == "" || seen[c.name] {
			t.Errorf("%s: no reason, or twice", c.name)
		}
		seen[c.name] = true
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.check(t)
		})
	}
	files, err := filepath.Glob(golden("*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if name := strings.TrimSuffix(filepath.Base(file), ".txt"); !seen[name] {
			t.Errorf("%s: there is no such case", file)
		}
	}
}

func golden(name string) string { return filepath.Join("..", "..", "testdata", "hostile", name+".txt") }

// check runs a case through the function and the verbs.
func (c input) check(t *testing.T) {
	in := []byte(c.text())
	said := &bytes.Buffer{}
	fmt.Fprintf(said, "# %s\n", c.reason)
	tell := func(o outcome, text []byte, args ...string) {
		fmt.Fprintf(said, "\n$ graylane %s\nexit %d\n%s", strings.Join(args, " "), o.code, shortened(text))
	}
	o := run(t, in)
	tell(o, o.stderr)
	c.checkList(t, in, o)
	o = run(t, in, "check", "-")
	tell(o, slices.Concat(o.out, o.stderr), "check", "-")
	checkPlain(t, o.out)
	for _, v := range views {
		if c.shown || v.always || !c.huge && v.cheap {
			o := run(t, in, v.args...)
			tell(outcome{code: o.code}, nil, v.args...)
			if o.code == 0 || v.args[0] == "check" && len(o.stderr) == 0 {
				v.check(t, o.out)
			} else if len(o.out) > 0 {
				t.Errorf("%v failed, and wrote %.100q", v.args, o.out)
			}
			checkPlain(t, o.stderr)
		}
	}
	file := golden(c.name)
	if *update {
		if err := os.WriteFile(file, said.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), said.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// shortened are the first lines of a text, none of them very long.
func shortened(text []byte) string {
	const most, long = 12, 400
	var out strings.Builder
	lines := strings.SplitAfter(string(text), "\n")
	for i, line := range lines {
		if i == most {
			fmt.Fprintf(&out, "(%d lines more)\n", len(lines)-1-most)
			break
		}
		if len(line) > long {
			line = fmt.Sprintf("%s(%d bytes more)\n", strings.ToValidUTF8(line[:long], ""), len(line)-long)
		}
		out.WriteString(line)
	}
	return out.String()
}
