package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const workflows = "../.github/workflows"

// uses finds the actions of a workflow, pinned is how they have to be named: by a commit, since a tag can be moved, with the
// version for those who read it.
var (
	uses   = regexp.MustCompile(`(?m)^\s+(?:- )?uses: (.*)$`)
	pinned = regexp.MustCompile(`^[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$`)
)

func TestWorkflows(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(workflows, "*.yml"))
	if err != nil || len(files) < 2 {
		t.Fatalf("%d workflows (%v)", len(files), err)
	}
	for _, file := range files {
		text := read(t, file)
		for _, m := range uses.FindAllStringSubmatch(text, -1) {
			if !pinned.MatchString(m[1]) {
				t.Errorf("%s: %s is not pinned to a commit", file, m[1])
			}
		}
		if !strings.Contains(text, "\npermissions:\n  contents: read\n\n") {
			t.Errorf("%s: what no job asks for is not kept from it", file)
		}
	}
	actionlint := os.Getenv("GRAYLANE_ACTIONLINT")
	if _, err := os.Stat(actionlint); err != nil {
		missing(t, "GRAYLANE_ACTIONLINT names no program; make conformance sets it")
	}
	runIn(t, ".", nil, actionlint, append([]string{"-no-color"}, files...)...)
}

// TestWorkflowsMake finds that the workflow of a release calls targets that the Makefile has.
func TestWorkflowsMake(t *testing.T) {
	makefile := read(t, root, "Makefile")
	text := read(t, workflows, "release.yml") + read(t, workflows, "ci.yml")
	targets := regexp.MustCompile(`make ([a-z-]+)`).FindAllStringSubmatch(text, -1)
	if list := regexp.MustCompile(`target: \[(.*)\]`).FindStringSubmatch(text); list != nil {
		for name := range strings.SplitSeq(list[1], ", ") {
			targets = append(targets, []string{"", name})
		}
	}
	if len(targets) < 6 {
		t.Errorf("so few targets: %q", targets)
	}
	for _, m := range targets {
		if !strings.Contains(makefile, "\n"+m[1]+":") {
			t.Errorf("make %s: the Makefile has no such target", m[1])
		}
	}
}
