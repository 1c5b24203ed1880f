package detect

import "github.com/graylane/graylane/pkg/callgraph"

// All is every detector, by name. They remember what they saw, so a run needs its own.
func All() []callgraph.Detector {
	return []callgraph.Detector{
		calls(),
		commands(),
		connectsTo(),
		consul(),
		env(),
		files(),
		hooks(),
		proxyConfig(),
		sidecar(),
	}
}
