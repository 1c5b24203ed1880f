package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/graylane/graylane/bench/plan"
	"github.com/graylane/graylane/bench/process"
	"github.com/graylane/graylane/bench/resourcelist"
	"github.com/graylane/graylane/bench/result"
)

// binaries are the paths of the programs.
type binaries struct{ graylane, framework, sdk, kustomize string }

// absolute makes the paths absolute.
func (b *binaries) absolute() error {
	var err error
	for _, path := range []*string{&b.graylane, &b.framework, &b.sdk, &b.kustomize} {
		found, failed := filepath.Abs(*path)
		*path, err = found, errors.Join(err, failed)
	}
	return err
}

// measurer compares processes.
type measurer struct {
	binaries
	dir      string // for inputs
	out, log io.Writer
}

// contender is a program with what it is to do, and the name of its benchmark.
type contender struct {
	name string
	process.Command
}

// compare runs all contenders so many times, in turns, and prints a line for each run.
func (m *measurer) compare(runs int, all ...contender) error {
	for range runs {
		for _, c := range all {
			used, err := process.Measure(c.Command)
			if err != nil {
				return err
			}
			fmt.Fprint(m.out, result.Line(c.name, result.Value{Number: float64(used.Wall), Unit: result.Time},
				result.Value{Number: float64(used.CPU), Unit: result.CPU}, result.Value{Number: float64(used.Peak), Unit: result.Peak}))
		}
	}
	return nil
}

// asFunctions are the programs as functions on an input.
func (m *measurer) asFunctions(input string, name func(plan.Program) string) []contender {
	path := map[plan.Program]string{plan.Graylane: m.graylane, plan.Framework: m.framework, plan.SDK: m.sdk}
	var all []contender
	for _, p := range plan.Functions {
		all = append(all, contender{name(p), process.Command{Program: path[p], Input: input}})
	}
	return all
}

// starts compares what the programs take for a list of one app.
func (m *measurer) starts() error {
	fmt.Fprintf(m.log, "start: %d runs of each …\n", plan.Starts)
	input, err := m.list(1)
	if err != nil {
		return err
	}
	return m.compare(plan.Starts, m.asFunctions(input, plan.StartName)...)
}

// functions compares what they take for large lists.
func (m *measurer) functions() error {
	for _, size := range plan.Function {
		fmt.Fprintf(m.log, "function: %d apps, %d runs of each …\n", size.Apps, size.Runs)
		input, err := m.list(size.Apps)
		if err != nil {
			return err
		}
		name := func(p plan.Program) string { return plan.FunctionName(size.Apps, p) }
		if err := m.compare(size.Runs, m.asFunctions(input, name)...); err != nil {
			return err
		}
	}
	return nil
}

// list writes a list of so many apps.
func (m *measurer) list(apps int) (string, error) {
	path := filepath.Join(m.dir, fmt.Sprintf("list-%d.yaml", apps))
	f, err := os.Create(path)
	if err != nil {
		return "", err
	}
	w := bufio.NewWriter(f)
	return path, errors.Join(resourcelist.Write(w, apps), w.Flush(), f.Close())
}

// builds compares graylane build with kustomize build.
func (m *measurer) builds() error {
	for _, size := range plan.Build {
		fmt.Fprintf(m.log, "build: %d apps, %d runs of each …\n", size.Apps, size.Runs)
		with, without := filepath.Join(m.dir, fmt.Sprintf("with-%d", size.Apps)), filepath.Join(m.dir, fmt.Sprintf("without-%d", size.Apps))
		// kustomize runs programs in the kustomization alone.
		if err := errors.Join(m.kustomization(with, size.Apps, "./graylane"), os.Symlink(m.graylane, filepath.Join(with, "graylane")),
			m.kustomization(without, size.Apps, "")); err != nil {
			return err
		}
		command := map[plan.Program]process.Command{
			plan.Graylane:  {Program: m.graylane, Args: []string{"build", with}},
			plan.Kustomize: {Program: m.binaries.kustomize, Args: []string{"build", "--enable-alpha-plugins", "--enable-exec", with}},
			plan.Plain:     {Program: m.binaries.kustomize, Args: []string{"build", without}},
		}
		var all []contender
		for _, p := range plan.Builders {
			all = append(all, contender{plan.BuildName(size.Apps, p), command[p]})
		}
		if err := m.compare(size.Runs, all...); err != nil {
			return err
		}
	}
	return nil
}

// kustomization writes one of so many apps.
func (m *measurer) kustomization(dir string, apps int, program string) error {
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	return resourcelist.WriteKustomization(dir, apps, program)
}
