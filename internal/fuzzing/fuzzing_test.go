package fuzzing_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/internal/fuzzing"
)

// files writes a module and returns its directory.
func files(t *testing.T, contents map[string]string) string {
	t.Helper()
	root := t.TempDir()
	contents["go.mod"] = "module example.com/m\n\ngo 1.26\n"
	for name, text := range contents {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

const (
	passes = "package a\n\nimport \"testing\"\n\n// FuzzB does nothing.\n//\n// fuzz: weight 3\nfunc FuzzB(f *testing.F) { f.Fuzz(func(t *testing.T, s string) {}) }\n\nfunc FuzzA(f *testing.F) { f.Fuzz(func(t *testing.T, s string) {}) }\n"
	fails  = "package b\n\nimport \"testing\"\n\nfunc FuzzLong(f *testing.F) {\n\tf.Add(\"\")\n\tf.Fuzz(func(t *testing.T, s string) {\n\t\tif len(s) > 3 {\n\t\t\tt.Error(\"too long\")\n\t\t}\n\t})\n}\n"
)

func TestTargets(t *testing.T) {
	got, err := fuzzing.Targets(files(t, map[string]string{
		"a/a_test.go": passes, "b/b_test.go": fails, "b/c.go": "package b\n\nfunc FuzzNoTest() {}\n", "other/go.mod": "module example.com/o\n", "other/o_test.go": passes, "testdata/t_test.go": passes,
	}))
	if err != nil {
		t.Fatal(err)
	}
	want := []fuzzing.Target{{Package: "./a", Name: "FuzzA", Weight: 12}, {Package: "./a", Name: "FuzzB", Weight: 3}, {Package: "./b", Name: "FuzzLong", Weight: 12}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int64{12, 3, 12}, fuzzing.Divide(26, want)); diff != "" {
		t.Error(diff)
	}
	if _, err := fuzzing.Targets(files(t, map[string]string{"a_test.go": strings.Replace(passes, "weight 3", "weight 0", 1)})); err == nil {
		t.Error("a weight of 0 is none")
	}
}

// TestTargetsOfTheModule finds those of this repository, and that each of them ends.
func TestTargetsOfTheModule(t *testing.T) {
	targets, err := fuzzing.Targets("../..")
	if err != nil || len(targets) < 20 {
		t.Fatalf("%d targets (%v)", len(targets), err)
	}
	for _, target := range targets {
		sources, err := filepath.Glob(filepath.Join("../..", target.Package, "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		bounded := false
		for _, source := range sources {
			text, err := os.ReadFile(source)
			if err != nil {
				t.Fatal(err)
			}
			if _, body, found := strings.Cut(string(text), "func "+target.Name+"("); found {
				body, _, _ = strings.Cut(body, "\n}\n")
				bounded = strings.Contains(body, "fuzzing.Bounded(t)")
			}
		}
		if !bounded {
			t.Errorf("%s does not call fuzzing.Bounded", target)
		}
	}
}

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		reason, output string
		want           fuzzing.Result
		reported       bool
	}{
		{"the last line counts", "fuzz: elapsed: 0s, gathering baseline coverage: 1/1 completed, now fuzzing with 2 workers\nfuzz: elapsed: 3s, execs: 6426 (2142/sec), new interesting: 46 (total: 49)\n" +
			"fuzz: elapsed: 1m5s, execs: 20015 (6312/sec), new interesting: 62 (total: 65)\nPASS\n", fuzzing.Result{Executions: 20015, Interesting: 62, Elapsed: 65 * time.Second}, true},
		{"a seed that fails", "fuzz: elapsed: 0s, gathering baseline coverage: 0/1 completed\nfailure while testing seed corpus entry: FuzzA/seed#0\n--- FAIL: FuzzA (0.11s)\n", fuzzing.Result{}, true},
		{"what does not compile", "a_test.go:1:1: expected 'package'\nFAIL\n", fuzzing.Result{}, false},
	} {
		got, reported := fuzzing.Parse([]byte(tt.output))
		if got != tt.want || reported != tt.reported {
			t.Errorf("%s: %+v %t", tt.reason, got, reported)
		}
	}
}

// TestRun runs targets of a module with go test: one without a finding, for as many executions as it was told, and one with a finding, whose
// input is kept; and what is no test is an error.
func TestRun(t *testing.T) {
	root := files(t, map[string]string{"a/a_test.go": passes, "b/b_test.go": fails, "c/c_test.go": "package c\n\nimport \"testing\"\n\nfunc FuzzC(f *testing.F) { x }\n"})
	var log bytes.Buffer
	r := fuzzing.Runner{Root: root, Workers: 2, Log: &log}
	result, err := r.Run(t.Context(), fuzzing.Target{Package: "./a", Name: "FuzzA"}, 5000)
	if err != nil || result.Found || result.Executions < 5000 || log.Len() > 0 {
		t.Errorf("%+v, %v\n%s", result, err, log.String())
	}
	result, err = r.Run(t.Context(), fuzzing.Target{Package: "./b", Name: "FuzzLong"}, 1_000_000)
	kept, _ := filepath.Glob(filepath.Join(root, "b/testdata/fuzz/FuzzLong/*"))
	if err != nil || !result.Found || len(kept) != 1 || !strings.Contains(log.String(), "too long") {
		t.Errorf("%+v, %v, %v\n%s", result, err, kept, log.String())
	}
	if _, err := r.Run(t.Context(), fuzzing.Target{Package: "./c", Name: "FuzzC"}, 10); err == nil {
		t.Error("what does not compile has run")
	}
}
