package guard_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// evil is a program that leaves evidence when it runs.
func evil(t *testing.T) (program, evidence string) {
	t.Helper()
	dir := t.TempDir()
	program, evidence = filepath.Join(dir, "evil"), filepath.Join(dir, "evidence")
	write(t, program, "#!/bin/sh\ntouch "+evidence+"\ncat\n")
	if err := os.Chmod(program, 0o755); err != nil {
		t.Fatal(err)
	}
	return program, evidence
}

// TestPluginsNeverRun gives kustomizations what kustomize runs when it is told to: nothing of it does.
func TestPluginsNeverRun(t *testing.T) {
	program := graylane(t)
	bad, evidence := evil(t)
	config := "apiVersion: x/v1\nkind: X\nmetadata:\n  name: x\n  annotations:\n    config.kubernetes.io/function: |\n      "
	for _, tt := range []struct{ reason, kustomization, fn string }{
		{"an exec function", "transformers: [fn.yaml]", config + "exec: {path: " + bad + "}\n"},
		{"one that generates", "generators: [fn.yaml]", config + "exec: {path: " + bad + "}\n"},
		{"one that validates", "validators: [fn.yaml]", config + "exec: {path: " + bad + "}\n"},
		{"a container", "transformers: [fn.yaml]", config + "container: {image: evil}\n"},
		{"a legacy plugin", "transformers: [fn.yaml]", "apiVersion: x/v1\nkind: X\nmetadata: {name: x}\nargsOneLiner: x\n"},
		{"Starlark", "transformers: [fn.yaml]", config + "starlark: {path: x.star}\n"},
		{"a chart", "helmCharts: [{name: x, repo: 'https://example.invalid'}]\nhelmGlobals: {chartHome: " + filepath.Dir(bad) + "}", ""},
		{"a chart by its plugin", "generators: [fn.yaml]", "apiVersion: builtin\nkind: HelmChartInflationGenerator\nmetadata: {name: x}\nname: x\n"},
	} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "kustomization.yaml"), tt.kustomization+"\n")
		write(t, filepath.Join(dir, "fn.yaml"), tt.fn)
		write(t, filepath.Join(dir, "home/kustomize/plugin/x/v1/x/X"), "#!/bin/sh\nexec "+bad+"\n")
		os.Chmod(filepath.Join(dir, "home/kustomize/plugin/x/v1/x/X"), 0o755)
		for _, name := range []string{"helm", "docker", "python3"} {
			if err := os.Symlink(bad, filepath.Join(filepath.Dir(bad), name)); err != nil && !os.IsExist(err) {
				t.Fatal(err)
			}
		}
		cmd := exec.Command(program, "build", dir)
		cmd.Env = append(os.Environ(), "PATH="+filepath.Dir(bad)+":"+os.Getenv("PATH"), "XDG_CONFIG_HOME="+filepath.Join(dir, "home"),
			"KUSTOMIZE_PLUGIN_HOME="+filepath.Join(dir, "home/kustomize/plugin"))
		if got := run(t, cmd); got.code != 1 || got.stdout != "" {
			t.Errorf("%s: exit %d with %q", tt.reason, got.code, got.stdout)
		}
		if _, err := os.Stat(evidence); err == nil {
			t.Fatalf("%s: the program was run", tt.reason)
		}
	}
	run(t, withInput(exec.Command(bad), ""))
	if _, err := os.Stat(evidence); err != nil {
		t.Error("the program leaves no evidence")
	}
}

// TestSettingsOfACommit is a pull request with a directory that looks like a bare repository, in which diff is called.
func TestSettingsOfACommit(t *testing.T) {
	program := graylane(t)
	if _, err := exec.LookPath("git"); err != nil {
		missing(t, "there is no git")
	}
	bad, evidence := evil(t)
	dir := filepath.Join(t.TempDir(), "repository")
	write(t, filepath.Join(dir, "prod/app.yaml"), "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n")
	in := func(at string, program string, args ...string) ending {
		cmd := exec.Command(program, args...)
		cmd.Dir, cmd.Env = at, append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull)
		return run(t, cmd)
	}
	commit := func(at string) {
		for _, args := range [][]string{{"init", "-q"}, {"add", "-f", "."}, {"-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"}} {
			if got := in(at, "git", args...); got.code != 0 {
				t.Fatal(got.stderr)
			}
		}
	}
	commit(dir)
	// The contents of a repository become those of a directory.
	hidden := filepath.Join(t.TempDir(), "hidden")
	write(t, filepath.Join(hidden, ".gitattributes"), "* filter=x\n")
	write(t, filepath.Join(hidden, "app.yaml"), "apiVersion: v1\nkind: Service\nmetadata: {name: b}\n")
	commit(hidden)
	for _, setting := range []string{"filter.x.smudge", "core.fsmonitor", "core.pager", "core.sshCommand", "diff.external", "alias.rev-parse"} {
		in(hidden, "git", "config", setting, bad)
	}
	in(hidden, "git", "config", "core.bare", "true")
	if err := os.CopyFS(filepath.Join(dir, "prod"), os.DirFS(filepath.Join(hidden, ".git"))); err != nil {
		t.Fatal(err)
	}
	got := in(filepath.Join(dir, "prod"), program, "diff", "--git", "HEAD..HEAD", "app.yaml")
	if _, err := os.Stat(evidence); err == nil || got.code != 1 || !strings.Contains(got.stderr, "GIT_DIR=.") {
		t.Errorf("%+v, and evidence: %v", got, err == nil)
	}
	// Who trusts it says so: then its filters run, which shows that they would have.
	os.Setenv("GIT_DIR", ".")
	defer os.Unsetenv("GIT_DIR")
	got = in(filepath.Join(dir, "prod"), program, "diff", "--git", "HEAD..HEAD", "app.yaml")
	if _, err := os.Stat(evidence); err != nil || got.code != 0 {
		t.Errorf("with GIT_DIR: %+v, and no evidence", got)
	}
}

// TestTheNetworkCanBeForbidden is what docs/security.md says of the environment.
func TestTheNetworkCanBeForbidden(t *testing.T) {
	program := graylane(t)
	if _, err := exec.LookPath("git"); err != nil {
		missing(t, "there is no git")
	}
	base := t.TempDir()
	write(t, filepath.Join(base, "kustomization.yaml"), "resources: [x.yaml]\n")
	write(t, filepath.Join(base, "x.yaml"), "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n")
	for _, args := range [][]string{{"init", "-q"}, {"add", "."}, {"-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"}} {
		if got := run(t, exec.Command("git", append([]string{"-C", base}, args...)...)); got.code != 0 {
			t.Fatal(got.stderr)
		}
	}
	offline := []string{"GIT_ALLOW_PROTOCOL=none", "HTTP_PROXY=http://127.0.0.1:9", "HTTPS_PROXY=http://127.0.0.1:9", "NO_PROXY=", "no_proxy="}
	for _, tt := range []struct{ resource, want string }{
		{"file://" + base + "//.", "transport 'file' not allowed"},
		{"https://example.org/some/repository//base?ref=main", "transport 'https' not allowed"},
		{"git@example.org:some/repository//base", "transport 'ssh' not allowed"},
		{"http://example.org/x.yaml", "proxyconnect tcp: dial tcp 127.0.0.1:9"},
		{"https://example.org/x.yaml", "proxyconnect tcp: dial tcp 127.0.0.1:9"},
	} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "kustomization.yaml"), "resources: ['"+tt.resource+"']\n")
		cmd := exec.Command(program, "build", dir)
		cmd.Env = append(os.Environ(), offline...)
		if got := run(t, cmd); got.code != 1 || !strings.Contains(got.stderr, tt.want) {
			t.Errorf("%s: exit %d, %s", tt.resource, got.code, got.stderr)
		}
		if strings.HasPrefix(tt.resource, "file:") {
			if got := run(t, exec.Command(program, "build", dir)); got.code != 0 {
				t.Errorf("%s, where it is allowed: %s", tt.resource, got.stderr)
			}
		}
	}
}
