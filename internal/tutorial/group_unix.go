//go:build unix

package tutorial

import (
	"os/exec"
	"syscall"
)

// grouped gives a command a group of its own, and how to end all that is in it.
func grouped(cmd *exec.Cmd) (kill func() error) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
