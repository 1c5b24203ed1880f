package hosts

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/graylane/graylane/conformance"
)

// workflows finds the workflows of GitHub that a document shows.
var workflows = regexp.MustCompile("(?s)```yaml\n(on:.*?)```")

// TestWorkflows checks the workflows of the documents, and with them the inputs that they give to the action.
func TestWorkflows(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "docs/gate.md"))
	if err != nil {
		t.Fatal(err)
	}
	r := snapshot(t)
	found := workflows.FindAllStringSubmatch(string(text), -1)
	if len(found) < 2 {
		t.Errorf("%d workflows found", len(found))
	}
	for _, m := range found {
		if !strings.Contains(m[1], "graylane/graylane@main") {
			t.Errorf("a workflow without the action:\n%s", m[1])
		}
		if said := r.lint(m[1]); said != "" {
			t.Errorf("%s\nin\n%s", said, m[1])
		}
	}
	if said := r.lint(strings.ReplaceAll(found[0][1], "paths:", "path:")); !strings.Contains(said, "path") {
		t.Errorf("of an input that the action lacks it says %q", said)
	}
}

// lint is what actionlint says of a workflow in a repository that is the action; empty where it finds nothing.
func (r repository) lint(workflow string) string {
	r.t.Helper()
	if err := os.MkdirAll(filepath.Join(r.dir, ".github/workflows"), 0o755); err != nil {
		r.t.Fatal(err)
	}
	r.write(".github/workflows/lanes.yaml", strings.ReplaceAll(workflow, "graylane/graylane@main", "./"))
	got := runIn(r.t, r.dir, r.env, exec.Command(conformance.Require(r.t, "actionlint"), "-no-color"), "")
	if got.code > 1 {
		r.t.Fatalf("actionlint fails: %s", got.stderr)
	}
	return got.stdout
}

func TestActionScripts(t *testing.T) {
	shellcheck := conformance.Require(t, "shellcheck")
	scripts, err := filepath.Glob(filepath.Join(root, "action/*.sh"))
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no script found (%v)", err)
	}
	got := run(t, nil, "", shellcheck, append([]string{"--external-sources", "--source-path", filepath.Join(root, "action")}, scripts...)...)
	if got.code != 0 {
		t.Errorf("shellcheck finds\n%s%s", got.stdout, got.stderr)
	}
}
