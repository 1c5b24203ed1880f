//go:build !unix

package tutorial

import "os/exec"

// grouped is how to end a command: there are no groups here, and what it leaves running stays.
func grouped(cmd *exec.Cmd) (kill func() error) {
	return func() error { return cmd.Process.Kill() }
}
