package hostile_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

// reserved are the names of devices on Windows, with any extension, and what no name may hold there
// (https://learn.microsoft.com/windows/win32/fileio/naming-a-file). Go makes no archive of a module that has such a file.
var reserved = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$|[<>:"|?*\\]|[ .]$`)

// Every file of the repository can be checked out on Windows, and be part of the module.
func TestNamesOfFiles(t *testing.T) {
	files := 0
	err := fs.WalkDir(os.DirFS("../.."), ".", func(file string, entry fs.DirEntry, err error) error {
		switch name := filepath.Base(file); {
		case err != nil:
			return err
		case file == ".", !entry.IsDir() && name == ".git":
		case entry.IsDir() && slices.Contains([]string{".git", "bin", "dist", "node_modules"}, name):
			return fs.SkipDir
		case reserved.MatchString(name):
			t.Errorf("%s cannot have this name on Windows", file)
		case !entry.IsDir():
			files++
		}
		return nil
	})
	if err != nil || files < 1000 {
		t.Errorf("%d files were looked at (%v), which are not all", files, err)
	}
}
