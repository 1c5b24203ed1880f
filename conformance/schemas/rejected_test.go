package schemas

// rejected are the objects of the cases that no API server takes, since a field has another type: they test how graylane
// reads manifests. The analyzers do not see them.
var rejected = map[string][]string{
	// The port x, version labels that are numbers, and a selector with a mapping.
	"apps/label-types": {
		"Deployment default/api-1", "Deployment default/api-2", "Service default/api", "Service default/nulls",
	},
}
