package source_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/source"
)

// TestReadAllInItsSize reads what tells its size, what does not, and what is not where its size says.
func TestReadAllInItsSize(t *testing.T) {
	text := strings.Repeat("0123456789", 10_000)
	path := filepath.Join(t.TempDir(), "in")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	in, err := source.ReadAll(file, source.MaxInput)
	if err != nil || string(in) != text {
		t.Errorf("of a file it reads %d bytes, %v", len(in), err)
	}
	if cap(in) > len(text)+bytes.MinRead {
		t.Errorf("for %d bytes it takes %d", len(text), cap(in))
	}
	if in, err := source.ReadAll(file, source.MaxInput); err != nil || len(in) != 0 {
		t.Errorf("of a file that was read already it reads %d bytes, %v", len(in), err)
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	go func() {
		write.WriteString(text)
		write.Close()
	}()
	if in, err := source.ReadAll(read, source.MaxInput); err != nil || string(in) != text {
		t.Errorf("of a pipe it reads %d bytes, %v", len(in), err)
	}
	if in, err := source.ReadAll(strings.NewReader(text), source.MaxInput); err != nil || string(in) != text {
		t.Errorf("of a reader it reads %d bytes, %v", len(in), err)
	}
}
