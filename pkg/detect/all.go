package detect

import "github.com/graylane/graylane/pkg/callgraph"

// All is every detector, by name. They remember what they saw, so a run needs its own.
func All() []callgraph.Detector {
	shared := &environments{links: serviceLinks{}, telling: tellingKeys{}}
	return []callgraph.Detector{
		calls(),
		commands(shared),
		connectsTo(),
		consul(),
		env(shared),
		files(shared),
		hooks(shared),
		proxyConfig(),
		sidecar(),
	}
}
