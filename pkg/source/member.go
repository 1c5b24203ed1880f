package source

import (
	"errors"
	"fmt"

	"sigs.k8s.io/kustomize/api/provider"
	"sigs.k8s.io/kustomize/api/resmap"
	"sigs.k8s.io/kustomize/api/resource"
)

// member is one plugin configuration.
type member struct {
	*resource.Resource
	plugin
}

// inlineResources reads a plugin configuration as kustomize does; an error means that it
// takes the text for a path.
func inlineResources(text []byte) ([]*resource.Resource, error) {
	m, err := resmap.NewFactory(provider.NewDefaultDepProvider().GetResourceFactory()).NewResMapFromBytes(text)
	if err != nil {
		return nil, err
	}
	return m.Resources(), nil
}

// membersOf are the plugin configurations among resources. It fails for one that asks for
// another program than graylane.
func membersOf(resources []*resource.Resource) ([]member, error) {
	var out []member
	for _, res := range resources {
		p, err := pluginOf(res)
		if err != nil {
			return nil, err
		}
		m := member{res, p}
		if p.owner == others {
			return nil, &foreignError{m}
		}
		if len(p.args) > 0 {
			return nil, fmt.Errorf("%s gives graylane the arguments %q: put what they say into the configuration", m, p.args)
		}
		out = append(out, m)
	}
	return out, nil
}

func (m member) String() string { return m.GetKind() + "/" + m.GetName() }

// foreignError is a function that graylane does not run.
type foreignError struct{ member }

func (e *foreignError) Error() string {
	return fmt.Sprintf("%s is a function of another program: it asks for %s", e.member, e.runs)
}

// hint tells how to run it nevertheless.
func hint(err error, dir string) error {
	var foreign *foreignError
	if !errors.As(err, &foreign) {
		return err
	}
	return fmt.Errorf("%w; run: kustomize build --enable-alpha-plugins --enable-exec %s | graylane build -", err, dir)
}
