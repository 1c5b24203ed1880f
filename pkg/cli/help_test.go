package cli

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"
)

// TestExamples runs every command line that the help shows.
func TestExamples(t *testing.T) {
	needGit(t)
	var script strings.Builder
	server := shownServer(t)
	for _, line := range shownLines(newRoot(&console{})) {
		line = strings.ReplaceAll(line, "http://localhost:9090", server)
		fmt.Fprintf(&script, "exec bash -o pipefail -c '%s'\n", strings.ReplaceAll(line, "'", "''"))
	}
	file := filepath.Join(t.TempDir(), "examples.txtar")
	if err := os.WriteFile(file, []byte(script.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{Files: []string{file}, RequireExplicitExec: true, Setup: shownDirectory})
}

// shownLines are the examples of a command and those below it, and the command lines in the text of the root.
func shownLines(cmd *cobra.Command) []string {
	text := cmd.Example
	if !cmd.HasParent() {
		text = cmd.Long
	}
	var lines []string
	for line := range strings.Lines(text) {
		command, isCommand := strings.CutPrefix(strings.TrimRight(line, "\n"), "  ")
		if !isCommand || !strings.Contains(command, "graylane ") {
			continue
		}
		command, _, _ = strings.Cut(command, "   ") // what it is for stands behind it
		lines = append(lines, strings.TrimSpace(command))
	}
	for _, sub := range cmd.Commands() {
		lines = append(lines, shownLines(sub)...)
	}
	return lines
}

// shownServer is a server that stands in for the Prometheus of the examples.
func shownServer(t *testing.T) string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, `{"status": "success", "data": {"resultType": "vector", "result": []}}`)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// shownSidecar is a line of a sidecar's access log.
const shownSidecar = `[pod/front-v2-5d4f8c7b9-x2x4z/istio-proxy] [2026-01-31T11:00:00.123Z] "GET / HTTP/1.1" 200 - via_upstream - "-" 0 12 3 2 "-" "-" "-" "api" "10.0.0.7:80" outbound|80||api.shop.svc.cluster.local 10.0.0.5:5 10.96.0.9:80 10.0.0.5:4 - default
`

// shownApplication has what the examples name.
const shownApplication = `{apiVersion: v1, kind: Service, metadata: {name: front}, spec: {ports: [{name: http, port: 80}], selector: {app: front}}}
---
{apiVersion: v1, kind: Service, metadata: {name: api}, spec: {ports: [{name: http, port: 80}], selector: {app: api}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: front-v1}
spec: {template: {metadata: {labels: {app: front, version: v1}}, spec: {containers: [{name: main, env: [{name: API, value: "http://api"}]}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: front-v2}
spec: {template: {metadata: {labels: {app: front, version: v2}}, spec: {containers: [{name: main, env: [{name: API, value: "http://api"}]}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api-v1}
spec: {template: {metadata: {labels: {app: api, version: v1}}, spec: {containers: []}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api-v2}
spec: {template: {metadata: {labels: {app: api, version: v2}}, spec: {containers: []}}}
`

// shownDirectory makes a directory in which the examples run: an application, an overlay of it, a git repository of both, and
// programs in place of those that need a cluster or a chart.
func shownDirectory(env *testscript.Env) error {
	for name, content := range map[string]string{
		"base/app.yaml":                    shownApplication,
		"base/kustomization.yaml":          "resources: [app.yaml]\n",
		"kustomization.yaml":               "resources: [base]\n",
		"overlays/prod/kustomization.yaml": "resources: [../../base]\n",
		"overlays/prod/graylane.yaml":      "{apiVersion: graylane.dev/v1alpha1, kind: GrayRelease, metadata: {name: shop}}\n",
		"old.yaml":                         shownApplication,
		"sidecar.log":                      shownSidecar,
		"token":                            "t0ken\n",
		"graph.json":                       `{"elements": {"nodes": [], "edges": []}}`,
		"dependencies.json":                `{"data": [{"parent": "front", "child": "api", "callCount": 3}]}`,
		"new.yaml":                         shownApplication,
		"bin/kubectl":                      "#!/bin/sh\ncase $1 in get) cat base/app.yaml ;; logs) cat sidecar.log ;; *) cat >/dev/null ;; esac\n",
		"bin/helm":                         "#!/bin/sh\ncat base/app.yaml\n",
	} {
		file := filepath.Join(env.WorkDir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(content), 0o700); err != nil {
			return err
		}
	}
	if err := commitAll(env.WorkDir); err != nil {
		return err
	}
	env.Setenv("PATH", filepath.Join(env.WorkDir, "bin")+string(os.PathListSeparator)+env.Getenv("PATH"))
	return nil
}

// TestHelp keeps the help of all commands fit to read.
func TestHelp(t *testing.T) {
	sentence := regexp.MustCompile(`^[A-Z].*[^.]$`)
	var visit func(*cobra.Command)
	visit = func(cmd *cobra.Command) {
		if !sentence.MatchString(cmd.Short) {
			t.Errorf("%s: the short text begins with a capital and ends without a full stop: %q", cmd.CommandPath(), cmd.Short)
		}
		if cmd.HasParent() && cmd.Long != "" && !strings.HasPrefix(cmd.Long, cmd.Short[:5]) {
			t.Errorf("%s: the long text begins otherwise than the short one: %.60q", cmd.CommandPath(), cmd.Long)
		}
		if cmd.HasParent() && cmd.GroupID == "" {
			t.Errorf("%s is in no group", cmd.CommandPath())
		}
		for _, sub := range cmd.Commands() {
			visit(sub)
		}
	}
	root := newRoot(&console{})
	root.InitDefaultHelpCmd()
	visit(root)
}

// TestHelpListsReasons keeps the reasons that explain's help lists those that there are.
func TestHelpListsReasons(t *testing.T) {
	source, err := os.ReadFile("../lane/hop.go")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`Reason = "([a-z-]+)"`).FindAllSubmatch(source, -1)
	if len(found) < 20 {
		t.Fatalf("%d reasons", len(found))
	}
	explain, _, err := newRoot(&console{}).Find([]string{"explain"})
	if err != nil {
		t.Fatal(err)
	}
	for _, reason := range found {
		if !regexp.MustCompile(`(?m)^  ` + string(reason[1]) + ` {2,}[a-z]`).MatchString(explain.Long) {
			t.Errorf("the help of explain does not list the reason %s", reason[1])
		}
	}
}
