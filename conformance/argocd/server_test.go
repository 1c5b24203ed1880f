package argocd

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// root is the repository, seen from this package.
const root = "../.."

// require gives the absolute path of a program that make builds. Without it the test is skipped with the reason; where
// GRAYLANE_REQUIRE_ALL is set it fails.
func require(t *testing.T, variable string) string {
	t.Helper()
	path, err := exec.LookPath(os.Getenv(variable))
	if err == nil {
		path, err = filepath.Abs(path)
	}
	if err == nil {
		return path
	}
	reason := variable + " names no program; make conformance sets it"
	if os.Getenv("GRAYLANE_REQUIRE_ALL") != "" {
		t.Fatal(reason)
	}
	t.Skip(reason)
	return ""
}

// server is a running argocd-cmp-server.
type server struct{ log string }

// start starts argocd-cmp-server with the plugin of examples/argocd, as in a sidecar: graylane on PATH, no home, no network to
// speak of, and nothing else of this test's environment. It ends with the test.
func start(t *testing.T) server {
	t.Helper()
	program, graylane := require(t, "GRAYLANE_ARGOCD_CMP_SERVER"), require(t, "GRAYLANE_BIN")
	dir, err := os.MkdirTemp("", "") // t.TempDir is too long a path for a socket
	if err != nil {
		t.Fatal(err)
	}
	in := func(name string) string { return filepath.Join(dir, name) }
	for _, name := range []string{"bin", "sockets", "tmp", "asks"} {
		if err := os.Mkdir(in(name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for name, target := range map[string]string{"graylane": graylane, "argocd-cmp-server": program} {
		if err := os.Symlink(target, in("bin/"+name)); err != nil {
			t.Fatal(err)
		}
	}
	config, err := filepath.Abs(filepath.Join(root, "examples/argocd"))
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.Create(in("log"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(in("bin/argocd-cmp-server"), "--config-dir-path", config, "--loglevel", "info")
	cmd.Env = []string{
		"PATH=" + in("bin"), "TMPDIR=" + in("tmp"), "ARGOCD_PLUGINSOCKFILEPATH=" + in("sockets"), "ARGOCD_CMP_WORKDIR=" + in("tmp"),
		"HTTPS_PROXY=http://127.0.0.1:1", "HTTP_PROXY=http://127.0.0.1:1",
	}
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { cmd.Wait(); close(ended) }()
	t.Cleanup(func() {
		cmd.Process.Signal(syscall.SIGTERM)
		select {
		case <-ended:
		case <-time.After(5 * time.Second):
			cmd.Process.Kill()
			<-ended
		}
		log.Close()
		os.RemoveAll(dir)
	})
	t.Setenv("ARGOCD_PLUGINSOCKFILEPATH", in("sockets"))
	t.Setenv("TMPDIR", in("asks")) // Argo CD's code leaves a directory there each time that it asks
	s := server{in("log")}
	for deadline := time.Now().Add(2 * time.Minute); ; time.Sleep(20 * time.Millisecond) {
		if _, err := os.Stat(in("sockets/graylane.sock")); err == nil {
			return s
		}
		if time.Now().After(deadline) {
			t.Fatalf("there is no socket:\n%s", s.read(t))
		}
	}
}

// read is all that the server logged: what it ran, and what that wrote to stderr.
func (s server) read(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(s.log)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// write makes a repository of files.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// sample is the Application of examples/argocd/shop.
func sample(t *testing.T) Application {
	t.Helper()
	repository := t.TempDir()
	if err := os.CopyFS(repository, os.DirFS(filepath.Join(root, "examples"))); err != nil {
		t.Fatal(err)
	}
	return Application{Name: "shop", Namespace: "shop", Repository: repository, Path: "argocd/shop"}
}

// generated gives the manifests of an Application, each one line of JSON.
func generated(t *testing.T, app Application) string {
	t.Helper()
	answer, err := app.Generate(soon(t))
	if err != nil {
		t.Fatal(err)
	}
	if answer.SourceType != "Plugin" {
		t.Fatalf("Argo CD takes it for a %s", answer.SourceType)
	}
	return strings.Join(answer.Manifests, "\n")
}

// refused gives the error of an Application whose manifests cannot be generated.
func refused(t *testing.T, app Application) string {
	t.Helper()
	answer, err := app.Generate(soon(t))
	if err == nil {
		t.Fatalf("there are %d manifests", len(answer.Manifests))
	}
	return err.Error()
}

// soon is a context that ends a test that hangs.
func soon(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// has fails for each text that is not in another.
func has(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("there is no %s in\n%s", part, text)
		}
	}
}

// hasNot is the contrary.
func hasNot(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if strings.Contains(text, part) {
			t.Errorf("there is %s in\n%s", part, text)
		}
	}
}
