package pack

import (
	"io/fs"
	"path"
	"slices"
	"time"
)

// File is a file of an archive.
type File struct {
	Name string // its path, with slashes
	Mode fs.FileMode
	Data []byte
}

// Archive is what an archive holds, and the time that all of it bears.
type Archive struct {
	Files []File
	Time  time.Time
}

// WithDirectories is the archive with an entry for each directory above its files, before them: a container runtime would
// make those that are missing with the mode it likes.
func (a Archive) WithDirectories() Archive {
	var dirs []string
	for _, f := range a.Files {
		for dir := path.Dir(f.Name); dir != "."; dir = path.Dir(dir) {
			dirs = append(dirs, dir)
		}
	}
	slices.Sort(dirs)
	var all []File
	for _, dir := range slices.Compact(dirs) {
		all = append(all, File{Name: dir + "/", Mode: fs.ModeDir | 0o755})
	}
	return Archive{append(all, a.Files...), a.Time}
}
