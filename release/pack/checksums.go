package pack

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Checksums is the SHA-256 of files of a directory as sha256sum prints and checks it, sorted by name.
func Checksums(dir string, names []string) ([]byte, error) {
	names = slices.Sorted(slices.Values(names))
	var out strings.Builder
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&out, "%x  %s\n", sha256.Sum256(data), name)
	}
	return []byte(out.String()), nil
}
