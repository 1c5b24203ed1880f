package hosts

import (
	"os"
	"testing"

	"github.com/graylane/graylane/conformance"
	"github.com/graylane/graylane/conformance/cluster"
)

// need is what a page of the documentation gets that needs something.
type need struct {
	programs string   // a directory; blocks with the need find programs there first
	env      []string // entries of the environment, for the whole page
}

// needs make ready what a page's comments "needs" name, for one page; it ends with the test. Docker is shared by the pages.
var needs = map[string]func(*testing.T) need{
	"kpt": func(t *testing.T) need {
		return need{programs: linked(t, map[string]string{"kpt": conformance.Require(t, "kpt")})}
	},
	"kubectl": func(t *testing.T) need {
		programs := linked(t, map[string]string{"kubectl": conformance.Require(t, "kubectl")})
		return need{programs: programs, env: []string{"KUBECONFIG=" + cluster.Start(t)}}
	},
	"helm3": func(t *testing.T) need {
		return need{programs: linked(t, map[string]string{"helm": conformance.Require(t, "helm3")})}
	},
	"helm4": func(t *testing.T) need {
		return need{programs: linked(t, map[string]string{"helm": conformance.Require(t, "helm4")})}
	},
	"prometheus": func(t *testing.T) need {
		return need{programs: linked(t, map[string]string{"prometheus": conformance.Require(t, "prometheus")})}
	},
	"argocd": func(t *testing.T) need { // a cluster in which Argo CD is installed, as its manifests have it; nothing runs there
		kubectl, env := conformance.Require(t, "kubectl"), []string{"KUBECONFIG=" + cluster.Start(t)}
		must(t, env, "", kubectl, "create", "namespace", "argocd")
		must(t, env, "", kubectl, "apply", "--server-side", "-n", "argocd", "-f", argocdInstall(t))
		return need{programs: linked(t, map[string]string{"kubectl": kubectl}), env: env}
	},
	"release": published,
}

// argocdInstall is the file with the manifests that install Argo CD.
func argocdInstall(t *testing.T) string {
	file := os.Getenv("GRAYLANE_ARGOCD_INSTALL")
	if file == "" {
		conformance.Missing(t, "GRAYLANE_ARGOCD_INSTALL names no file; make conformance sets it")
	}
	return file
}
