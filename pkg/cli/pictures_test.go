package cli_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/cli"
)

// pictures are the examples of which pictures are kept, as files of testdata/pictures.
var pictures = []struct{ name, path string }{
	{"seed", "seed"},         // two versions that call two versions
	{"gap", "gap/warn"},      // a lane that is lost
	{"demo", "demo/gray"},    // several lanes and an entry
	{"header", "header"},     // shares of an entry
	{"spaces", "namespaces"}, // several namespaces
}

// sameForAll is what every page has, with the policy that has its checksum: the files of pkg/page are the ones to look at.
var sameForAll = regexp.MustCompile(`(?s)(<style>|<script type="module">).*?</(?:style|script)>|'sha256-[^']*'`)

// TestPictures compares pictures with those that someone has looked at.
func TestPictures(t *testing.T) {
	for _, format := range []string{"mermaid", "dot", "svg", "html"} {
		for _, p := range pictures {
			var out bytes.Buffer
			if code := cli.Run([]string{"graph", "-o", format, "../../examples/" + p.path}, cli.Streams{Out: &out, Err: io.Discard}); code != 0 {
				t.Fatalf("%s of %s: exit %d", format, p.path, code)
			}
			golden(t, filepath.Join("../../testdata/pictures", p.name+"."+format), sameForAll.ReplaceAllString(out.String(), "$1"))
		}
	}
}

// golden compares text with a file, or writes it there with -update.
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
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}
