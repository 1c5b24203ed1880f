package source

import (
	"bytes"
	"io"
	"io/fs"
)

// sizeOf is how many bytes a reader says that it has; 0 where it is no regular file, and may have any number.
func sizeOf(r io.Reader) int64 {
	file, is := r.(interface{ Stat() (fs.FileInfo, error) })
	if !is {
		return 0
	}
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return 0
	}
	return info.Size()
}

// readSized is io.ReadAll, in no more memory than there is to be read where the size is known and right.
func readSized(r io.Reader, size int64) ([]byte, error) {
	if size <= 0 {
		return io.ReadAll(r)
	}
	in := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	_, err := in.ReadFrom(r)
	return in.Bytes(), err
}
