package hosts

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/conformance"
)

// price is a Service of one version: where cart calls stock through it, the lane v2 is lost there.
const price = `apiVersion: v1
kind: Service
metadata: {name: price}
spec:
  selector: {app: price}
  ports: [{name: http, port: 80}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: price-v1}
spec:
  selector: {matchLabels: {app: price, version: v1}}
  template:
    metadata: {labels: {app: price, version: v1}}
    spec:
      containers: [{name: price, image: "registry.example/price:v1", env: [{name: STOCK_URL, value: "http://stock/items"}]}]
`

// TestKptValidator breaks the package in a way that the mutator warns of and the validator does not let pass.
func TestKptValidator(t *testing.T) {
	kpt, env := conformance.Require(t, "kpt"), kptEnv(t)
	dir, results := copyOf(t, "kpt/shop", "http://stock", "http://price"), t.TempDir()
	writeFile(t, filepath.Join(dir, "price.yaml"), price)
	before := readTree(t, dir)

	r := run(t, env, "", kpt, "fn", "render", "--allow-exec", "--results-dir", results, dir)
	console := r.stdout + r.stderr
	for _, want := range []string{`^\[PASS\] "graylane"`, `^\[FAIL\] "graylane"`, `^ +\[error\] v1/Service/price: The lane v2 is lost here: .*Deploy it once for each lane`} {
		if !matches(want, console) {
			t.Errorf("kpt shows no line %q:\n%s", want, console)
		}
	}
	if r.code != 1 {
		t.Errorf("exit %d, want 1", r.code)
	}
	if diff := cmp.Diff(before, readTree(t, dir)); diff != "" {
		t.Errorf("what the mutator did must not be written either (-want +got):\n%s", diff)
	}
	saved := readTree(t, results)["results.yaml"]
	_, last, _ := strings.Cut(saved, "  - exec: graylane\n")
	_, last, two := strings.Cut(last, "  - exec: graylane\n")
	if !two || !strings.Contains(last, "exitCode: 1") || !matches("code: GL0306", last) || !matches("path: price.yaml", last) {
		t.Errorf("results.yaml lacks the finding of the validator:\n%s", saved)
	}
}

// TestKptValidatorSeesLaterMutators puts a mutator behind graylane that changes what it generated, with the tool that there is
// everywhere: the validator finds what the cluster would get.
func TestKptValidatorSeesLaterMutators(t *testing.T) {
	kpt, env := conformance.Require(t, "kpt"), kptEnv(t)
	dir := copyOf(t, "kpt/shop", "    configPath: graylane.yaml\n", "    configPath: graylane.yaml\n  - exec: \"sed 's/subset: v2/subset: v1/'\"\n")
	r := run(t, env, "", kpt, "fn", "render", "--allow-exec", dir)
	if want := `\[warning\] .*VirtualService/vs-stock: VirtualService/vs-stock is not what graylane generates now\.`; r.code != 0 || !matches(want, r.stdout+r.stderr) {
		t.Errorf("exit %d, want a line %q in\n%s%s", r.code, want, r.stdout, r.stderr)
	}
}

// TestKptMutatorWithoutConfiguration is about a package whose only configuration is the validator's.
func TestKptMutatorWithoutConfiguration(t *testing.T) {
	kpt, env := conformance.Require(t, "kpt"), kptEnv(t)
	dir := copyOf(t, "kpt/shop", "    configPath: graylane.yaml\n", "")
	if err := os.Remove(filepath.Join(dir, "graylane.yaml")); err != nil {
		t.Fatal(err)
	}
	must(t, env, "", kpt, "fn", "render", "--allow-exec", dir)
	items, _ := readTree(t, dir).generated()
	if diff := cmp.Diff(wanted, items); diff != "" {
		t.Errorf("generated resources (-want +got):\n%s", diff)
	}
}

// TestKptPipe runs the function between kpt's source and sink, as scripts do.
func TestKptPipe(t *testing.T) {
	kpt, graylane := conformance.Require(t, "kpt"), conformance.Require(t, "graylane")
	rendered, out := copyOf(t, "kpt/shop"), filepath.Join(t.TempDir(), "out")
	list := must(t, nil, "", kpt, "fn", "source", rendered)
	must(t, nil, must(t, nil, list, graylane), kpt, "fn", "sink", out)
	must(t, kptEnv(t), "", kpt, "fn", "render", "--allow-exec", rendered)
	if diff := cmp.Diff(readTree(t, rendered), readTree(t, out)); diff != "" {
		t.Errorf("differs from kpt fn render (-render +pipe):\n%s", diff)
	}
}

func writeFile(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}
