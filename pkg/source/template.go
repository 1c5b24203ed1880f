package source

import (
	"bytes"
	"encoding/json"

	"sigs.k8s.io/kustomize/api/types"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/model"
)

// keepTemplates makes kustomize keep the templates of graylane, which it would drop at its end as local configuration,
// before whoever renders in-process sees them. A mark takes the place of the annotation that says so.
const keepTemplates = `apiVersion: builtin
kind: PatchTransformer
metadata:
  name: keep-templates
target:
  group: networking.istio.io
  kind: VirtualService
  annotationSelector: ` + model.TemplateAnnotation + `=true,` + model.LocalConfigAnnotation + `,` + model.LocalConfigAnnotation + `!=false
patch: |-
  - {op: remove, path: /metadata/annotations/config.kubernetes.io~1local-config}
  - {op: add, path: /metadata/annotations/internal.graylane.dev~1local-config, value: "true"}
`

// keepConfigs does so for configurations of graylane and observed calls that are listed among the resources.
const keepConfigs = `apiVersion: builtin
kind: PatchTransformer
metadata:
  name: keep-configurations
target:
  group: graylane.dev
  kind: ` + grayRelease + `|` + api.ObservedKind + `
  annotationSelector: ` + model.LocalConfigAnnotation + `,` + model.LocalConfigAnnotation + `!=false
patch: |-
  - {op: remove, path: /metadata/annotations/config.kubernetes.io~1local-config}
  - {op: add, path: /metadata/annotations/internal.graylane.dev~1local-config, value: "true"}
`

// namesTemplate tells whether a file may hold a template, or a patch that makes one, or a local configuration of graylane, or
// observed calls.
func namesTemplate(content []byte) bool {
	return bytes.Contains(content, []byte(model.TemplateAnnotation)) || bytes.Contains(content, []byte("graylane.dev~1template")) ||
		bytes.Contains(content, []byte(model.LocalConfigAnnotation)) &&
			(bytes.Contains(content, []byte(grayRelease)) || bytes.Contains(content, []byte(api.ObservedKind)))
}

// withTemplates is the content of a kustomization file whose templates and configurations kustomize keeps.
func withTemplates(content []byte) ([]byte, error) {
	var k types.Kustomization
	if err := k.Unmarshal(content); err != nil {
		return nil, err
	}
	k.Transformers = append(k.Transformers, keepTemplates, keepConfigs)
	return json.Marshal(k)
}
