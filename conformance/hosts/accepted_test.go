package hosts

import (
	"strings"
	"testing"

	"github.com/graylane/graylane/conformance"
	"github.com/graylane/graylane/conformance/cases"
)

// noImage is the only thing that the API server may have against a copy of a Deployment: the smallest of the cases have none.
const noImage = "spec.template.spec.containers[0].image: Required value"

// TestAccepted has the API server itself validate what the schemas say in conformance/schemas, and Deployments.
func TestAccepted(t *testing.T) { newAdministrator(t).accepted() }

// accepted has the API server validate all that is generated for any case, with the copies of Deployments, and store nothing.
func (a administrator) accepted() {
	var all []map[string]any
	for _, c := range cases.All(a.t) {
		answer := cases.Ask(a.t, c)
		all = append(all, answer.Generated...)
		for _, o := range answer.Input {
			if cases.Annotations(o)["graylane.dev/generated"] == "true" {
				all = append(all, o)
			}
		}
	}
	stream, err := cases.Stream(all)
	if err != nil {
		a.t.Fatal(err)
	}
	a.namespaces(string(stream))
	got := run(a.t, a.env, string(stream), conformance.Require(a.t, "kubectl"), "create", "--dry-run=server", "-f", "-")
	refused := 0
	for line := range strings.Lines(got.stderr) {
		if strings.Contains(line, noImage) {
			refused++
			continue
		}
		a.t.Errorf("refused: %s", line)
	}
	count := strings.Count(got.stdout, " created (server dry run)\n")
	a.t.Logf("%d resources accepted, %d Deployments without an image not", count, refused)
	if count+refused != len(all) || count < 500 {
		a.t.Errorf("accepted %d of %d, without an image %d", count, len(all), refused)
	}
}
