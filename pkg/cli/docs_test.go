package cli_test

import (
	"bytes"
	"os"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/cli"
)

// TestDocs compares the committed pages with what the program prints; make generate writes them.
func TestDocs(t *testing.T) {
	for file, args := range map[string][]string{
		"../../docs/cli.md":                     {"docs", "cli"},
		"../../docs/config.md":                  {"docs", "config"},
		"../../docs/detectors.md":               {"docs", "detectors"},
		"../../docs/diagnostics.md":             {"docs", "diagnostics"},
		"../../docs/observedcalls.md":           {"docs", "observedcalls"},
		"../../docs/lanes.svg":                  {"graph", "-q", "../../examples/demo/gray", "-o", "svg"},
		"../../config/function/definition.yaml": {"docs", "definition"},
		"../../config/function/metadata.yaml":   {"docs", "metadata"},
		"../../pkg/api/grayrelease.schema.json": {"schema"},
	} {
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		if code := cli.Run(args, cli.Streams{In: nil, Out: &out, Err: &errs}); code != 0 {
			t.Fatalf("%v: exit %d: %s", args, code, errs.String())
		}
		if diff := cmp.Diff(string(want), out.String()); diff != "" {
			t.Errorf("%s is not what the program prints (-committed +printed):\n%s", file, diff)
		}
	}
}

// TestDiffPageShowsDiffs compares what docs/diff.md shows of the cases that it names with their golden files.
func TestDiffPageShowsDiffs(t *testing.T) {
	const file = "../../docs/diff.md"
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile("(?s)<!-- (testdata/diff/[a-z]+) -->\n```\n.*?```\n")
	if shown := block.FindAll(page, -1); len(shown) < 4 {
		t.Fatalf("it shows %d", len(shown))
	}
	want := block.ReplaceAllFunc(page, func(of []byte) []byte {
		name := string(block.FindSubmatch(of)[1])
		golden, err := os.ReadFile("../../" + name + "/diff.txt")
		if err != nil {
			t.Fatal(err)
		}
		return []byte("<!-- " + name + " -->\n```\n" + string(golden) + "```\n")
	})
	if *update {
		if err := os.WriteFile(file, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(want), string(page)); diff != "" {
		t.Errorf("%s shows something else (-golden +shown):\n%s", file, diff)
	}
}
