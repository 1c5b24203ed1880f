package argocd

import (
	"context"
	"path/filepath"

	"github.com/argoproj/argo-cd/v3/cmpserver/apiclient"
	"github.com/argoproj/argo-cd/v3/common"
	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	repoclient "github.com/argoproj/argo-cd/v3/reposerver/apiclient"
	"github.com/argoproj/argo-cd/v3/reposerver/repository"
	"github.com/argoproj/argo-cd/v3/util/app/discovery"
	"github.com/argoproj/argo-cd/v3/util/cmp"
	"k8s.io/apimachinery/pkg/api/resource"
)

// Application is what the repo-server knows of an Application.
type Application struct {
	Name, Namespace string
	// Repository is the directory of a checked-out repository, and Path the Application's directory in it.
	Repository, Path string
	Plugin           *v1alpha1.ApplicationSourcePlugin // nil: the repository decides
}

func (a Application) dir() string { return filepath.Join(a.Repository, a.Path) }

// Type is the kind of source that Argo CD takes an Application for: Plugin, Kustomize, Helm or Directory. The servers are those whose
// sockets are in the directory that ARGOCD_PLUGINSOCKFILEPATH names; so below.
func (a Application) Type(ctx context.Context) (string, error) {
	return discovery.AppType(ctx, a.dir(), a.Repository, nil, nil, nil)
}

// Generate gives the manifests of an Application, as the repo-server generates them. The error is the one that the user
// interface shows.
func (a Application) Generate(ctx context.Context) (*repoclient.ManifestResponse, error) {
	request := &repoclient.ManifestRequest{
		AppName: a.Name, Namespace: a.Namespace, ProjectName: "default", KubeVersion: "v1.33.0",
		Repo:              &v1alpha1.Repository{Repo: "https://git.example.com/shop.git"},
		ApplicationSource: &v1alpha1.ApplicationSource{RepoURL: "https://git.example.com/shop.git", Path: a.Path, Plugin: a.Plugin},
	}
	return repository.GenerateManifests(ctx, a.dir(), a.Repository, "0123456789abcdef0123456789abcdef01234567", request, true, nil, resource.MustParse("0"), nil)
}

// Parameters are those that the server of a plugin announces for an Application.
func (a Application) Parameters(ctx context.Context, plugin string) ([]*repoclient.ParameterAnnouncement, error) {
	socket := filepath.Join(common.GetPluginSockFilePath(), plugin+".sock")
	conn, client, err := apiclient.NewConfigManagementPluginClientSet(socket).NewConfigManagementPluginClient()
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	stream, err := client.GetParametersAnnouncement(ctx)
	if err != nil {
		return nil, err
	}
	if err := cmp.SendRepoStream(ctx, a.dir(), a.Repository, stream, nil, nil); err != nil {
		return nil, err
	}
	answer, err := stream.CloseAndRecv()
	return answer.GetParameterAnnouncements(), err
}
