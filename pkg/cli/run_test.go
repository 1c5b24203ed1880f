package cli

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestWrongUsage takes whatever cobra itself refuses for wrong usage, and what a command finds for what it says it is.
func TestWrongUsage(t *testing.T) {
	for _, tt := range []struct {
		reason string
		args   []string
		want   int
	}{
		{"cobra checks the arguments", []string{"two", "a"}, exitUsage},
		{"cobra checks the flags", []string{"two", "a", "b"}, exitUsage},
		{"the command fails", []string{"two", "a", "b", "--must"}, exitFailed},
		{"the command finds a mistake", []string{"two", "a", "wrong", "--must"}, exitUsage},
	} {
		var errs bytes.Buffer
		c := &console{Streams: Streams{Err: &errs}}
		cmd := &cobra.Command{Use: "two", Args: cobra.ExactArgs(2), RunE: func(_ *cobra.Command, args []string) error {
			if args[1] == "wrong" {
				return usageError{errors.New("wrong")}
			}
			return errors.New("failed")
		}}
		cmd.Flags().Bool("must", false, "")
		if err := cmd.MarkFlagRequired("must"); err != nil {
			t.Fatal(err)
		}
		root := newRoot(c)
		root.AddCommand(cmd)
		root.SetArgs(tt.args)
		got := c.run(root)
		if hinted := strings.Contains(errs.String(), "graylane two --help"); got != tt.want || hinted != (got == exitUsage) {
			t.Errorf("%s: exit %d: %s", tt.reason, got, errs.String())
		}
	}
}
