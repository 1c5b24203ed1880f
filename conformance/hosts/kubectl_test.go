package hosts

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/conformance"
	"github.com/graylane/graylane/conformance/cases"
	"github.com/graylane/graylane/conformance/cluster"
)

// administrator has a cluster to work on with kubectl and graylane.
type administrator struct {
	t          *testing.T
	kubeconfig string
	env        []string
}

// newAdministrator has a cluster of its own until the test ends.
func newAdministrator(t *testing.T) administrator {
	t.Helper()
	kubeconfig := cluster.Start(t)
	return administrator{t, kubeconfig, []string{"KUBECONFIG=" + kubeconfig, "HOME=" + t.TempDir()}}
}

// in is the same for a part of the test.
func (a administrator) in(t *testing.T) administrator {
	a.t = t
	return a
}

func (a administrator) kubectl(stdin string, args ...string) string {
	a.t.Helper()
	return must(a.t, a.env, stdin, conformance.Require(a.t, "kubectl"), args...)
}

func (a administrator) graylane(stdin string, args ...string) string {
	a.t.Helper()
	return must(a.t, a.env, stdin, conformance.Require(a.t, "graylane"), args...)
}

// TestKubectl lets a real API server validate, store and give back every example, with the routing that is generated for it.
func TestKubectl(t *testing.T) {
	a := newAdministrator(t)
	clone := cases.Case{Name: "examples/gap/clone", Path: filepath.Join(root, "examples/gap/clone")} // which generates a Deployment
	for _, c := range append(cases.Examples(t), clone) {
		t.Run(c.Name, func(t *testing.T) { a.in(t).roundTrip(c) })
	}
}

// roundTrip applies an example, twice, reads it back and removes it.
func (a administrator) roundTrip(c cases.Case) {
	built := a.graylane("", "build", "-q", c.Path, "-n", "default")
	a.namespaces(built)
	a.t.Cleanup(func() { a.remove(built) })

	inOrder(a.t, a.kubectl(built, "apply", "-f", "-"))
	for line := range strings.Lines(a.kubectl(built, "apply", "-f", "-")) {
		// What kubectl makes of claims in a StatefulSet is never what the API server has made of them.
		if !strings.HasSuffix(line, " unchanged\n") && !strings.HasPrefix(line, "statefulset.apps/") {
			a.t.Errorf("applied once more: %s", line)
		}
	}
	if difference := a.kubectl(built, "diff", "-f", "-"); difference != "" {
		a.t.Errorf("kubectl diff, of what was just applied:\n%s", difference)
	}
	a.sameRouting(c)
}

// remove takes away what was applied.
func (a administrator) remove(built string) {
	a.kubectl(built, "delete", "-f", "-", "--wait=false")
	if left := a.kubectl("", "get", "virtualservices,destinationrules,deployments", "-A", "-o", "name"); left != "" {
		a.t.Errorf("still there after kubectl delete:\n%s", left)
	}
}

// namespaces creates those that objects are in.
func (a administrator) namespaces(objects string) {
	a.t.Helper()
	named := map[string]bool{}
	var all strings.Builder
	for _, match := range regexp.MustCompile(`(?m)^  namespace: (\S+)$`).FindAllStringSubmatch(objects, -1) {
		if !named[match[1]] {
			fmt.Fprintf(&all, "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n", match[1])
		}
		named[match[1]] = true
	}
	if len(named) > 0 {
		a.kubectl(all.String(), "apply", "-f", "-")
	}
}

// inOrder wants subsets to be there before rules route to them.
func inOrder(t *testing.T, applied string) {
	t.Helper()
	last, first := strings.LastIndex(applied, "destinationrule."), strings.Index(applied, "virtualservice.")
	if last < 0 || first < 0 || last > first {
		t.Errorf("DestinationRules have to be applied before VirtualServices:\n%s", applied)
	}
}

// kinds is what people list of a cluster to have it read.
const kinds = "deploy,sts,ds,cronjob,svc,cm,gateways.networking.istio.io"

// sameRouting wants the cluster to be read as the files are, whether what was generated is listed too or not, with all that
// the API server adds; and what was generated to be up to date.
func (a administrator) sameRouting(c cases.Case) {
	a.t.Helper()
	config := asFiles(c)
	want := routing(a.graylane("", "generate", "-q", c.Path, "-n", "default"))
	for _, listed := range [][]string{{kinds, "-o", "yaml"}, {kinds + ",dr,vs", "-o", "yaml", "--show-managed-fields"}, {kinds + ",dr,vs", "-o", "json"}} {
		live := a.kubectl("", append([]string{"get", "-A"}, listed...)...)
		got := a.graylane(live, append([]string{"generate", "-q", "-"}, config...)...)
		if diff := cmp.Diff(want, routing(got)); diff != "" {
			a.t.Errorf("routing for the cluster, %s (-files +cluster):\n%s", listed, diff)
		}
	}
	a.graylane(a.kubectl("", "get", "-A", kinds+",dr,vs", "-o", "yaml"), append([]string{"check", "--generated", "-"}, config...)...)
}

// asFiles are the arguments for what the files of an example have and the cluster has not: the configuration, a template, and calls
// that were observed.
func asFiles(c cases.Case) []string {
	args := []string{"-n", "default"}
	for _, config := range []string{filepath.Join(c.Path, "graylane.yaml"), c.Config} {
		if exists(config) {
			args = append(args, "--config", config)
		}
	}
	for _, file := range []string{"api-routes.yaml", "observed.yaml"} {
		if path := filepath.Join(c.Path, file); exists(path) {
			args = append(args, path)
		}
	}
	return args
}

// routing are the resources for Istio, sorted, without the namespace that objects have which name none. Copies of Deployments
// are left out, since those from a cluster have all that the API server adds.
func routing(resources string) []string {
	all := strings.Split(strings.ReplaceAll(resources, "\n  namespace: default\n", "\n"), "\n---\n")
	all = slices.DeleteFunc(all, func(r string) bool { return !strings.HasPrefix(r, "apiVersion: networking.istio.io/v1\n") })
	slices.Sort(all)
	return all
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
