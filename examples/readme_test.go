package examples_test

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var (
	// consoles are the blocks of a README that show commands, each after a dollar sign, with what they print.
	consoles = regexp.MustCompile("(?s)```console\n(.*?)```")
	// quotes are those that show a part of a file.
	quotes = regexp.MustCompile("(?s)```yaml\n(.*?)```")
)

// TestReadmeConsoles runs the commands that the READMEs show, in the root of the repository, and compares what they
// print on both streams.
func TestReadmeConsoles(t *testing.T) {
	bin := t.TempDir()
	install(t, bin)
	for _, file := range readmes(t) {
		t.Run(filepath.Dir(file), func(t *testing.T) {
			text := read(t, file)
			got := consoles.ReplaceAllStringFunc(text, func(block string) string { return replay(t, bin, block) })
			renew(t, file, []byte(got))
			if diff := cmp.Diff(read(t, file), got); diff != "" {
				t.Errorf("%s (-shown +printed):\n%s", file, diff)
			}
		})
	}
}

// replay is a console block with what its commands print now.
func replay(t *testing.T, bin, block string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("```console\n")
	for line := range strings.Lines(block) {
		command, ok := strings.CutPrefix(line, "$ ")
		if !ok {
			continue
		}
		cmd := exec.Command("sh", "-c", command)
		cmd.Dir = ".."
		cmd.Env = append(os.Environ(), fmt.Sprintf("PATH=%s%c%s", bin, os.PathListSeparator, os.Getenv("PATH")))
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v", strings.TrimSpace(command), err)
		}
		b.WriteString(line)
		b.Write(out)
	}
	b.WriteString("```")
	return b.String()
}

// TestReadmeQuotes looks for the parts of files that a README shows in the files of its example.
func TestReadmeQuotes(t *testing.T) {
	for _, file := range readmes(t) {
		var files []string
		err := filepath.WalkDir(filepath.Dir(file), func(path string, entry fs.DirEntry, err error) error {
			if err == nil && filepath.Ext(path) == ".yaml" {
				files = append(files, "\n"+read(t, path))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, quote := range quotes.FindAllStringSubmatch(read(t, file), -1) {
			if !strings.Contains(strings.Join(files, ""), "\n"+quote[1]) {
				t.Errorf("%s: no file of the example has\n%s", file, quote[1])
			}
		}
	}
}

func readmes(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*/README.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("there is no README (%v)", err)
	}
	return files
}
