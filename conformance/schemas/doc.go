// Package schemas checks what graylane generates for the cases of [github.com/graylane/graylane/conformance/cases] with
// the programs that users check Istio resources with: the CustomResourceDefinitions as an API server applies them,
// Istio's own validation, and the analyzers of istioctl analyze. Beside each check stand broken resources that it has to
// find.
package schemas
