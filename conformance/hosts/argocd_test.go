package hosts

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/graylane/graylane/conformance"
)

// sidecar is the image for a sidecar of Argo CD's repo-server.
const sidecar = "graylane/graylane-argocd:test"

// testArgocdImage runs the sidecar's image as Kubernetes would by examples/argocd/repo-server: as user 999, with nothing to write but its
// volumes, and with Argo CD's server put into one of them. Then it is asked over its socket, from outside.
func testArgocdImage(t *testing.T, client string, env []string) {
	server, ask := conformance.Require(t, "argocd-cmp-server"), conformance.Require(t, "argocd-ask")
	buildStage(t, client, env, "argocd", sidecar)
	t.Cleanup(func() { run(t, env, "", client, "rmi", sidecar) })

	dir, err := os.MkdirTemp("", "") // t.TempDir is too long a path for a socket
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	in := func(name string) string { return filepath.Join(dir, name) }
	for _, name := range []string{"var-files", "plugins", "tmp"} {
		if err := os.Mkdir(in(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(in(name), 0o777); err != nil { // as an emptyDir
			t.Fatal(err)
		}
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	must(t, nil, "", "cp", "-n", server, in("var-files/argocd-cmp-server"))

	id := strings.TrimSpace(must(t, env, "", client, "run", "--detach", "--read-only", "--network", "none", "--user", "999:999",
		"--cap-drop", "ALL", "--security-opt=no-new-privileges", "--volume", in("var-files")+":/var/run/argocd",
		"--volume", in("plugins")+":/home/argocd/cmp-server/plugins", "--volume", in("tmp")+":/tmp", sidecar))
	t.Cleanup(func() { run(t, env, "", client, "rm", "--force", id) })
	socket := in("plugins/graylane.sock")
	for deadline := time.Now().Add(2 * time.Minute); ; time.Sleep(50 * time.Millisecond) {
		if _, err := os.Stat(socket); err == nil {
			break
		}
		if time.Now().After(deadline) {
			logs := run(t, env, "", client, "logs", id)
			t.Fatalf("there is no socket:\n%s%s", logs.stdout, logs.stderr)
		}
	}

	examples, err := filepath.Abs(filepath.Join(root, "examples"))
	if err != nil {
		t.Fatal(err)
	}
	asked := []string{"ARGOCD_PLUGINSOCKFILEPATH=" + in("plugins"), "TMPDIR=" + t.TempDir()}
	got := must(t, asked, "", ask, examples, "argocd/shop", "GRAYLANE_HEADER=x-lane")
	for _, part := range []string{`"name":"vs-gateway-web"`, `"name":"dr-pricing"`, `"x-lane"`} {
		if !strings.Contains(got, part) {
			t.Errorf("there is no %s in\n%s", part, got)
		}
	}
	refused := run(t, asked, "", ask, examples, "argocd/shop", "GRAYLANE_GAPS=colne")
	if refused.code != 1 || !strings.Contains(refused.stderr, `env GRAYLANE_GAPS is "colne"; it takes`) {
		t.Errorf("a mistake: %+v", refused)
	}
}
