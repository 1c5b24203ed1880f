package hosts

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"

	"github.com/graylane/graylane/conformance"
)

// job is what GitHub gives to the scripts of the action: files to write to, and programs on PATH.
type job struct {
	repository
	temp string
	gh   string // the file that the stand-in for gh writes its arguments to
}

// newJob is a job in a checkout of a pull request that has closed the gap of an example, merged with its base as GitHub does.
func newJob(t *testing.T) job {
	t.Helper()
	j := job{newRepository(t, copyOf(t, "gap")), t.TempDir(), ""}
	j.git("checkout", "--quiet", "-b", "change")
	j.edit("warn/graylane.yaml", "gaps: warn", "baseline: v2")
	j.commit("change")
	j.git("checkout", "--quiet", "main")
	j.git("merge", "--quiet", "--no-ff", "--message", "merge", "change")

	bin := filepath.Join(j.temp, "bin")
	if err := os.Mkdir(bin, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(conformance.Require(t, "graylane"), filepath.Join(bin, "graylane")); err != nil {
		t.Fatal(err)
	}
	j.gh = filepath.Join(j.temp, "gh.log")
	stand := "#!/bin/sh\necho \"$@ $MARKER\" >>" + j.gh + "\n[ -z \"$GH_COMMENT\" ] || [ \"$2\" != --paginate ] || echo \"$GH_COMMENT\"\nexit \"${GH_EXIT:-0}\"\n"
	if err := os.WriteFile(filepath.Join(bin, "gh"), []byte(stand), 0o755); err != nil {
		t.Fatal(err)
	}
	j.env = append(j.env, "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "RUNNER_TEMP="+j.temp,
		"GITHUB_STEP_SUMMARY="+filepath.Join(j.temp, "summary"), "GITHUB_OUTPUT="+filepath.Join(j.temp, "output"),
		"GITHUB_REPOSITORY=acme/shop", "GITHUB_REF=refs/pull/7/merge", "GITHUB_SHA="+j.git("rev-parse", "HEAD"), "GRAYLANE_PATHS=warn", "GRAYLANE_ARGS=", "GRAYLANE_FAIL_ON=error", "GRAYLANE_SARIF=",
		"GRAYLANE_BASE=", "GRAYLANE_BASE_REF=main", "GRAYLANE_COMMENT=false", "GRAYLANE_PULL_REQUEST=7")
	return j
}

// script runs a script of the action.
func (j job) script(name string, env ...string) result {
	j.t.Helper()
	path, err := filepath.Abs(filepath.Join(root, "action", name))
	if err != nil {
		j.t.Fatal(err)
	}
	return runIn(j.t, j.dir, append(slices.Clone(j.env), env...), exec.Command(conformance.Require(j.t, "bash"), path), "")
}

// left is the content of a file that a script wrote.
func (j job) left(name string) string {
	text, _ := os.ReadFile(filepath.Join(j.temp, name))
	return string(text)
}

func TestActionChecks(t *testing.T) {
	j := newJob(t)
	j.git("checkout", "--quiet", "HEAD^1")
	sarif := filepath.Join(j.temp, "found.sarif")
	got := j.script("check.sh", "GRAYLANE_SARIF="+sarif)
	if want := `^::warning file=.*GL0306`; got.code != 0 || !matches(want, got.stdout) {
		t.Errorf("exit %d, want a line %q in\n%s%s", got.code, want, got.stdout, got.stderr)
	}
	if text := j.left("found.sarif"); !strings.Contains(text, `"ruleId": "GL0306"`) {
		t.Errorf("the SARIF file lacks the gap:\n%s", text)
	}
	if got := j.script("check.sh", "GRAYLANE_FAIL_ON=warning", "GRAYLANE_SARIF="+sarif); got.code != 1 {
		t.Errorf("fail-on: warning ends with %d, want 1", got.code)
	}
	if got := j.script("check.sh", "GRAYLANE_ARGS=--set\ngaps=error\n"); got.code != 1 || !matches("^::error file=.*GL0306", got.stdout) {
		t.Errorf("arguments, one a line: exit %d\n%s%s", got.code, got.stdout, got.stderr)
	}
	if got := j.script("check.sh", "GRAYLANE_PATHS=warn\nnowhere"); got.code != 1 || !strings.Contains(got.stderr, "nowhere") {
		t.Errorf("paths, one a line: exit %d\n%s%s", got.code, got.stdout, got.stderr)
	}
}

func TestActionCompares(t *testing.T) {
	tests := []struct {
		reason string
		env    []string
		detach string // what is checked out
		gh     []string
		stdout string
	}{
		{"the merge with its base", nil, "main", nil, ""},
		{"a base by name", []string{"GRAYLANE_BASE=main^1"}, "change", nil, ""},
		{"a first comment", []string{"GRAYLANE_COMMENT=true"}, "main", []string{"<!-- graylane-diff: warn -->", "POST repos/acme/shop/issues/7/comments"}, ""},
		{"a comment is brought up to date", []string{"GRAYLANE_COMMENT=true", "GH_COMMENT=42"}, "main", []string{"--paginate", "PATCH repos/acme/shop/issues/comments/42"}, ""},
		{"a token that may not write", []string{"GRAYLANE_COMMENT=true", "GH_EXIT=1"}, "main", []string{"--paginate"}, "::warning::"},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			j := newJob(t)
			j.git("checkout", "--quiet", tt.detach)
			got := j.script("diff.sh", tt.env...)
			if got.code != 0 || !strings.Contains(got.stdout, tt.stdout) || tt.stdout == "" && got.stdout != "" {
				t.Errorf("exit %d, want %q in\n%s%s", got.code, tt.stdout, got.stdout, got.stderr)
			}
			if summary := j.left("summary"); !strings.HasPrefix(summary, "<!-- graylane-diff: warn -->\n") || !strings.Contains(summary, "v2") {
				t.Errorf("the summary is\n%s", summary)
			}
			if output := j.left("output"); output != "file="+filepath.Join(j.temp, "graylane-diff.md")+"\n" {
				t.Errorf("the output is %q", output)
			}
			calls := strings.Split(strings.TrimSuffix(j.left("gh.log"), "\n"), "\n")
			for i, want := range tt.gh {
				if i >= len(calls) || !strings.Contains(calls[i], want) {
					t.Errorf("calls of gh: %q, want %q", calls, tt.gh)
				}
			}
			if tt.gh == nil && j.left("gh.log") != "" {
				t.Errorf("gh is called: %q", calls)
			}
		})
	}
}

// TestActionComparesNoOtherMerge is about a branch that ends in a merge of its own: what that brought in is none of the pull request's
// base.
func TestActionComparesNoOtherMerge(t *testing.T) {
	j := newJob(t)
	if got := j.script("diff.sh", "GITHUB_REF=refs/heads/main"); got.code != 1 || !strings.HasPrefix(got.stdout, "::error::") {
		t.Errorf("exit %d\n%s%s", got.code, got.stdout, got.stderr)
	}
	if got := j.script("diff.sh", "GITHUB_SHA=0123"); got.code != 1 || !strings.HasPrefix(got.stdout, "::error::") {
		t.Errorf("exit %d\n%s%s", got.code, got.stdout, got.stderr)
	}
}

// TestActionGoesOn is about a base that cannot be rendered.
func TestActionGoesOn(t *testing.T) {
	j := newJob(t)
	j.git("checkout", "--quiet", "-b", "broken")
	j.write("warn/kustomization.yaml", "resources: [nowhere]\n")
	j.commit("broken")
	got := j.script("diff.sh", "GRAYLANE_BASE=broken")
	if got.code != 0 || !strings.HasPrefix(got.stdout, "::warning::") || !strings.Contains(got.stderr, "nowhere") || j.left("output") != "" {
		t.Errorf("exit %d\n%s%s", got.code, got.stdout, got.stderr)
	}
}

// TestActionSaysWhatIsMissing is about a checkout without the history that a comparison needs.
func TestActionSaysWhatIsMissing(t *testing.T) {
	j := newJob(t)
	j.git("checkout", "--quiet", "change")
	if got := j.script("diff.sh"); got.code != 1 || !strings.HasPrefix(got.stdout, "::error::") || !strings.Contains(got.stdout, "fetch-depth") {
		t.Errorf("exit %d\n%s%s", got.code, got.stdout, got.stderr)
	}
}

func TestActionBuilds(t *testing.T) {
	dir, path := t.TempDir(), filepath.Join(t.TempDir(), "path")
	must(t, []string{"GITHUB_PATH=" + path, "GITHUB_ACTION_REF=v1.2.3"}, "", conformance.Require(t, "bash"), filepath.Join(root, "action/build.sh"), dir)
	if got := must(t, nil, "", filepath.Join(dir, "graylane"), "version"); !strings.Contains(got, "v1.2.3") {
		t.Errorf("it says %q", got)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != dir+"\n" {
		t.Errorf("GITHUB_PATH has %q (%v)", got, err)
	}
}

// variable finds the variables of the action's own that a script reads.
var variable = regexp.MustCompile(`\$\{?(GRAYLANE_[A-Z_]+)`)

// TestActionInputs compares the inputs of action.yml with those that its steps use, and the variables that a step sets with those that its
// script reads.
func TestActionInputs(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var action struct {
		Inputs map[string]struct{ Description string }
		Runs   struct {
			Steps []struct {
				Run string
				Env map[string]string
			}
		}
	}
	if err := yaml.Unmarshal(text, &action); err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, m := range regexp.MustCompile(`\binputs\.([a-z-]+)`).FindAllStringSubmatch(string(text), -1) {
		used[m[1]] = true
		if action.Inputs[m[1]].Description == "" {
			t.Errorf("the input %s is used, and not described", m[1])
		}
	}
	for name := range action.Inputs {
		if !used[name] {
			t.Errorf("the input %s is not used", name)
		}
	}
	shared, err := os.ReadFile(filepath.Join(root, "action/arguments.sh"))
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range action.Runs.Steps {
		script := regexp.MustCompile(`action/[a-z]+\.sh`).FindString(step.Run)
		if script == "" {
			continue
		}
		text, err := os.ReadFile(filepath.Join(root, script))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "arguments.sh") {
			text = append(text, shared...)
		}
		reads := map[string]bool{}
		for _, m := range variable.FindAllStringSubmatch(string(text), -1) {
			reads[m[1]] = true
			if _, set := step.Env[m[1]]; !set {
				t.Errorf("%s reads %s, which its step does not set", script, m[1])
			}
		}
		for name := range step.Env {
			if strings.HasPrefix(name, "GRAYLANE_") && !reads[name] {
				t.Errorf("the step of %s sets %s, which it does not read", script, name)
			}
		}
	}
}
