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
	// consoles are the blocks of a document that show commands, each after a dollar sign, with what they print.
	consoles = regexp.MustCompile("(?s)```console\n(.*?)```")
	// drawings are those that a command in a comment before them prints.
	drawings = regexp.MustCompile("(?s)<!-- (graylane [^\n]*) -->\n```mermaid\n.*?```")
	// quotes are those that show a part of a file.
	quotes = regexp.MustCompile("(?s)```yaml\n(.*?)```")
)

// TestConsoles runs the commands that the documents show, in the root of the repository, and compares what they print on
// both streams.
func TestConsoles(t *testing.T) {
	bin := t.TempDir()
	install(t, bin)
	for _, file := range append(readmes(t), pages(t)...) {
		t.Run(filepath.ToSlash(file), func(t *testing.T) {
			text := read(t, file)
			got := consoles.ReplaceAllStringFunc(text, func(block string) string { return replay(t, bin, block) })
			got = drawings.ReplaceAllStringFunc(got, func(block string) string {
				command := drawings.FindStringSubmatch(block)[1]
				return fmt.Sprintf("<!-- %s -->\n```mermaid\n%s```", command, output(t, bin, command))
			})
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
		b.WriteString(line)
		b.Write(output(t, bin, command))
	}
	b.WriteString("```")
	return b.String()
}

// output is what a command prints in the root of the repository, on both streams.
func output(t *testing.T, bin, command string) []byte {
	t.Helper()
	cmd := exec.Command("sh", "-c", command)
	cmd.Dir = ".."
	cmd.Env = append(os.Environ(), fmt.Sprintf("PATH=%s%c%s", bin, os.PathListSeparator, os.Getenv("PATH")))
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v", strings.TrimSpace(command), err)
	}
	return out
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

// pages are the documents that belong to no example.
func pages(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../docs/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no documents (%v)", err)
	}
	return append(files, "../README.md")
}
