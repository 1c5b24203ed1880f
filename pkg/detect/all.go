package detect

import "github.com/graylane/graylane/pkg/callgraph"

// All is every detector, by name.
func All() []callgraph.Detector {
	return []callgraph.Detector{
		env(),
	}
}
