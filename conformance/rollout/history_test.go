package rollout

import (
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/graylane/graylane/conformance"
	"github.com/graylane/graylane/conformance/cases"
	"github.com/graylane/graylane/conformance/cluster"
)

// root is the repository, seen from this package.
const root = "../.."

// change is one object that was written to the API server, or deleted there.
type change struct {
	revision int // of the API server's store: changes of all kinds are in order by it
	deleted  bool
	object   map[string]any
}

// id names the object of a change.
func (c change) id() string {
	return cases.Text(c.object, "kind") + "/" + cases.Text(c.object, "metadata", "name")
}

// String says what was done.
func (c change) String() string {
	if c.deleted {
		return "deleting " + c.id()
	}
	return "writing " + c.id()
}

// kind is the kind of its object.
func (c change) kind() string { return cases.Text(c.object, "kind") }

// resources are where the objects of the pages are.
var resources = []string{
	"/api/v1/namespaces/default/services", "/apis/apps/v1/namespaces/default/deployments", "/apis/batch/v1/namespaces/default/cronjobs",
	"/apis/networking.istio.io/v1/namespaces/default/gateways", "/apis/networking.istio.io/v1/namespaces/default/destinationrules",
	"/apis/networking.istio.io/v1/namespaces/default/virtualservices",
}

// history runs a page of the documentation against an API server of its own and gives all changes that it made, in
// their order.
func history(t *testing.T, page string) []change {
	t.Helper()
	kubectl := conformance.Require(t, "kubectl")
	kubeconfig := cluster.Start(t)
	begin := map[string]string{}
	for _, resource := range resources {
		// From the API server's cache, which has to be there to tell later what has happened since.
		begin[resource] = cases.Text(list(t, kubectl, kubeconfig, resource+"?resourceVersion=0"), "metadata", "resourceVersion")
	}
	runPage(t, page, kubectl, kubeconfig)

	var all []change
	for _, resource := range resources {
		// The API server gives what has happened since, and ends after some seconds: enough of them for a machine that is busy.
		watch := kubectlRaw(t, kubectl, kubeconfig, resource+"?watch=true&timeoutSeconds=5&resourceVersion="+begin[resource])
		for events := json.NewDecoder(bytes.NewReader(watch)); events.More(); {
			var event struct {
				Type   string
				Object map[string]any
			}
			if err := events.Decode(&event); err != nil {
				t.Fatal(err)
			}
			revision, err := strconv.Atoi(cases.Text(event.Object, "metadata", "resourceVersion"))
			if err != nil || !slices.Contains([]string{"ADDED", "MODIFIED", "DELETED"}, event.Type) {
				t.Fatalf("%s: an event %s: %v", resource, event.Type, event.Object)
			}
			all = append(all, change{revision, event.Type == "DELETED", event.Object})
		}
	}
	slices.SortFunc(all, func(a, b change) int { return cmp.Compare(a.revision, b.revision) })
	return all
}

// runPage runs a page with a real kubectl.
func runPage(t *testing.T, page, kubectl, kubeconfig string) {
	t.Helper()
	bin := t.TempDir()
	for name, path := range map[string]string{"graylane": conformance.Require(t, "graylane"), "kubectl": kubectl} {
		if err := os.Symlink(path, filepath.Join(bin, name)); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(conformance.Require(t, "tutorial"), "-have", "kubectl="+bin, "-env", "KUBECONFIG="+kubeconfig, page)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", page, err, out)
	}
}

func list(t *testing.T, kubectl, kubeconfig, resource string) map[string]any {
	t.Helper()
	var all map[string]any
	if err := json.Unmarshal(kubectlRaw(t, kubectl, kubeconfig, resource), &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func kubectlRaw(t *testing.T, kubectl, kubeconfig, resource string) []byte {
	t.Helper()
	var stderr strings.Builder
	cmd := exec.Command(kubectl, "--kubeconfig", kubeconfig, "get", "--raw", resource)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", resource, err, &stderr)
	}
	return out
}
