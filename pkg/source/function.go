package source

import (
	"fmt"
	"path"
	"strings"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"sigs.k8s.io/kustomize/api/konfig"
	"sigs.k8s.io/kustomize/api/resource"
	"sigs.k8s.io/kustomize/kyaml/fn/runtime/runtimeutil"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

const (
	grayRelease = api.Kind
	program     = "graylane"
)

// executable is a program, and the arguments that it is given.
type executable struct {
	path string
	args []string
}

// owner tells whose work a plugin configuration asks for.
type owner int

const (
	kustomizes owner = iota // a builtin plugin, part of kustomize itself
	graylanes
	others
)

// plugin is one configuration in generators, transformers or validators.
type plugin struct {
	owner owner
	// runs describes the program that kustomize would run; empty for a builtin.
	runs string
	// args are the arguments that graylane would get.
	args []string
}

// pluginOf reads a plugin configuration as kustomize does (api/internal/plugins/loader).
func pluginOf(res *resource.Resource) (plugin, error) {
	if gvk := res.GetGvk(); gvk.Group == "" && gvk.Version == konfig.BuiltinPluginApiVersion {
		return plugin{owner: kustomizes}, nil
	}
	spec, err := functionSpec(res)
	if err != nil {
		return plugin{}, err
	}
	p := plugin{owner: others, runs: "a plugin without a function annotation"}
	named := false
	switch {
	case spec == nil:
	case spec.Container.Image != "": // kustomize takes the image where both are given
		p.runs = fmt.Sprintf("the image %q", spec.Container.Image)
		named = isOwnImage(spec.Container.Image)
	default:
		p.runs = fmt.Sprintf("the executable %q", spec.Exec.Path)
		if named = isOwnPath(spec.Exec.Path); named {
			p.args = spec.Exec.Args
		}
	}
	if named || api.IsGrayRelease(diag.Ref{APIVersion: res.GetApiVersion(), Kind: res.GetKind()}) {
		p.owner = graylanes
	}
	return p, nil
}

func functionSpec(res *resource.Resource) (*runtimeutil.FunctionSpec, error) {
	n, err := nodeOf(res)
	if err != nil {
		return nil, err
	}
	return runtimeutil.GetFunctionSpec(n)
}

func nodeOf(res *resource.Resource) (*yaml.RNode, error) {
	text, err := res.AsYAML()
	if err != nil {
		return nil, err
	}
	return yaml.Parse(string(text))
}

// isOwnPath tells whether an executable is called graylane.
func isOwnPath(p string) bool {
	base := path.Base(strings.ReplaceAll(p, `\`, "/"))
	return base == program || base == program+".exe"
}

// isOwnImage tells whether the last part of an image's repository is graylane, whatever its
// registry, tag and digest.
func isOwnImage(image string) bool {
	image, _, _ = strings.Cut(image, "@")
	repository, _, _ := strings.Cut(path.Base(image), ":")
	return repository == program
}

// rewritten is the text of a function config that makes kustomize run the executable self,
// with its own arguments alone and without an environment, and nothing else.
func rewritten(res *resource.Resource, self executable) (string, error) {
	n, err := nodeOf(res)
	if err != nil {
		return "", err
	}
	annotation, err := yaml.Marshal(map[string]any{"exec": map[string]any{"path": self.path, "args": self.args}})
	if err != nil {
		return "", err
	}
	// This annotation counts more than all others that may name a program.
	if err := n.PipeE(yaml.SetAnnotation(runtimeutil.FunctionAnnotationKey, string(annotation))); err != nil {
		return "", err
	}
	return n.String()
}
