package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/cli"
)

// TestDiff compares the two files of every case of testdata/diff, in every format.
func TestDiff(t *testing.T) {
	cases, err := filepath.Glob("../../testdata/diff/*/old.yaml")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no case found (%v)", err)
	}
	for _, old := range cases {
		dir := filepath.Dir(old)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Chdir(dir)
			for file, format := range map[string]string{"diff.txt": "text", "diff.json": "json", "diff.md": "markdown"} {
				var out, told bytes.Buffer
				code := cli.Run([]string{"diff", "old.yaml", "new.yaml", "-o", format}, cli.Streams{Out: &out, Err: &told})
				if code != 0 {
					t.Fatalf("exit code %d: %s", code, &told)
				}
				if *update {
					if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), out.String()); diff != "" {
					t.Errorf("%s (-want +got):\n%s", file, diff)
				}
			}
		})
	}
}
