package hosts

import (
	"archive/tar"
	"debug/elf"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/graylane/graylane/conformance"
)

const (
	image     = "graylane/graylane:test" // a name without a slash would be one of kpt's own registry
	toolchain = "graylane/toolchain:test"
)

// buildImage builds the image from the repository's Dockerfile, all stages of it as they stand. Nothing is pulled:
// the stage that compiles starts from an image made of this machine's own Go and its module cache.
func buildImage(t *testing.T, client string, env []string) {
	t.Helper()
	if runtime.GOOS != "linux" {
		conformance.Missing(t, "the local build image is made of this machine's Go, and that is not for Linux")
	}
	importToolchain(t, client, env)
	buildStage(t, client, env, "final", image)
	t.Cleanup(func() { run(t, env, "", client, "rmi", image, toolchain) })
}

// buildStage builds one stage of the Dockerfile, where the toolchain is there.
func buildStage(t *testing.T, client string, env []string, stage, tag string) {
	t.Helper()
	must(t, env, "", client, "build", "--network", "none", "--tag", tag, "--target", stage,
		"--build-arg", "BUILD_IMAGE="+toolchain,
		"--build-arg", "VERSION="+version(t), "--build-arg", "REVISION=0123abc", "--build-arg", "CREATED=2026-01-02T03:04:05Z",
		root)
}

// importToolchain makes an image of Go, a shell, and the modules that graylane needs, served from files.
func importToolchain(t *testing.T, client string, env []string) {
	t.Helper()
	goRoot := strings.TrimSpace(must(t, nil, "", "go", "env", "GOROOT"))
	modules := downloadModules(t)
	cmd := exec.Command(client, "import",
		"--change", "ENV PATH=/usr/local/go/bin:/bin GOPROXY=file:///modules GOSUMDB=off GOTOOLCHAIN=local TMPDIR=/",
		"-", toolchain)
	cmd.Env = append(os.Environ(), env...)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	a := &archive{tar.NewWriter(stdin), nil}
	for _, part := range []string{"bin", "lib", "pkg", "src", "go.env", "VERSION"} {
		a.add(filepath.Join(goRoot, part), "usr/local/go/"+part)
	}
	for _, file := range program(t, "/bin/sh") {
		a.add(file, file)
	}
	a.add(modules, "modules")
	a.close()
	stdin.Close()
	if err := cmd.Wait(); err != nil || a.err != nil {
		t.Fatalf("docker import: %v, %v\n%s", err, a.err, out.String())
	}
}

// downloadModules gives a directory that serves graylane's modules as a module proxy does.
func downloadModules(t *testing.T) string {
	t.Helper()
	must(t, nil, "", "go", "-C", root, "mod", "download")
	cache := strings.TrimSpace(must(t, nil, "", "go", "env", "GOMODCACHE"))
	// From that cache into one of graylane's modules alone.
	dir := t.TempDir()
	env := []string{
		"GOMODCACHE=" + dir, "GOPROXY=file://" + cache + "/cache/download", "GOSUMDB=off", "GOFLAGS=-modcacherw",
	}
	must(t, env, "", "go", "-C", root, "mod", "download")
	return filepath.Join(dir, "cache/download")
}

var libraryPath = regexp.MustCompile(`/\S+\.so\S*`)

// program gives the files of a program: its own and its shared libraries.
func program(t *testing.T, path string) []string {
	t.Helper()
	f, err := elf.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if libraries, err := f.ImportedLibraries(); err != nil || len(libraries) == 0 {
		return []string{path}
	}
	return append(libraryPath.FindAllString(must(t, nil, "", "ldd", path), -1), path)
}

// archive writes a tar; the first error stays in err.
type archive struct {
	w   *tar.Writer
	err error
}

func (a *archive) close() {
	if err := a.w.Close(); a.err == nil {
		a.err = err
	}
}

// add adds a file, or a directory with all in it, under another name. Links are followed.
func (a *archive) add(from, to string) {
	if a.err != nil {
		return
	}
	a.err = filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		name := to + strings.TrimPrefix(path, from)
		header := &tar.Header{Name: strings.TrimPrefix(name, "/"), Mode: int64(info.Mode().Perm()), Size: info.Size()}
		if err := a.w.WriteHeader(header); err != nil {
			return err
		}
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		_, err = io.Copy(a.w, file)
		return err
	})
}
