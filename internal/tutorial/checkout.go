package tutorial

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Files are the files of a repository, those that are not ignored: paths relative to it, with slashes, sorted.
func Files(root string) ([]string, error) {
	out, err := exec.Command("git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").Output()
	if err != nil {
		return nil, fmt.Errorf("git ls-files in %s: %w", root, err)
	}
	var files []string
	for name := range strings.SplitSeq(strings.TrimRight(string(out), "\x00"), "\x00") {
		// What is deleted in the working tree is still in the index.
		if info, err := os.Lstat(filepath.Join(root, name)); err == nil && !info.IsDir() {
			files = append(files, name)
		}
	}
	slices.Sort(files)
	return slices.Compact(files), nil
}

// Paths are the pages of a repository: every Markdown file that is neither data of tests nor part of a program.
func Paths(root string) ([]string, error) {
	files, err := Files(root)
	if err != nil {
		return nil, err
	}
	pages := slices.DeleteFunc(files, func(name string) bool {
		return filepath.Ext(name) != ".md" || strings.HasPrefix(name, "pkg/") || strings.Contains(name, "testdata/")
	})
	return pages, look(root, pages)
}

// look opens the directories of the pages: go test keeps results for as long as what a test opened stays the same, and
// does not see what git reads.
func look(root string, pages []string) error {
	for _, name := range pages {
		if _, err := os.ReadDir(filepath.Join(root, filepath.Dir(name))); err != nil {
			return err
		}
	}
	return nil
}

// Load reads a page of a repository.
func Load(root, path string) (Page, error) {
	text, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		return Page{}, err
	}
	return Parse(path, string(text))
}

// checkout copies the files of a repository. The data of tests stay behind, which no page speaks of: they are many.
func checkout(root, dir string) error {
	files, err := Files(root)
	if err != nil {
		return err
	}
	for _, name := range files {
		if strings.Contains(name, "testdata/") && !strings.HasSuffix(name, ".go") {
			continue
		}
		if err := clone(filepath.Join(root, name), filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}

// clone copies a file with its mode, a link as a link.
func clone(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	info, err := os.Lstat(from)
	if err != nil {
		return err
	}
	if info.Mode()&os.ModeSymlink != 0 {
		target, err := os.Readlink(from)
		if err != nil {
			return err
		}
		return os.Symlink(target, to)
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, info.Mode().Perm())
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		return err
	}
	return out.Close()
}
