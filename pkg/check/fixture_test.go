package check_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/check"
	"github.com/graylane/graylane/pkg/diag"
)

var update = flag.Bool("update", false, "write the golden files")

// TestFixtures holds every code of an analyzer against testdata/check/<code>: bad.yaml makes the checks report it, as
// want.txt has it, and good.yaml, which is bad.yaml mended as the remedy says, does not. config.yaml configures both,
// good-config.yaml the good one, where the remedy is in the configuration.
func TestFixtures(t *testing.T) {
	for _, a := range check.All() {
		for _, code := range a.Codes {
			dir := filepath.Join("../../testdata/check", string(code))
			t.Run(string(code), func(t *testing.T) {
				config := filepath.Join(dir, "config.yaml")
				bad := check.Run(analyze(t, filepath.Join(dir, "bad.yaml"), config))
				if !has(bad, code) {
					t.Errorf("bad.yaml: not reported, but %v", bad)
				}
				golden(t, filepath.Join(dir, "want.txt"), text(bad))
				if mended := filepath.Join(dir, "good-config.yaml"); exists(mended) {
					config = mended
				}
				if good := check.Run(analyze(t, filepath.Join(dir, "good.yaml"), config)); has(good, code) {
					t.Errorf("good.yaml: reported in spite of the remedy:\n%s", text(good))
				}
			})
		}
	}
}

// TestFixturesAreOfCodes finds fixtures of codes that no analyzer declares.
func TestFixturesAreOfCodes(t *testing.T) {
	var codes []string
	for _, a := range check.All() {
		for _, c := range a.Codes {
			codes = append(codes, string(c))
		}
	}
	entries, err := os.ReadDir("../../testdata/check")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(codes, e.Name()) {
			t.Errorf("testdata/check/%s: no analyzer declares that code", e.Name())
		}
	}
}

func has(ds []diag.Diagnostic, code diag.Code) bool {
	return slices.ContainsFunc(ds, func(d diag.Diagnostic) bool { return d.Code == code })
}

func text(ds []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range diag.Sort(ds) {
		b.WriteString(d.String() + "\n")
	}
	return b.String()
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", file, diff)
	}
}
