package source

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/kustomize/kyaml/openapi"
)

// fixtures are the files of a directory below testdata: a reason and notes, then a tree with the
// layer top.
func fixtures(t *testing.T, dir string, check func(t *testing.T, notes, files string)) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", dir, "*.txt"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no fixtures in %s: %v", dir, err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		notes, files, _ := strings.Cut(string(text), "\n\n")
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) { check(t, notes, files) })
	}
}

// noted tells whether a line of the notes is note.
func noted(notes, note string) bool { return strings.Contains(notes+"\n", "\n"+note+"\n") }

// kustomizeBuild is what kustomize build does with its functions enabled, graylane where they
// look for it, and without the one that Read leaves to its caller.
func kustomizeBuild(t *testing.T, files string) (string, error) {
	t.Helper()
	var kept []string
	for line := range strings.Lines(strings.ReplaceAll(files, "./graylane", self(t))) {
		if !strings.Contains(line, "# left to the caller") {
			kept = append(kept, line)
		}
	}
	dir := tree(t, strings.Join(kept, ""))
	openapi.ResetOpenAPI()
	options := &krusty.Options{
		Reorder: krusty.ReorderOptionUnspecified, LoadRestrictions: types.LoadRestrictionsRootOnly,
		PluginConfig: types.MakePluginConfig(types.PluginRestrictionsNone, types.BploUseStaticallyLinked),
	}
	options.PluginConfig.FnpLoadingOptions.EnableExec = true
	m, err := krusty.MakeKustomizer(options).Run(filesys.MakeFsOnDisk(), filepath.Join(dir, "top"))
	if err != nil {
		return "", err
	}
	text, err := m.AsYaml()
	return strings.ReplaceAll(string(text), self(t), "./graylane"), err
}

func joined(documents []Document) string {
	var texts [][]byte
	for _, d := range documents {
		texts = append(texts, d.Text)
	}
	return string(bytes.Join(texts, []byte("---\n")))
}

func self(t *testing.T) string {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAKustomizationIsRenderedAsKustomizeDoes(t *testing.T) {
	t.Setenv(functionEnv, "1")
	fixtures(t, "render", func(t *testing.T, notes, files string) {
		want, err := kustomizeBuild(t, files)
		if err != nil {
			t.Fatal(err)
		}
		exec := noted(notes, "exec")
		if ran := strings.Contains(want, "seen:"); ran != exec {
			t.Fatalf("the function ran: %v, want %v:\n%s", ran, exec, want)
		}
		t.Chdir(tree(t, files))
		o := Options{}
		if exec {
			o.Self = self(t)
		}
		got, err := Read([]string{"top"}, o)
		if err != nil {
			t.Fatal(notes, err)
		}
		if diff := cmp.Diff(want, joined(got.Documents)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", notes, diff)
		}
	})
}

func TestNoOtherProgramIsRun(t *testing.T) {
	t.Setenv(functionEnv, "1")
	fixtures(t, "refuse", func(t *testing.T, notes, files string) {
		evidence := filepath.Join(t.TempDir(), "evidence")
		t.Setenv("GRAYLANE_EVIDENCE", evidence)
		if noted(notes, "runs") {
			_, _ = kustomizeBuild(t, files) // whether it succeeds does not matter
			if err := os.Remove(evidence); err != nil {
				t.Fatalf("kustomize does not run the program of this fixture: %v", err)
			}
		}
		t.Chdir(tree(t, files))
		got, err := Read([]string{"top"}, Options{Self: self(t)})
		_, want, _ := strings.Cut(notes, "want: ")
		want, _, _ = strings.Cut(want, "\n")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v", notes, err)
		}
		if len(got.Documents) > 0 {
			t.Errorf("%s: documents beside the error", notes)
		}
		if _, err := os.Stat(evidence); err == nil {
			t.Errorf("%s: the program was run", notes)
		}
	})
}
