//go:build !unix

package cli

import "os"

// newTemporary makes a temporary directory.
func newTemporary() (dir string, unlock func(), err error) {
	dir, err = os.MkdirTemp("", temporaryPrefix)
	return dir, func() {}, err
}
