package cli

import (
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/manifest"
)

// hookAnnotation marks what Helm runs beside an application (https://helm.sh/docs/topics/charts_hooks/).
const hookAnnotation = "helm.sh/hook"

// passes tells whether nothing but Helm's hooks was read, or nothing at all. Helm 4 gives a post-renderer the hooks of a chart as a
// stream of their own, to which nothing applies that is configured for the application.
func (a *application) passes() bool {
	return !slices.ContainsFunc(a.own.items, func(i manifest.Item) bool { return i.Annotations[hookAnnotation] == "" })
}

// pass writes what was read as it came. Where that is nothing it says so, since Helm takes an empty output for a failure
// (https://github.com/helm/helm/pull/30571).
func (a *application) pass(c *console) error {
	if err := c.tell(diag.Sort(a.diagnostics)); err != nil {
		return err
	}
	documents := a.documents
	if len(documents) == 0 {
		documents = [][]byte{[]byte("# There are no resources.\n")}
	}
	return writeDocuments(c, documents)
}
