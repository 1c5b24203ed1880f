package check

import (
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// unsteerable finds Services of several versions that routes cannot steer, or not as configured.
func unsteerable() Analyzer {
	codes := []diag.Code{diag.Headless, diag.NotRouted, diag.NamespaceNeeded}
	return Analyzer{Name: "unsteerable", Codes: codes, Run: func(in Input, report func(diag.Diagnostic)) {
		for _, s := range in.Model.Services() {
			versions := in.Plan.Versions(s)
			if len(versions) < 2 || s.LeftOut() {
				continue
			}
			switch {
			case s.Headless:
				report(diag.New(diag.Headless, s.Ref, strings.Join(versions, ", ")).In("spec.clusterIP").At(s.Place))
			case !s.Routable():
				report(diag.New(diag.NotRouted, s.Ref).In("spec.ports").At(s.Place))
			case in.Spec.Istio.Hosts == api.HostsFQDN && s.Namespace == "":
				what := "its short name is written in spite of istio.hosts: fqdn"
				report(diag.New(diag.NamespaceNeeded, s.Ref, what).At(s.Place))
			case s.Namespace == "" && slices.ContainsFunc(s.Ports, isTLS):
				what := "TLS clients that send another name than " + s.Name + " as SNI reach all versions"
				report(diag.New(diag.NamespaceNeeded, s.Ref, what).In("spec.ports").At(s.Place))
			}
		}
	}}
}

func isTLS(p model.Port) bool { return p.Protocol().Layer() == model.TLS }
