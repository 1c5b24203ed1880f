package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"github.com/graylane/graylane/release/pack"
)

// compile builds the program for a platform.
func (s source) compile(p platform) ([]byte, error) {
	dir, err := os.MkdirTemp("", "graylane-release-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, p.program())
	script, err := filepath.Abs(filepath.Join(s.dir, "tools/build.sh"))
	if err != nil {
		return nil, err
	}
	cmd := exec.Command("sh", script, out, s.version)
	cmd.Env = append(os.Environ(), "GOOS="+p.os, "GOARCH="+p.arch)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("compiling for %s: %w", p, err)
	}
	return os.ReadFile(out)
}

// printed are the files that the program prints itself: completions and the manual page.
var printed = []struct {
	file string
	args []string
}{
	{"completions/graylane.bash", []string{"completion", "bash"}},
	{"completions/_graylane", []string{"completion", "zsh"}},
	{"completions/graylane.fish", []string{"completion", "fish"}},
	{"completions/graylane.ps1", []string{"completion", "powershell"}},
	{"man/graylane.1", []string{"docs", "man"}},
}

// print lets the program for this machine print its files.
func print(program []byte) ([]pack.File, error) {
	dir, err := os.MkdirTemp("", "graylane-release-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, platform{runtime.GOOS, runtime.GOARCH}.program())
	if err := os.WriteFile(path, program, 0o755); err != nil {
		return nil, err
	}
	var files []pack.File
	for _, p := range printed {
		var stderr bytes.Buffer
		cmd := exec.Command(path, p.args...)
		cmd.Stderr = &stderr
		text, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("graylane %v: %w\n%s", p.args, err, stderr.String())
		}
		files = append(files, pack.File{Name: p.file, Mode: 0o644, Data: text})
	}
	return files, nil
}
