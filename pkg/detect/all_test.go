package detect_test

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/detect"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

type clue = callgraph.Clue

// apiService is the Service that examples call.
const apiService = `
apiVersion: v1
kind: Service
metadata: {name: api}
spec: {selector: {app: api}, ports: [{name: http, port: 8080}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec: {template: {metadata: {labels: {app: api}}, spec: {containers: [{name: api}]}}}
`

// modelOf is the model of manifests, and of apiService.
func modelOf(t *testing.T, manifests string) *model.Model {
	t.Helper()
	var facts []model.Any
	decoder := yaml.NewDecoder(strings.NewReader(apiService + "\n---\n" + manifests))
	for {
		var n yaml.Node
		if err := decoder.Decode(&n); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		item := manifest.Decode(&n, diag.Place{})
		facts = append(facts, item.Facts...)
	}
	return model.New(facts)
}

// callsIn are the calls that the manifests show.
func callsIn(t *testing.T, manifests string) []*callgraph.Call {
	t.Helper()
	config := api.GrayRelease{Spec: api.Default()}
	g, _ := callgraph.Infer(modelOf(t, manifests), &config, detect.All)
	return g.Calls
}

// allowedIn are the calls that the manifests show, with those that policies allow.
func allowedIn(t *testing.T, manifests string) []*callgraph.Call {
	t.Helper()
	config, m := api.GrayRelease{Spec: api.Default()}, modelOf(t, manifests)
	g, _ := callgraph.Infer(m, &config, detect.All)
	with, _ := callgraph.Allow(m, &config, g, detect.Allowed())
	return with.Calls
}

// TestExamples shows that each detector's example in the documentation is a call, and that this detector sees it.
func TestExamples(t *testing.T) {
	for _, d := range slices.Concat(detect.All(), detect.Allowed()) {
		t.Run(d.Name, func(t *testing.T) {
			if d.Reads == "" {
				t.Error("it does not say what it reads")
			}
			found := allowedIn(t, d.Example)
			if len(found) != 1 || found[0].Caller.Workload.Name != "web" || found[0].Callee.Name != "api" {
				t.Fatalf("got %d calls, want that of api by web", len(found))
			}
			if !slices.ContainsFunc(found[0].Evidence, func(e callgraph.Evidence) bool { return e.Detector == d.Name }) {
				t.Errorf("another detector saw it: %+v", found[0].Evidence)
			}
			if found[0].Port != 8080 {
				t.Errorf("the port is %d", found[0].Port)
			}
		})
	}
}

// TestForms shows that what the documentation says of forms is so.
func TestForms(t *testing.T) {
	for _, f := range detect.Forms() {
		t.Run(f.What, func(t *testing.T) {
			var env strings.Builder
			for line := range strings.SplitSeq(f.Text, "\n") {
				name, value, _ := strings.Cut(line, "=")
				fmt.Fprintf(&env, "{name: %s, value: '%s'}, ", name, value)
			}
			found := callsIn(t, deployment("containers: [{name: web, env: ["+env.String()+"]}]"))
			if called := len(found) == 1 && found[0].Port == 8080; called != f.Calls || len(found) > 1 {
				t.Errorf("got %d calls: %v", len(found), found)
			}
		})
	}
}

// TestFileForms shows that each kind of file in the documentation is read.
func TestFileForms(t *testing.T) {
	for _, f := range detect.FileForms() {
		t.Run(f.What, func(t *testing.T) {
			text := fmt.Sprintf("---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: files}\ndata:\n  %s: |\n    %s\n", f.Name, strings.ReplaceAll(f.Text, "\n", "\n    "))
			found := callsIn(t, deployment("containers: [{name: web, volumeMounts: [{name: f, mountPath: /f}]}], volumes: [{name: f, configMap: {name: files}}]")+text)
			if len(found) != 1 || found[0].Port != 8080 || found[0].Weak() {
				t.Errorf("got %d calls: %+v", len(found), found)
			}
		})
	}
}

// TestSecretsStaySecret puts a secret into values of every kind: no evidence shows it.
func TestSecretsStaySecret(t *testing.T) {
	const secret = "T0PSECRET"
	long := strings.Repeat("x", 300)
	tests := []struct{ reason, podSpec string }{
		{"a key of a Secret", "containers: [{name: x, env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: url}}}]}]"},
		{"all of a Secret", "containers: [{name: x, envFrom: [{secretRef: {name: s}}]}]"},
		{"in another variable", "containers: [{name: x, env: [PASS, {name: A, value: 'http://u:$(PASS)@api:8080'}]}]"},
		{"through two variables", "containers: [{name: x, env: [PASS, {name: B, value: 'u:$(PASS)'}, {name: A, value: '" + long + ",http://$(B)@api:8080'}]}]"},
		{"in JSON", "containers: [{name: x, env: [PASS, {name: A, value: '{\"" + long + "\":1,\"url\":\"http://u:$(PASS)@api:8080\"}'}]}]"},
		{"in an argument", "containers: [{name: x, env: [PASS], args: ['" + long + "', '--url=http://u:$(PASS)@api:8080/" + long + "']}]"},
		{"in a script", "containers: [{name: x, env: [PASS], command: [sh, -c, \"true\\nP=$(PASS); curl http://u:$P@api:8080/" + long + "\"]}]"},
		{"that a script gets from its environment", "containers: [{name: x, env: [PASS], command: [sh, -c, \"true\\ncurl http://u:$PASS@api:8080/\"]}]"},
		{"in a file", "containers: [{name: x, env: [PASS], volumeMounts: [{name: f, mountPath: /f}]}], volumes: [{name: f, configMap: {name: f}}]"},
		{"in a file, as a whole", "containers: [{name: x, env: [URL], volumeMounts: [{name: f, mountPath: /f}]}], volumes: [{name: f, configMap: {name: g}}]"},
		{"a file of a Secret", "containers: [{name: x, volumeMounts: [{name: f, mountPath: /f}]}], volumes: [{name: f, secret: {secretName: s}}]"},
	}
	configurations := "---\n{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {pass: " + secret + ", url: 'http://u:" + secret + "@api:8080/" + secret + "'}}\n" +
		"---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: f}\ndata:\n  a.yaml: |\n    a: http://u:${PASS}@api:8080\n    b: 1\n  a.properties: |\n    b.url=http://api:8080/?k=${PASS}\n    c=1\n  a.sh: |\n    true\n    curl http://u:$PASS@api:8080\n" +
		"---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: g}\ndata:\n  a.yaml: |\n    a: ${URL}\n    b: 1\n"
	variables := strings.NewReplacer(
		"[PASS", "[{name: PASS, valueFrom: {secretKeyRef: {name: s, key: pass}}}", "[URL", "[{name: URL, valueFrom: {secretKeyRef: {name: s, key: url}}}")
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			found := callsIn(t, deployment(variables.Replace(tt.podSpec))+configurations)
			if len(found) != 1 {
				t.Fatalf("got %d calls, want that of api", len(found))
			}
			for _, e := range found[0].Evidence {
				if strings.Contains(fmt.Sprint(e), secret) {
					t.Errorf("evidence shows the secret: %+v", e)
				}
			}
		})
	}
}

// TestExpansionIsBounded has variables that name others ten times each.
func TestExpansionIsBounded(t *testing.T) {
	env := "{name: A0, value: 'http://api:8080 '}"
	for i := range 12 {
		env += fmt.Sprintf(", {name: A%d, value: '%s'}", i+1, strings.Repeat(fmt.Sprintf("$(A%d)", i), 10))
	}
	for _, c := range cluesIn(t, "env", "containers: [{name: x, env: ["+env+"]}]") {
		if len(c.Setting.Value) > 1<<17 {
			t.Errorf("%s has %d bytes", c.Setting.Name, len(c.Setting.Value))
		}
	}
}

// deployment is a Deployment called web with a pod spec, the inside of a mapping in flow style.
func deployment(podSpec string) string {
	return "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {template: {metadata: {labels: {app: web}}, spec: {" + podSpec + "}}}}\n"
}

// TestCommandLines is about where the program of a command line stands.
func TestCommandLines(t *testing.T) {
	for reason, container := range map[string]string{
		"a command with arguments":    "command: [curl], args: ['http://api:8080']",
		"arguments alone":             "args: ['http://api:8080']",
		"a shell among the arguments": "args: [sh, -c, 'nc -z api 8080']",
		"a command alone":             "command: [nc, -z, api, '8080']",
		"another container's command": "command: [x]}, {name: y, command: [nc, -z, api, '8080']",
	} {
		if found := callsIn(t, deployment("containers: [{name: web, "+container+"}]")); len(found) != 1 || found[0].Port != 8080 {
			t.Errorf("%s: got %d calls", reason, len(found))
		}
	}
	if found := callsIn(t, deployment("containers: [{name: web, command: [api, http]}]")); len(found) != 0 {
		t.Errorf("the program's name is a call: %+v", found)
	}
}

func TestNamesAreInOrder(t *testing.T) {
	names := map[string]bool{}
	for _, detectors := range [][]callgraph.Detector{detect.All(), detect.Allowed()} {
		var in []string
		for _, d := range detectors {
			if in = append(in, d.Name); names[d.Name] {
				t.Errorf("two detectors are called %s", d.Name)
			}
			names[d.Name] = true
		}
		if !slices.IsSorted(in) {
			t.Errorf("the detectors are not in order: %v", in)
		}
	}
}
