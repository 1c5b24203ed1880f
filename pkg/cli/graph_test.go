package cli_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/cli"
)

// fullDisk takes nothing.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// TestGraphExit checks the exit codes, which the scripts cannot tell apart.
func TestGraphExit(t *testing.T) {
	for _, tt := range []struct {
		reason string
		args   string
		stdin  string
		out    io.Writer
		want   int
	}{
		{reason: "fine", args: "graph -", stdin: "apiVersion: v1\nkind: Service\nmetadata: {name: s}\n", want: 0},
		{reason: "an error among the diagnostics is no failure", args: "graph -", stdin: "{", want: 0},
		{reason: "a path that does not exist", args: "graph nowhere", want: 1},
		{reason: "a configuration that is not understood", args: "graph - --set nonsense=1", want: 1},
		{reason: "an output that takes nothing", args: "graph -", out: fullDisk{}, want: 1},
		{reason: "no PATH", args: "graph", want: 2},
		{reason: "an unknown format", args: "graph -o yaml -", want: 2},
		{reason: "an unknown flag", args: "graph --nonsense -", want: 2},
		{reason: "a word that is no color", args: "graph --color red -", want: 2},
		{reason: "no namespace", args: "graph -n a/b -", want: 2},
		{reason: "an unknown command", args: "grahp -", want: 2},
		{reason: "a PATH alone", args: "./dir", want: 2},
		{reason: "the help of an unknown command", args: "help grahp", want: 2},
		{reason: "an argument too many", args: "version x", want: 2},
		{reason: "an unknown shell", args: "completion tcsh", want: 2},
		{reason: "a malformed --set", args: "graph --set nonsense -", want: 2},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			var out, errs bytes.Buffer
			streams := cli.Streams{In: strings.NewReader(tt.stdin), Out: &out, Err: &errs}
			if tt.out != nil {
				streams.Out = tt.out
			}
			if got := cli.Run(strings.Fields(tt.args), streams); got != tt.want {
				t.Errorf("exit %d, want %d: %s", got, tt.want, errs.String())
			}
			if empty := out.Len() == 0; empty != (tt.want > 0 || tt.out != nil) {
				t.Errorf("stdout is empty: %v", empty)
			}
		})
	}
}

// TestTooLargeForMermaid tells whoever asks for a diagram that GitHub will not render, but for those who want no word.
func TestTooLargeForMermaid(t *testing.T) {
	var input strings.Builder
	input.WriteString("{apiVersion: v1, kind: Service, metadata: {name: api}, spec: {ports: [{port: 80}], selector: {app: api}}}\n")
	for i := range 501 {
		fmt.Fprintf(&input, "---\n{apiVersion: batch/v1, kind: Job, metadata: {name: job%d}, spec: {template: {spec: {containers: [{env: [{name: A, value: 'http://api'}]}]}}}}\n", i)
	}
	for _, tt := range []struct {
		reason string
		args   []string
		want   bool
	}{
		{"a diagram", []string{"-o", "mermaid"}, true},
		{"in silence", []string{"-o", "mermaid", "-q"}, false},
		{"another format", []string{"-o", "dot"}, false},
	} {
		_, told, code := run(t, input.String(), append([]string{"graph", "-"}, tt.args...)...)
		if code != 0 || strings.Contains(told, "graylane: this is too large for Mermaid, as GitHub has it: 501 links") != tt.want {
			t.Errorf("%s: exit %d, stderr %s", tt.reason, code, told)
		}
	}
}
