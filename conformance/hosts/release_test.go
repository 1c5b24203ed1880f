package hosts

import (
	"archive/tar"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// testReleaseImage loads the release's images into Docker. They have the files and settings of the image that Docker has built
// from the Dockerfile, to the last byte of the program; and they run with no rights at all.
func testReleaseImage(t *testing.T, client string, env []string) {
	dir, version := releaseDir(t), version(t)
	loaded := must(t, env, "", client, "load", "--input", filepath.Join(dir, "graylane_"+version+"_image.tar"))
	name := "ghcr.io/graylane/graylane:" + version + "-" + runtime.GOARCH
	if !strings.Contains(loaded, name) {
		t.Fatalf("%s is not among\n%s", name, loaded)
	}
	t.Cleanup(func() { run(t, env, "", client, append([]string{"rmi"}, loadedNames(loaded)...)...) })
	for _, name := range loadedNames(loaded) {
		if size := inspect(t, client, env, name).Size; size > most {
			t.Errorf("%s has %d bytes, more than %.0f MB", name, size, most/1e6)
		}
	}
	want, got := inspect(t, client, env, image), inspect(t, client, env, name)
	for _, label := range []string{"version", "revision", "created"} { // of another release
		delete(want.Config.Labels, "org.opencontainers.image."+label)
		if got.Config.Labels["org.opencontainers.image."+label] == "" {
			t.Errorf("no label %s", label)
		}
		delete(got.Config.Labels, "org.opencontainers.image."+label)
	}
	if diff := cmp.Diff(want.Config, got.Config); diff != "" {
		t.Errorf("the release's image differs from the Dockerfile's (-Dockerfile +release):\n%s", diff)
	}
	ours, theirs := files(t, client, env, name), files(t, client, env, image)
	if diff := cmp.Diff(theirs, ours); diff != "" {
		t.Errorf("its files differ (-Dockerfile +release):\n%s", diff)
	}
	testConfined(t, client, env, name)
	logStart(t, client, env, name)
}

// loadedNames are the images that docker load tells of.
func loadedNames(loaded string) []string {
	var names []string
	for line := range strings.Lines(loaded) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "Loaded image: "); ok {
			names = append(names, name)
		}
	}
	return names
}

// inspected is what Docker tells of an image.
type inspected struct {
	Size   int
	Config struct {
		User, WorkingDir     string
		Entrypoint, Cmd, Env []string
		Labels               map[string]string
	}
}

func inspect(t *testing.T, client string, env []string, name string) (i inspected) {
	t.Helper()
	if err := json.Unmarshal([]byte(must(t, env, "", client, "image", "inspect", "--format", "{{json .}}", name)), &i); err != nil {
		t.Fatal(err)
	}
	return i
}

// files are the files of an image with mode, owner, size and content, but for those that Docker adds to each container.
func files(t *testing.T, client string, env []string, name string) map[string]string {
	t.Helper()
	container := strings.TrimSpace(must(t, env, "", client, "create", name))
	defer run(t, env, "", client, "rm", container)
	archive := filepath.Join(t.TempDir(), "files.tar")
	must(t, env, "", client, "export", "--output", archive, container)
	f, err := os.Open(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	found := map[string]string{}
	for r := tar.NewReader(f); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatal(err)
		}
		if h.Name == ".dockerenv" || strings.HasPrefix(h.Name, "dev/") || strings.HasPrefix(h.Name, "proc/") || strings.HasPrefix(h.Name, "sys/") ||
			h.Name == "etc/hosts" || h.Name == "etc/hostname" || h.Name == "etc/resolv.conf" || h.Name == "etc/mtab" {
			continue
		}
		hash := sha256.New()
		if _, err := io.Copy(hash, r); err != nil {
			t.Fatal(err)
		}
		found[h.Name] = fmt.Sprintf("%o %d:%d %d %x", h.Mode&0o7777, h.Uid, h.Gid, h.Size, hash.Sum(nil)[:8])
	}
}

// logStart tells how long the program runs in a container that only asks for its version, and what Docker adds to that.
func logStart(t *testing.T, client string, env []string, name string) {
	t.Helper()
	start := time.Now()
	must(t, env, "", client, "run", "--name", "start", "--network", "none", "--read-only", "--user", "65534", "--cap-drop", "ALL", name, "version")
	all := time.Since(start)
	defer run(t, env, "", client, "rm", "start")
	var ran time.Time
	var ended time.Time
	stamps := strings.Fields(must(t, env, "", client, "inspect", "--format", "{{.State.StartedAt}} {{.State.FinishedAt}}", "start"))
	for i, to := range []*time.Time{&ran, &ended} {
		at, err := time.Parse(time.RFC3339Nano, stamps[i])
		if err != nil {
			t.Fatal(err)
		}
		*to = at
	}
	t.Logf("docker run takes %s, %s of it from the container's start to its end", all.Round(time.Millisecond), ended.Sub(ran).Round(time.Millisecond))
}
