package source_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/source"
)

const object = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n"

// endless is a stream without an end.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestReadAll(t *testing.T) {
	tests := []struct {
		reason string
		in     io.Reader
		limit  int64
		want   string // of the error
	}{
		{"as much as is read", strings.NewReader("abc"), 3, ""},
		{"one byte more", strings.NewReader("abcd"), 3, "it has more than 3 bytes, which is as much as is read"},
		{"no end", endless{}, 1 << 20, "it has more than 1 MiB, which is as much as is read"},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			data, err := source.ReadAll(tt.in, tt.limit)
			if got := textOf(err); got != tt.want || (err == nil) != (data != nil) {
				t.Errorf("%d bytes, error %q, want %q", len(data), got, tt.want)
			}
		})
	}
}

func textOf(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// TestLimit reads what is larger than a limit, from wherever it comes.
func TestLimit(t *testing.T) {
	tests := []struct {
		reason string
		files  map[string]string
		path   string
		want   string // in the error
	}{
		{"a file", map[string]string{"a.yaml": object}, "a.yaml", `a.yaml": it has more than 20 bytes`},
		{"one in a directory", map[string]string{"a.yaml": object}, ".", `a.yaml": it has more than 20 bytes`},
		{"standard input", nil, source.Stdin, "read standard input: it has more than 20 bytes"},
		{"a kustomization", map[string]string{"kustomization.yaml": "namePrefix: a-b-c-d-e-f-\n"}, ".", `kustomization.yaml": it has more than 20 bytes`},
		{"a resource", map[string]string{"kustomization.yaml": "resources: [a.yaml]\n", "a.yaml": object}, ".", `a.yaml": it has more than 20 bytes`},
		{"a file of a ConfigMap", map[string]string{"kustomization.yaml": "configMapGenerator: [{name: a, files: [f]}]", "f": object}, ".", "bytes"},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range tt.files {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			path := filepath.Join(dir, tt.path)
			if tt.path == source.Stdin {
				path = source.Stdin
			}
			if _, err := source.Read([]string{path}, source.Options{Stdin: strings.NewReader(object), Limit: 20}); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
			if _, err := source.Read([]string{path}, source.Options{Stdin: strings.NewReader(object), Limit: 100}); err != nil {
				t.Errorf("with more room: %v", err)
			}
		})
	}
}

// TestIrregularFiles has devices where a kustomization expects files: they have no end.
func TestIrregularFiles(t *testing.T) {
	if _, err := os.Stat("/dev/zero"); err != nil {
		t.Skip("this system has no /dev/zero")
	}
	tests := []struct{ reason, file string }{
		{"the kustomization itself", "kustomization.yaml"},
		{"a Kustomization under its other name", "Kustomization"},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.Symlink("/dev/zero", filepath.Join(dir, tt.file)); err != nil {
				t.Fatal(err)
			}
			_, err := source.Read([]string{dir}, source.Options{})
			if err == nil || !strings.HasSuffix(err.Error(), `": it is no regular file`) {
				t.Errorf("error %v", err)
			}
		})
	}
	t.Run("a file that was named is read up to the limit", func(t *testing.T) {
		_, err := source.Read([]string{"/dev/zero"}, source.Options{Limit: 1 << 20})
		if err == nil || !strings.Contains(err.Error(), "1 MiB") {
			t.Errorf("error %v", err)
		}
	})
}
