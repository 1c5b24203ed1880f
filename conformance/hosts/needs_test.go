package hosts

import (
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
	"argocd": absent("argocd"),
}

// absent stands for what the tests do not provide yet.
func absent(name string) func(*testing.T) need {
	return func(t *testing.T) need {
		conformance.Missing(t, "nothing provides "+name)
		return need{}
	}
}
