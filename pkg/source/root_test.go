package source

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// rooted reads a path of a directory "root" beside which there are other files.
func rooted(t *testing.T, files, path string) (Result, error) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(tree(t, files))
	if err != nil {
		t.Fatal(err)
	}
	root := filepath.Join(dir, "root")
	return Read([]string{filepath.Join(root, path)}, Options{Root: root, Closed: "the repository"})
}

func TestNamesAreRelativeToTheRoot(t *testing.T) {
	files := "-- root/a/x.yaml --\n" + object("x") + "-- root/a/broken.yaml --\na: [\n" +
		"-- root/base/z.yaml --\n" + object("z") + "-- root/base/kustomization.yaml --\nresources: [z.yaml]\n" +
		"-- root/top/kustomization.yaml --\nresources: [../base]\n-- root/bad/kustomization.yaml --\nresources: [none.yaml]\n"
	got, err := rooted(t, files, "a")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a/x.yaml x"}, names(got.Documents)); diff != "" || len(got.Diagnostics) != 1 || got.Diagnostics[0].Place.File != "a/broken.yaml" {
		t.Errorf("%s%v", diff, got.Diagnostics)
	}
	if got, err = rooted(t, files, "top"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"top/kustomization.yaml z"}, names(got.Documents)); diff != "" {
		t.Error(diff)
	}
	for _, path := range []string{"nowhere", "bad"} {
		if _, err := rooted(t, files, path); err == nil || strings.Contains(err.Error(), "/root") || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestClosed(t *testing.T) {
	base := "-- beside/kustomization.yaml --\nresources: [x.yaml]\n-- beside/x.yaml --\n" + object("x") +
		"-- root/base/kustomization.yaml --\nresources: [x.yaml]\n-- root/base/x.yaml --\n" + object("x")
	for _, tt := range []struct{ reason, files, path, want string }{
		{"a base within", "-- root/top/kustomization.yaml --\nresources: [../base]\n", "top", ""},
		{"a base beside the root", "-- root/top/kustomization.yaml --\nresources: [../../beside]\n", "top", "top/kustomization.yaml names ../../beside, which is outside of the repository"},
		{"one that is not there", "-- root/top/kustomization.yaml --\nresources: [../../nowhere]\n", "top", "names ../../nowhere, which is outside of the repository"},
		{"by way of a base", "-- root/mid/kustomization.yaml --\nresources: [../../beside]\n-- root/top/kustomization.yaml --\nresources: [../mid]\n", "top", "mid/kustomization.yaml names ../../beside"},
		{"a component", "-- root/top/kustomization.yaml --\nresources: [../base]\ncomponents: [../../beside]\n", "top", "names ../../beside"},
		{"transformers", "-- root/top/kustomization.yaml --\nresources: [../base]\ntransformers: [../../beside]\n", "top", "names ../../beside"},
		{"by way of a directory of transformers", "-- root/fns/kustomization.yaml --\nresources: [../../beside]\n-- root/top/kustomization.yaml --\nresources: [../base]\ntransformers: [../fns]\n", "top", "fns/kustomization.yaml names ../../beside"},
		{"a link to a directory outside", "-- root/link --\nlink: ../beside\n-- root/top/kustomization.yaml --\nresources: [../link]\n", "top", "top/kustomization.yaml names ../link, which is outside of the repository"},
		{"a link to a file outside", "-- root/dir/x.yaml --\nlink: ../../beside/x.yaml\n", "dir", "dir/x.yaml is a link that leads out of the repository"},
		{"a link to a file that is not there", "-- root/dir/x.yaml --\nlink: ../../nowhere/x.yaml\n", "dir", "dir/x.yaml is a link to ../../nowhere/x.yaml, which is not in the repository"},
		{"a link to a file within", "-- root/dir/x.yaml --\nlink: ../base/x.yaml\n", "dir", ""},
		{"the path itself is a link", "-- root/link --\nlink: ../beside\n", "link", "link is a link that leads out of the repository"},
		{"the path is a link within", "-- root/link --\nlink: base\n", "link", ""},
		{"a file of a kustomization, which kustomize refuses", "-- root/top/kustomization.yaml --\nresources: [x.yaml]\n-- root/top/x.yaml --\nlink: ../../beside/x.yaml\n", "top", "is outside of the repository"},
		{"patches", "-- root/top/kustomization.yaml --\nresources: [../base]\npatches: [{path: ../../beside/x.yaml}]\n", "top", "is not in or below"},
	} {
		got, err := rooted(t, base+tt.files, tt.path)
		switch {
		case tt.want == "" && (err != nil || len(got.Documents) != 1):
			t.Errorf("%s: %v, error %v", tt.reason, names(got.Documents), err)
		case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
			t.Errorf("%s: error %v, want %s", tt.reason, err, tt.want)
		}
	}
}
