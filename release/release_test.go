package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestRelease makes a release with the one command, from a clean checkout at a tag, and looks at all of it; then another one
// of a clone that lies elsewhere, as somebody else would make it another day.
func TestRelease(t *testing.T) {
	one := filepath.Join(t.TempDir(), "one")
	tagged(t, one)
	start := time.Now()
	runIn(t, one, nil, "make", "release")
	t.Logf("a release takes %s", time.Since(start).Round(time.Second))
	dist := filepath.Join(one, "dist")

	t.Run("checksums", func(t *testing.T) { testChecksums(t, dist) })
	t.Run("archives", func(t *testing.T) { testArchives(t, dist) })
	t.Run("programs", func(t *testing.T) { testPrograms(t, dist) })
	t.Run("bills of materials", func(t *testing.T) { testDocuments(t, dist) })
	t.Run("images", func(t *testing.T) { testImages(t, dist) })
	t.Run("compiled anew", func(t *testing.T) { testCompiledAnew(t, one) })
	t.Run("again", func(t *testing.T) { testAgain(t, one) })
	t.Run("signed", func(t *testing.T) { testSigned(t, one) })
}

// testAgain makes the release once more: in another directory, with another home, umask, time zone, language and mtimes.
func testAgain(t *testing.T, one string) {
	two := filepath.Join(t.TempDir(), "somewhere", "else", "graylane")
	runIn(t, ".", nil, "sh", "-c", `umask 077 && git clone --quiet "$0" "$1"`, one, two)
	runIn(t, two, nil, "sh", "-c", "find . -type f -not -path './.git/*' | xargs touch -d 2001-02-03")
	env := []string{
		"GOMODCACHE=" + goEnv(t, "GOMODCACHE"), "GOCACHE=" + goEnv(t, "GOCACHE"), "GOPROXY=" + goEnv(t, "GOPROXY"),
		"HOME=" + t.TempDir(), "TZ=Pacific/Auckland", "LC_ALL=de_DE.UTF-8", "GOFLAGS=-buildvcs=true",
	}
	runIn(t, two, env, "sh", "-c", "umask 077 && make release")
	want, got := read(t, one, "dist", checksumsFile), read(t, two, "dist", checksumsFile)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the second release differs (-first +second):\n%s", diff)
	}
}

// testCompiledAnew compiles the program without anything that was compiled before, and with the modules elsewhere.
func testCompiledAnew(t *testing.T, one string) {
	dir := t.TempDir()
	// All of them, so that the cache can serve them.
	runIn(t, one, nil, "go", "mod", "download")
	// Settings as go env -w leaves them.
	write(t, dir, "settings", "GOFLAGS=-buildmode=pie\nGOEXPERIMENT=nogreenteagc\nGOFIPS140=latest\n")
	env := []string{
		"GOENV=" + filepath.Join(dir, "settings"),
		"GOMODCACHE=" + filepath.Join(dir, "modules"), "GOCACHE=" + filepath.Join(dir, "cache"), "GOFLAGS=-modcacherw", "GOSUMDB=off",
		"GOPROXY=file://" + goEnv(t, "GOMODCACHE") + "/cache/download", "GOAMD64=v3", "GOOS=linux", "GOARCH=amd64",
	}
	runIn(t, one, env, "go", "mod", "download")
	runIn(t, one, env, "sh", "tools/build.sh", filepath.Join(dir, "graylane"), testVersion)
	archive := unpack(t, filepath.Join(one, "dist"), platform{"linux", "amd64"})
	if string(archive["graylane"].data) != read(t, dir, "graylane") {
		t.Error("the program is not the one of the release")
	}
}

func testChecksums(t *testing.T, dist string) {
	runIn(t, dist, nil, "sha256sum", "--check", "--strict", checksumsFile)
	var listed []string
	for line := range strings.Lines(read(t, dist, checksumsFile)) {
		_, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		listed = append(listed, name)
	}
	entries, err := os.ReadDir(dist)
	if err != nil {
		t.Fatal(err)
	}
	var there []string
	for _, e := range entries {
		if e.Name() != checksumsFile && e.Name() != layoutDir { // the layout is in the archive of the images
			there = append(there, e.Name())
		}
	}
	if diff := cmp.Diff(there, listed); diff != "" {
		t.Errorf("files without a checksum, or the other way round (-there +listed):\n%s", diff)
	}
	if len(there) < 2*len(platforms)+2 {
		t.Errorf("so few files: %q", there)
	}
}

// read reads a file.
func read(t *testing.T, path ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
