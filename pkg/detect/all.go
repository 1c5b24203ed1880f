package detect

import "github.com/graylane/graylane/pkg/callgraph"

// All is every detector of calls, by name. They remember what they saw, so a run needs its own.
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
		intents(),
		proxyConfig(),
		sidecar(),
	}
}

// Allowed is every detector of what policies allow, by name: it shows who may call, and not who does. They remember what they saw, so
// a run needs its own.
func Allowed() []callgraph.Detector {
	return []callgraph.Detector{
		authorizationPolicy(),
		networkPolicy(),
	}
}
