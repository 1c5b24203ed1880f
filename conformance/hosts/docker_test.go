package hosts

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/conformance"
)

// most is what the image may weigh, in bytes: it holds one binary, 3 MB of which lay out pictures.
const most = 20e6

func TestDocker(t *testing.T) {
	client, env := docker(t)
	buildImage(t, client, env)
	t.Run("image", func(t *testing.T) { testImage(t, client, env) })
	t.Run("confined", func(t *testing.T) { testConfined(t, client, env, image) })
	t.Run("release", func(t *testing.T) { testReleaseImage(t, client, env) })
	t.Run("kustomize", func(t *testing.T) { testKustomizeContainer(t, env) })
	t.Run("kpt", func(t *testing.T) { testKptContainer(t, env) })
	t.Run("argocd", func(t *testing.T) { testArgocdImage(t, client, env) })
	t.Run("kpt fn doc", func(t *testing.T) { testKptDoc(t, env) })
}

func testImage(t *testing.T, client string, env []string) {
	got := inspect(t, client, env, image)
	t.Logf("the image has %.1f MB", float64(got.Size)/1e6)
	if got.Size > most {
		t.Errorf("more than %.0f MB", most/1e6)
	}
	if got.Config.User != "65532:65532" {
		t.Errorf("user %q, want nonroot by number, so that a cluster can verify it", got.Config.User)
	}
	if diff := cmp.Diff([]string{"/usr/local/bin/graylane"}, got.Config.Entrypoint); diff != "" {
		t.Errorf("entrypoint (-want +got):\n%s", diff)
	}
	want := map[string]string{
		"title": "graylane", "source": "https://github.com/graylane/graylane", "licenses": "Apache-2.0 AND EPL-2.0",
		"version": version(t), "revision": "0123abc", "created": "2026-01-02T03:04:05Z",
	}
	for name, value := range want {
		if label := got.Config.Labels["org.opencontainers.image."+name]; label != value {
			t.Errorf("label %s is %q, want %q", name, label, value)
		}
	}
	if got.Config.Labels["org.opencontainers.image.description"] == "" {
		t.Error("no description label")
	}
}

// testConfined runs an image with no more than stdin and stdout.
func testConfined(t *testing.T, client string, env []string, image string) {
	input := resourceList(t, "examples/seed/appa.yaml", "examples/seed/appb.yaml")
	want := run(t, nil, input, conformance.Require(t, "graylane"))
	if want.code != 0 || len(want.stdout) <= len(input) {
		t.Fatalf("the binary itself adds nothing: %+v", want)
	}
	for _, user := range []string{"65534", "nobody", "65532"} {
		got := run(t, env, input, client, "run", "--rm", "-i", "--read-only", "--network", "none",
			"--cap-drop", "ALL", "--security-opt=no-new-privileges", "--user", user, image)
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(result{})); diff != "" {
			t.Errorf("as user %s it differs from the binary (-binary +image):\n%s", user, diff)
		}
	}
}

// resourceList wraps the documents of files of the repository.
func resourceList(t *testing.T, files ...string) string {
	t.Helper()
	list := "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n"
	for _, file := range files {
		data, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		for doc := range strings.SplitSeq(strings.TrimSpace(string(data)), "\n---\n") {
			list += "- " + strings.ReplaceAll(doc, "\n", "\n  ") + "\n"
		}
	}
	return list
}

func testKustomizeContainer(t *testing.T, env []string) {
	kustomize, graylane := conformance.Require(t, "kustomize"), conformance.Require(t, "graylane")
	asBinary, asImage := "exec: {path: "+graylane+"}", "container: {image: "+image+"}"
	for _, example := range []struct{ function, root string }{
		{"exec:\n        path: ../../bin/graylane", "seed"},
		{"exec:\n        path: ../../../bin/graylane", "overlay/staging"},
		{"exec:\n        path: graylane", "component/overlays/prod"},
		{"container:\n        image: graylane/graylane:dev", "container"},
	} {
		withBinary := copyOf(t, ".", example.function, asBinary)
		want := must(t, nil, "", kustomize, "build", "--enable-alpha-plugins", "--enable-exec", filepath.Join(withBinary, example.root))
		withImage := copyOf(t, ".", example.function, asImage)
		got := must(t, env, "", kustomize, "build", "--enable-alpha-plugins", filepath.Join(withImage, example.root))
		if diff := cmp.Diff(want, got); diff != "" || !strings.Contains(got, "graylane.dev/generated") {
			t.Errorf("%s: the container's result differs, or has nothing generated (-exec +container):\n%s", example.root, diff)
		}
	}
}

func testKptContainer(t *testing.T, env []string) {
	kpt := conformance.Require(t, "kpt")
	withBinary, withImage := copyOf(t, "kpt/shop"), copyOf(t, "kpt/shop", "exec: graylane", "image: "+image)
	must(t, kptEnv(t), "", kpt, "fn", "render", "--allow-exec", withBinary)
	want := readTree(t, withBinary)
	want["Kptfile"] = strings.ReplaceAll(want["Kptfile"], "exec: graylane", "image: "+image)
	for _, time := range []string{"first", "second"} {
		must(t, env, "", kpt, "fn", "render", "--image-pull-policy", "never", withImage)
		if diff := cmp.Diff(want, readTree(t, withImage)); diff != "" {
			t.Errorf("the container's result differs, the %s time (-exec +container):\n%s", time, diff)
		}
	}
	evaluated := copyOf(t, "kpt/shop")
	must(t, env, "", kpt, "fn", "eval", evaluated, "--image", image, "--image-pull-policy", "never")
	items, _ := readTree(t, evaluated).generated()
	if diff := cmp.Diff(wanted, items); diff != "" {
		t.Errorf("kpt fn eval (-want +got):\n%s", diff)
	}
}

// testKptDoc asks kpt what the image says of itself.
func testKptDoc(t *testing.T, env []string) {
	got := must(t, env, "", conformance.Require(t, "kpt"), "fn", "doc", "--image", image)
	want := must(t, nil, "", conformance.Require(t, "graylane"), "--help")
	if diff := cmp.Diff(want+"\n", got); diff != "" {
		t.Errorf("differs from the help of the binary (-binary +kpt):\n%s", diff)
	}
	if !strings.Contains(got, "KRM function") {
		t.Errorf("it does not say that it is a function:\n%s", got)
	}
}
