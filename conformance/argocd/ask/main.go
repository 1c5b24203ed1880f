// Command ask asks a running argocd-cmp-server for the manifests of an Application, as Argo CD's repo-server does, and prints
// them, one a line: ask REPOSITORY PATH [NAME=VALUE...]. The socket is in the directory that ARGOCD_PLUGINSOCKFILEPATH names; the
// variables are those of the Application.
package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"

	"github.com/graylane/graylane/conformance/argocd"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "ask REPOSITORY PATH [NAME=VALUE...]")
		os.Exit(2)
	}
	app := argocd.Application{Name: "shop", Namespace: "shop", Repository: os.Args[1], Path: os.Args[2], Plugin: &v1alpha1.ApplicationSourcePlugin{Name: "graylane"}}
	for _, variable := range os.Args[3:] {
		name, value, _ := strings.Cut(variable, "=")
		app.Plugin.Env = append(app.Plugin.Env, &v1alpha1.EnvEntry{Name: name, Value: value})
	}
	answer, err := app.Generate(context.Background())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(strings.Join(answer.Manifests, "\n"))
}
