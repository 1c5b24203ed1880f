package guard_test

import (
	"encoding/base64"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// canary is a value that is to stay where it is.
const canary = "c4n4ryV4lue"

// confidential is an application whose Secret is read for calls, with the canary in all places where a value may be: alone, as the
// password of a URL, beside a host, in a file of several lines, encoded and plain.
func confidential() string {
	encoded := func(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }
	_, items, _ := strings.Cut(small(), "items:\n")
	secret := "- apiVersion: v1\n  kind: Secret\n  metadata:\n    name: s\n  data:\n    PASSWORD: " + encoded(canary) +
		"\n    URL: " + encoded("http://user:"+canary+"@app1/?token="+canary) +
		"\n    settings.ini: " + encoded("[db]\nhost = app1\npassword = "+canary+"\n") +
		"\n  stringData:\n    TOKEN: " + canary + "\n    DSN: \"mysql://user:" + canary + "@app1:80/x?password=" + canary + "\"\n    HOOK: http://app1/hooks/" + canary + "\n    OTHER: " + canary + ":x@tcp(app1:80)/x\n    BARE: app1\n"
	items = strings.ReplaceAll(items, "          env:\n", "          envFrom:\n          - secretRef: {name: s}\n          args: [--password="+canary+", --url, \"http://user:"+canary+"@app1/\"]\n"+
		"          env:\n          - name: APP_PASSWORD\n            value: "+canary+"\n          - name: FROM\n            valueFrom:\n              secretKeyRef: {name: s, key: URL}\n")
	return "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n" + secret + items
}

// TestSecretsStay looks for the canary in all that is printed: but for the objects themselves, which the function and build pass through,
// it is nowhere.
func TestSecretsStay(t *testing.T) {
	program, dir := graylane(t), t.TempDir()
	file, changed := filepath.Join(dir, "app.yaml"), filepath.Join(dir, "changed.yaml")
	write(t, file, confidential())
	write(t, changed, strings.Replace(confidential(), "version: v2", "version: v3", 2))
	verbs := map[string][]string{
		"graph": {"text", "wide", "json", "mermaid", "dot", "svg", "html"}, "explain": {"text", "wide", "json"},
		"check": {"text", "json", "sarif", "github"}, "diff": {"text", "json", "markdown"}, "generate": {""}, "build": {""},
	}
	shown := 0
	for verb, formats := range verbs {
		for _, format := range formats {
			args := []string{verb, file}
			if verb == "diff" {
				args = append(args, changed)
			}
			if format != "" {
				args = append(args, "-o", format)
			}
			got := run(t, exec.Command(program, args...))
			if got.code != 0 {
				t.Errorf("%v: exit %d: %s", args, got.code, got.stderr)
			}
			if verb == "build" {
				_, got.stdout, _ = strings.Cut(got.stdout, "graylane.dev/generated") // behind what came in
			}
			tells(t, strings.Join(args, " "), got)
			if strings.Contains(got.stdout, "app1") {
				shown++
			}
		}
	}
	if shown < 12 {
		t.Errorf("the calls show in %d outputs alone", shown)
	}
	got := run(t, withInput(exec.Command(program), confidential()))
	_, results, _ := strings.Cut(got.stdout, "\nresults:")
	tells(t, "the function", ending{0, results, got.stderr})
	for _, broken := range []string{strings.Replace(confidential(), "data:", "data: ]", 1), strings.Replace(confidential(), "    TOKEN: ", "    TOKEN: *", 1), confidential() + "- 1\n"} {
		got := run(t, withInput(exec.Command(program), broken))
		if got.code == 0 {
			t.Errorf("accepted: %s", broken)
		}
		tells(t, "the function, with something broken", got)
		if err := os.WriteFile(file, []byte(broken), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, verb := range []string{"build", "graph", "check"} {
			tells(t, verb+", with something broken", run(t, exec.Command(program, verb, file)))
		}
	}
}

// tells reports a canary in what was printed.
func tells(t *testing.T, what string, got ending) {
	t.Helper()
	for _, form := range []string{canary, base64.StdEncoding.EncodeToString([]byte(canary))} {
		for _, line := range strings.Split(got.stdout+"\n"+got.stderr, "\n") {
			if at := strings.Index(line, form); at >= 0 {
				t.Errorf("%s: %s", what, line[max(0, at-150):min(len(line), at+50)])
			}
		}
	}
}
