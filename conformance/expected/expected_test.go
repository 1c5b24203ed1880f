package expected

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"istio.io/istio/pkg/test"

	"github.com/graylane/graylane/conformance/cases"
	"github.com/graylane/graylane/conformance/mesh"
	"github.com/graylane/graylane/conformance/schemas"
)

// TestExpected holds what graylane builds for every scenario against its table.
func TestExpected(t *testing.T) {
	program := cases.Program(t)
	dirs, err := filepath.Glob("testdata/*")
	if err != nil || len(dirs) == 0 {
		t.Fatalf("there are no scenarios (%v)", err)
	}
	scenarios, lines := 0, 0
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join(dir, "expect.txt"))
			if err != nil {
				t.Fatal(err)
			}
			table, err := readTable(string(text))
			if err != nil {
				t.Fatal(err)
			}
			answer := build(t, program, dir)
			for _, o := range answer.Generated {
				for _, complaint := range validate(o) {
					t.Errorf("%s %s: %s", cases.Text(o, "kind"), cases.Text(o, "metadata", "name"), complaint)
				}
			}
			for _, wrong := range evaluate(t, answer, table) {
				t.Error(wrong)
			}
			scenarios, lines = scenarios+1, lines+len(table)
		})
	}
	t.Logf("%d requests of %d scenarios", lines, scenarios)
}

// build is what graylane makes of a scenario.
func build(t *testing.T, program, dir string) cases.Answer {
	t.Helper()
	c := cases.Case{Name: filepath.Base(dir), Path: filepath.Join(dir, "input.yaml")}
	config := filepath.Join(dir, "config.yaml")
	if _, err := os.Stat(config); err == nil {
		c.Config = config
	}
	answer, err := c.Answer(program)
	switch {
	case err != nil:
		t.Fatal(err)
	case answer.Refused:
		t.Fatalf("graylane refuses it:\n%s", answer.Told)
	case len(answer.Generated) == 0:
		t.Fatalf("graylane generates nothing:\n%s", answer.Told)
	}
	return answer
}

// validate is what Istio's validation says of an object of Istio.
func validate(o map[string]any) []string {
	group, _, _ := strings.Cut(cases.Text(o, "apiVersion"), "/")
	if !strings.HasSuffix(group, ".istio.io") {
		return nil
	}
	return schemas.Complaints(o)
}

// evaluate sends the requests of a table and tells where they do not land as they have to.
func evaluate(t *testing.T, answer cases.Answer, table []line) (wrong []string) {
	t.Helper()
	objects := slices.Concat(answer.Input, answer.Generated)
	m, err := mesh.Start(test.Failer(t), slices.Concat(objects, gateways(objects, table)))
	if err != nil {
		t.Fatal(err)
	}
	for _, why := range m.Rejected {
		wrong = append(wrong, "Kubernetes rejects "+why)
	}
	seen := observer{m.Cluster, answer.VersionLabel}
	for _, l := range table {
		if err := l.evaluate(t, m, seen); err != nil {
			wrong = append(wrong, fmt.Sprintf("line %d: %v", l.number, err))
		}
	}
	return append(wrong, uncovered(m.Cluster, answer.Generated, table)...)
}

// evaluate sends one request.
func (l line) evaluate(t *testing.T, m *mesh.Mesh, seen observer) error {
	if err := seen.known(l.want); err != nil {
		return err
	}
	proxy, err := l.caller.proxy(t, m)
	if err != nil {
		return err
	}
	sent, err := l.request.sent(l.caller, m.Cluster)
	if err != nil {
		return err
	}
	landings, err := proxy.Send(sent)
	if got, want := seen.outcome(sent, landings, err).String(), l.want.String(); got != want {
		return fmt.Errorf("it lands on %s, not on %s", got, want)
	}
	return nil
}
