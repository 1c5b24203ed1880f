package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/parallel"
	"github.com/spf13/cobra"
)

// TestPanics has a panic told as a bug, wherever it is: the process would otherwise end with Go's own report of it.
func TestPanics(t *testing.T) {
	tests := []struct {
		reason string
		do     func(c *console) error
		want   []string
	}{
		{"in the verb", func(*console) error { return stumble() }, []string{`what:     "nothing is there"`, "cli.stumble "}},
		{"on another goroutine", func(*console) error {
			parallel.For(3, func(int) { _ = stumble() })
			return nil
		}, []string{"cli.stumble ", "parallel.For"}},
		{"in a temporary directory, which is removed", func(c *console) error {
			return c.withTemporary(func() {}, func(_ context.Context, dir string) error {
				fmt.Fprintln(c.Err, dir)
				return stumble()
			})
		}, []string{"cli.stumble "}},
		{"of another's text", func(*console) error { panic("\x1b[2J\n::error::" + strings.Repeat("x", 1000)) },
			[]string{`what:     "\x1b[2J\n::error::` + strings.Repeat("x", 200-len("\x1b[2J\n::error::")) + `"...` + "\n"}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			temporary := t.TempDir()
			t.Setenv("TMPDIR", temporary)
			code, out, told := runs(tt.do)
			if code != exitFailed || out != "" {
				t.Errorf("exit %d, stdout %q", code, out)
			}
			common := []string{"a bug in graylane", "command:  graylane verb\n", "graylane " + buildVersion() + " " + runtime.Version(), issues}
			for _, want := range append(common, tt.want...) {
				if !strings.Contains(told, want) {
					t.Errorf("stderr lacks %q:\n%s", want, told)
				}
			}
			if left, _ := os.ReadDir(temporary); len(left) > 0 {
				t.Errorf("left: %v", left)
			}
			if private := regexp.MustCompile(`secret|goroutine|0x[0-9a-f]{4}|runtime\.gopanic`).FindString(told); private != "" {
				t.Errorf("stderr has %q:\n%s", private, told)
			}
		})
	}
}

// runs runs a verb with an argument.
func runs(do func(c *console) error) (code int, out, told string) {
	var stdout, stderr bytes.Buffer
	c := &console{Streams: Streams{Out: &stdout, Err: &stderr}}
	root := newRoot(c)
	root.AddCommand(&cobra.Command{Use: "verb", Args: cobra.ExactArgs(1), RunE: func(*cobra.Command, []string) error { return do(c) }})
	root.SetArgs([]string{"verb", "secret"})
	code = c.run(root)
	return code, stdout.String(), stderr.String()
}

//go:noinline
func stumble() error {
	panic(errors.New("nothing is there"))
}
