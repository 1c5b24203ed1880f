package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// MaxInput is how many bytes of a file or of standard input are read, unless [Options] say otherwise: some ten times what ten
// thousand applications take. Parsing takes a multiple of it in memory.
const MaxInput = 512 << 20

// errIrregular tells that a file of a kustomization is none: a pipe, of which nothing may ever come, or a device, of which too much
// does.
var errIrregular = errors.New("it is no regular file")

// ReadAll reads a stream to its end. One of more bytes than a limit is an error, once these have been read.
func ReadAll(r io.Reader, limit int64) ([]byte, error) {
	data, err := readSized(io.LimitReader(r, limit+1), min(sizeOf(r), limit))
	if err == nil && int64(len(data)) > limit {
		err = tooLong(limit)
	}
	if err != nil {
		return nil, err
	}
	return data, nil
}

func tooLong(limit int64) error {
	const mebi = 1 << 20
	if limit < mebi {
		return fmt.Errorf("it has more than %d bytes, which is as much as is read", limit)
	}
	return fmt.Errorf("it has more than %d MiB, which is as much as is read", limit/mebi)
}

// limit is how many bytes of a file or a stream are read.
func (o Options) limit() int64 {
	if o.Limit > 0 {
		return o.Limit
	}
	return MaxInput
}

// readFile reads a file again that was read already, as it stands now.
func readFile(path string) ([]byte, error) { return Options{}.readFile(path) }

// readFile reads a file, which may be a pipe.
func (o Options) readFile(path string) ([]byte, error) {
	data, err := readBounded(path, o.limit())
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", path, bare(err))
	}
	return data, nil
}

func readBounded(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return ReadAll(f, limit)
	case info.Size() > limit:
		return nil, tooLong(limit)
	}
	data := bytes.NewBuffer(make([]byte, 0, info.Size()+bytes.MinRead))
	if _, err := data.ReadFrom(io.LimitReader(f, limit+1)); err != nil {
		return nil, err
	}
	if int64(data.Len()) > limit { // it grows
		return nil, tooLong(limit)
	}
	return data.Bytes(), nil
}

// bounded is the disk, of which regular files are read up to a limit, and no others.
type bounded struct {
	filesys.FileSystem
	limit int64
}

// ReadFile is the content of a file.
func (b bounded) ReadFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil || info.IsDir():
		return b.FileSystem.ReadFile(path) // which words the error
	case !info.Mode().IsRegular():
		err = errIrregular
	default:
		var content []byte
		if content, err = readBounded(path, b.limit); err == nil {
			return content, nil
		}
	}
	return nil, &unreadable{path, err}
}

// unreadable is why a file is not read that is there. kustomize would look for something else in its place.
type unreadable struct {
	path string
	err  error
}

func (e *unreadable) Error() string { return fmt.Sprintf("read %q: %v", e.path, bare(e.err)) }
func (e *unreadable) Unwrap() error { return e.err }
