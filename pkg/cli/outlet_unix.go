//go:build unix

package cli

import (
	"os"

	"golang.org/x/sys/unix"
)

// replaced tells whether a file is what Go's runtime opens in the place of a standard stream that is closed: /dev/null, to read and
// write (runtime/fds_unix.go). Opened to write alone, as shells do it, /dev/null is meant.
func replaced(f *os.File) bool {
	flags, err := unix.FcntlInt(f.Fd(), unix.F_GETFL, 0)
	if err != nil || flags&unix.O_ACCMODE != unix.O_RDWR {
		return false
	}
	is, err := f.Stat()
	if err != nil {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err == nil && os.SameFile(is, null)
}
