package source

import (
	"github.com/graylane/graylane/pkg/diag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// object is a manifest of the kind X.
func object(name string) string {
	return "apiVersion: v1\nkind: X\nmetadata:\n  name: " + name + "\n"
}

// tree writes the files that text lists, each after a line "-- name --", to a new directory. A
// file that says link: path is a link.
func tree(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	for part := range strings.SplitSeq("\n"+text, "\n-- ") {
		name, content, ok := strings.Cut(part, " --\n")
		if !ok {
			continue
		}
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		write := func() error { return os.WriteFile(path, []byte(content+"\n"), 0o755) }
		if to, isLink := strings.CutPrefix(content, "link: "); isLink {
			write = func() error { return os.Symlink(strings.TrimSpace(to), path) }
		}
		if err := write(); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// names are the metadata.name of documents, each with its file and index.
func names(documents []Document) []string {
	var out []string
	for _, d := range documents {
		_, name, _ := strings.Cut(string(d.Text), "name: ")
		name, _, _ = strings.Cut(name, "\n")
		out = append(out, filepath.ToSlash(d.Place.File)+" "+name)
	}
	return out
}

func TestPaths(t *testing.T) {
	t.Chdir(tree(t, "-- b.yaml --\n"+object("b")+
		"-- a/x.yml --\n"+object("x")+"---\n"+object("y")+
		"-- a/.hidden/h.yaml --\n"+object("h")+
		"-- a/.h.yaml --\n"+object("dot")+
		"-- a.json --\n"+`{"apiVersion": "v1", "kind": "X", "metadata": {"name": "j"}}`+"\n"+
		"-- values.yaml --\nimage: x\n-- package.json --\n{}\n-- README.md --\n# x\n-- empty.yaml --\n\n"+
		"-- k/kustomization.yaml --\napiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamePrefix: p-\nresources: [r.yaml]\n-- k/r.yaml --\n"+object("r")+
		"-- l/Kustomization --\nresources: [../k]\n"))
	for _, link := range [][2]string{{".", "a/loop"}, {"../b.yaml", "a/link.yaml"}, {"nowhere", "a/.#lock.yaml"}, {"a", "link"}} {
		if err := os.Symlink(link[0], link[1]); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		reason string
		paths  []string
		want   []string
	}{
		{"a directory without a kustomization file, sorted, nested kustomizations as they stand", []string{"."},
			[]string{"a.json ", "a/.h.yaml dot", "a/link.yaml b", "a/x.yml x", "a/x.yml y", "k/r.yaml r"}},
		{"paths in their order, spelled with less", []string{"./b.yaml", "a/"}, []string{"b.yaml b", "a/.h.yaml dot", "a/x.yml x", "a/x.yml y"}},
		{"each file once", []string{"a/x.yml", "a", "./a/../a/x.yml", "a"}, []string{"a/x.yml x", "a/x.yml y", "a/.h.yaml dot", "a/link.yaml b"}},
		{"a link to a directory that is named", []string{"link"}, []string{"link/.h.yaml dot", "link/link.yaml b", "link/x.yml x", "link/x.yml y"}},
		{"a hidden directory that is named", []string{"a/.hidden"}, []string{"a/.hidden/h.yaml h"}},
		{"a kustomization", []string{"k", "k/."}, []string{"k/kustomization.yaml p-r"}},
		{"another name of kustomization files", []string{"l"}, []string{"l/Kustomization p-r"}},
		{"standard input, once", []string{"-", "b.yaml", "-"}, []string{"- in", "b.yaml b"}},
	} {
		got, err := Read(tt.paths, Options{Stdin: strings.NewReader(object("in"))})
		if err != nil {
			t.Errorf("%s: %v", tt.reason, err)
		}
		if diff := cmp.Diff(tt.want, names(got.Documents)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
		}
		for _, d := range got.Diagnostics {
			if d.Code != diag.InputUnrendered || tt.paths[0] != "." || d.Place.File != "k/kustomization.yaml" || !strings.Contains(d.Message, "k/kustomization.yaml (and 1 more) is not rendered") {
				t.Errorf("%s: %v", tt.reason, d)
			}
		}
	}
}

func TestAFileThatIsNamedHasToBeAManifest(t *testing.T) {
	t.Chdir(tree(t, "-- values.yaml --\nimage: x\n"))
	for _, tt := range []struct {
		reason string
		paths  []string
		stdin  string
		want   []string
	}{
		{"in a directory it need not", []string{"."}, "", nil},
		{"named", []string{"values.yaml"}, "", []string{"GL0202:1 This is no Kubernetes object: it has no apiVersion."}},
		{"named, after its directory", []string{".", "values.yaml"}, "", []string{"GL0202:1 This is no Kubernetes object: it has no apiVersion."}},
		{"standard input", []string{"-"}, "a: b", []string{"GL0202:1 This is no Kubernetes object: it has no apiVersion."}},
	} {
		got, err := Read(tt.paths, Options{Stdin: strings.NewReader(tt.stdin)})
		if err != nil {
			t.Errorf("%s: %v", tt.reason, err)
		}
		if diff := cmp.Diff(tt.want, shown(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
		}
	}
}

func TestPathsThatCannotBeRead(t *testing.T) {
	t.Chdir(tree(t, "-- k/kustomization.yaml --\nresources: [missing.yaml]\n-- k/sub/x --\n\n-- two/kustomization.yaml --\n\n-- two/Kustomization --\n\n"+
		"-- dangling/x --\n\n"))
	if err := os.Symlink("nowhere", "dangling/a.yaml"); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		path, want string
		stdin      io.Reader
	}{
		{path: "missing", want: `read "missing": no such file or directory`},
		{path: "", want: `read "": no such file or directory`},
		{path: "-", want: "standard input is not there to be read"},
		{path: "-", stdin: io.NopCloser(failingReader{}), want: "read standard input: unexpected EOF"},
		{path: "k/kustomization.yaml", want: "k/kustomization.yaml is a kustomization file: name its directory, k"},
		{path: "k", want: "kustomize k: accumulating resources"},
		{path: "two", want: "Found multiple kustomization files"},
		{path: "dangling", want: "dangling/a.yaml: no such file or directory"},
	} {
		got, err := Read([]string{tt.path}, Options{Stdin: tt.stdin})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: error %v, want %s", tt.path, err, tt.want)
		}
		if len(got.Documents) > 0 {
			t.Errorf("%q: documents beside an error: %v", tt.path, names(got.Documents))
		}
	}
}

type failingReader struct{}

func (failingReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
