package cli

import (
	"errors"
	"io"
	"os"
)

// outlet is standard output. It remembers that something could not be written, also for those who do not look, as what prints help.
type outlet struct {
	io.Writer
	nowhere bool // what is written is lost
	failed  error
}

// errNowhere is that of writing where nothing arrives. A process that is started without a standard output has /dev/null in its place,
// opened to read and write, and would succeed without anybody seeing what it prints. Some programs hand over just that on purpose.
var errNowhere = errors.New("there is no standard output: it is closed, or it is /dev/null opened for reading as well; to throw the output away, use >/dev/null")

// outletOf is the outlet for a stream.
func outletOf(w io.Writer) *outlet {
	f, ok := fileOf(w)
	return &outlet{Writer: w, nowhere: ok && replaced(f)}
}

// Write writes. The first error is remembered.
func (o *outlet) Write(text []byte) (int, error) {
	n, err := 0, errNowhere
	if !o.nowhere {
		n, err = o.Writer.Write(text)
	}
	if err != nil && o.failed == nil {
		o.failed = err
	}
	return n, err
}

// spare lets the output get lost, where the exit code is the answer.
func (o *outlet) spare() {
	if o != nil && o.nowhere {
		o.Writer, o.nowhere = io.Discard, false
	}
}

// finish closes the stream and tells whether all of it was written: some file systems find at the end that there was no room.
// Nothing can be written after it.
func (o *outlet) finish() error {
	if o == nil || o.failed != nil {
		return o.failure()
	}
	if f, ok := fileOf(o.Writer); ok {
		if err := f.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
			o.failed = err
		}
	}
	return o.failed
}

// failure is why something could not be written; nil where everything was.
func (o *outlet) failure() error {
	if o == nil {
		return nil
	}
	return o.failed
}
