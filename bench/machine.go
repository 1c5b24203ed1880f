package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// describe prints on what is measured: what benchstat tells measurements apart by, and in notes, which it passes over, what
// may differ.
func describe(out io.Writer, graylane string) {
	fmt.Fprintf(out, "goos: %s\ngoarch: %s\npkg: github.com/graylane/graylane/bench\n", runtime.GOOS, runtime.GOARCH)
	cpu := processor()
	fmt.Fprintf(out, "cpu: %s\n", cpu)
	fmt.Fprintf(out, "# %s/%s, %d cores, %s; %s; %s; %s before the first run\n", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), cpu,
		runtime.Version(), version(graylane), load())
}

// processor is the name of the processor, where the machine tells it.
func processor() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "an unknown processor"
	}
	for line := range strings.Lines(string(text)) {
		if key, value, _ := strings.Cut(line, ":"); strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "an unknown processor"
}

// version is what a graylane says that it is, in its first line.
func version(graylane string) string {
	text, err := exec.Command(graylane, "version").Output()
	if err != nil {
		return "an unknown version of graylane"
	}
	line, _, _ := strings.Cut(string(text), "\n")
	return line
}

// load is what else the machine does, where it tells.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown load"
	}
	one, _, _ := strings.Cut(string(text), " ")
	return "load " + one
}
