// The bench program measures graylane and prints what it measured in the text format of Go benchmarks, and then as tables.
// It compares whole processes on the same inputs, in turns, so that whatever else the machine does meets all of them: graylane
// as a function with functions that change nothing, graylane build with kustomize build and the function, and their starts; and
// it runs the Go benchmarks of package stage. It asserts nothing but, with -strict, that the targets are met.
//
// With -from it measures nothing, and makes the tables of what was measured earlier.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/graylane/graylane/bench/process"
	"github.com/graylane/graylane/bench/report"
	"github.com/graylane/graylane/bench/result"
)

// settings are the flags.
type settings struct {
	binaries     binaries
	from, page   string
	text         string
	strict       bool
	withoutStage bool
}

func main() {
	child, err := process.Child(os.Args[1:])
	if !child {
		err = run(flags())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func flags() settings {
	var s settings
	flag.StringVar(&s.binaries.graylane, "graylane", "../bin/graylane", "the graylane `binary`")
	flag.StringVar(&s.binaries.framework, "framework", "../bin/identity-framework", "the `binary` of the identity function on kyaml's framework")
	flag.StringVar(&s.binaries.sdk, "sdk", "../bin/identity-sdk", "the `binary` of the identity function on the function SDK")
	flag.StringVar(&s.binaries.kustomize, "kustomize", "../bin/kustomize", "the kustomize `binary`")
	flag.StringVar(&s.from, "from", "", "measure nothing: take the measurements of a `file`")
	flag.StringVar(&s.text, "text", "", "write the measurements to a `file`, too")
	flag.StringVar(&s.page, "page", "", "write the tables into the `page` of the documentation")
	flag.BoolVar(&s.strict, "strict", false, "fail if a target is not met")
	flag.BoolVar(&s.withoutStage, "processes", false, "compare processes alone, without the Go benchmarks")
	flag.Parse()
	return s
}

func run(s settings) error {
	set, err := measurements(s)
	if err != nil {
		return err
	}
	tables := report.Tables(set)
	fmt.Print(report.Text(tables))
	if s.page != "" {
		if err := rewrite(s.page, tables); err != nil {
			return err
		}
	}
	if missed := report.Missed(set); s.strict && len(missed) > 0 {
		return fmt.Errorf("missed: %s", strings.Join(missed, "; "))
	}
	return nil
}

// measurements are taken, or read.
func measurements(s settings) (*result.Set, error) {
	if s.from != "" {
		f, err := os.Open(s.from)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return result.Parse(f)
	}
	if err := s.binaries.absolute(); err != nil {
		return nil, err
	}
	var text strings.Builder
	out := io.MultiWriter(os.Stdout, &text)
	if err := measure(s, out); err != nil {
		return nil, err
	}
	if s.text != "" {
		if err := os.WriteFile(s.text, []byte(text.String()), 0o644); err != nil {
			return nil, err
		}
	}
	return result.Parse(strings.NewReader(text.String()))
}

func measure(s settings, out io.Writer) error {
	dir, err := os.MkdirTemp("", "graylane-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	describe(out, s.binaries.graylane)
	m := &measurer{binaries: s.binaries, dir: dir, out: out, log: os.Stderr}
	if err := errors.Join(m.starts(), m.functions(), m.builds()); err != nil || s.withoutStage {
		return err
	}
	return stages(out, os.Stderr)
}

// rewrite writes tables into a page.
func rewrite(path string, tables []report.Table) error {
	page, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	changed, err := report.Rewrite(string(page), tables)
	if err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	return os.WriteFile(path, []byte(changed), 0o644)
}
