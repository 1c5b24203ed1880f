//go:build unix

package cli

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// newTemporary makes a temporary directory, and removes those of processes that are not there any more. A directory is locked while
// its process lives: the system takes the lock away however that ends. Unlock is for when the directory is gone.
func newTemporary() (dir string, unlock func(), err error) {
	sweep(os.TempDir())
	const attempts = 10 // another process may take a directory that is not locked yet for a left one
	for range attempts {
		if dir, err = os.MkdirTemp("", temporaryPrefix); err != nil {
			return "", nil, err
		}
		if f := lock(dir); f != nil {
			return dir, func() { f.Close() }, nil
		}
	}
	return "", nil, errors.New("other processes remove what is made in " + os.TempDir())
}

// sweep removes the directories that processes of this user left. What cannot be removed stays.
func sweep(temporary string) {
	left, err := filepath.Glob(filepath.Join(temporary, temporaryPrefix+"*"))
	if err != nil {
		return
	}
	for _, dir := range left {
		if f := lock(dir); f != nil {
			os.RemoveAll(dir)
			f.Close()
		}
	}
}

// lock is a lock on a directory of this user; nil where there is none to have, since a process has it, or no such directory.
func lock(dir string) *os.File {
	f, err := os.OpenFile(dir, os.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_NONBLOCK, 0)
	if err != nil {
		return nil
	}
	var is, named unix.Stat_t
	if unix.Fstat(int(f.Fd()), &is) != nil || int(is.Uid) != os.Geteuid() ||
		unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) != nil ||
		unix.Lstat(dir, &named) != nil || named.Ino != is.Ino || named.Dev != is.Dev { // removed before it was locked
		f.Close()
		return nil
	}
	return f
}
