package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// entry is a file of an archive.
type entry struct {
	mode fs.FileMode
	time time.Time
	data []byte
}

// archiveOf is the name of a platform's archive.
func archiveOf(p platform) string {
	name := "graylane_" + testVersion + "_" + p.os + "_" + p.arch
	if p.os == "windows" {
		return name + ".zip"
	}
	return name + ".tar.gz"
}

// unpack gives the files of a platform's archive.
func unpack(t *testing.T, dist string, p platform) map[string]entry {
	t.Helper()
	data := []byte(read(t, dist, archiveOf(p)))
	if p.os == "windows" {
		return unzip(t, data)
	}
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return untar(t, r)
}

func untar(t *testing.T, r io.Reader) map[string]entry {
	t.Helper()
	files := map[string]entry{}
	for archive := tar.NewReader(r); ; {
		h, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(archive)
		if err != nil {
			t.Fatal(err)
		}
		if h.Uid != 0 || h.Gid != 0 || h.Uname != "" || h.Gname != "" {
			t.Errorf("%s belongs to %d:%d %s:%s", h.Name, h.Uid, h.Gid, h.Uname, h.Gname)
		}
		files[h.Name] = entry{h.FileInfo().Mode(), h.ModTime, data}
	}
}

func unzip(t *testing.T, archive []byte) map[string]entry {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]entry{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = entry{f.Mode(), f.Modified, data}
	}
	return files
}

func testArchives(t *testing.T, dist string) {
	for _, p := range platforms {
		files := unpack(t, dist, p)
		want := []string{"LICENSE", "THIRD_PARTY_NOTICES.txt", "completions/_graylane", "completions/graylane.bash",
			"completions/graylane.fish", "completions/graylane.ps1", p.program(), "man/graylane.1"}
		slices.Sort(want)
		if diff := cmp.Diff(want, slices.Sorted(maps.Keys(files))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", p, diff)
		}
		for name, f := range files {
			mode := fs.FileMode(0o644)
			if name == p.program() {
				mode = 0o755
			}
			if f.mode != mode {
				t.Errorf("%s: %s has the mode %s, want %s", p, name, f.mode, mode)
			}
			if at := time.Date(2026, 1, 1, 18, 4, 5, 0, time.UTC); !f.time.Equal(at) {
				t.Errorf("%s: %s is of %s, want the commit's time, %s", p, name, f.time, at)
			}
			if len(f.data) < 1000 {
				t.Errorf("%s: %s has %d bytes", p, name, len(f.data))
			}
		}
		if man := string(files["man/graylane.1"].data); !strings.Contains(man, "graylane "+testVersion) {
			t.Errorf("%s: the manual page does not tell the version:\n%s", p, man[:200])
		}
	}
}
