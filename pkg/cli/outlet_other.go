//go:build !unix

package cli

import "os"

// replaced is for systems where a standard stream that is closed stays closed: writing to it is an error.
func replaced(*os.File) bool { return false }
