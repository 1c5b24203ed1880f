package hosts

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/graylane/graylane/conformance"
)

var update = flag.Bool("update", false, "write what the pages of the documentation show anew")

// page is a page of the documentation with blocks that need a host.
type page struct {
	path  string
	needs []string
}

// TestPages runs the pages of the documentation that need a host, but for Docker.
func TestPages(t *testing.T) {
	for _, p := range pages(t) {
		if !slices.Contains(p.needs, "docker") {
			t.Run(p.path, func(t *testing.T) {
				t.Parallel()
				p.run(t, nil)
			})
		}
	}
}

// TestPagesWithDocker runs those that need Docker, all with one daemon, which has the image graylane/graylane:dev.
func TestPagesWithDocker(t *testing.T) {
	all := slices.DeleteFunc(pages(t), func(p page) bool { return !slices.Contains(p.needs, "docker") })
	if len(all) == 0 {
		return
	}
	client, env := docker(t)
	buildImage(t, client, env)
	must(t, env, "", client, "tag", image, "graylane/graylane:dev")
	t.Cleanup(func() { run(t, env, "", client, "rmi", "graylane/graylane:dev") })
	for _, p := range all {
		t.Run(p.path, func(t *testing.T) { p.run(t, map[string]need{"docker": {env: env}}) })
	}
}

// pages lists the pages that need a host.
func pages(t *testing.T) []page {
	t.Helper()
	cmd := exec.Command(conformance.Require(t, "tutorial"), "-list")
	list := runIn(t, root, nil, cmd, "")
	if list.code != 0 || list.stdout == "" {
		t.Fatalf("the list of pages: exit %d\n%s", list.code, list.stderr)
	}
	var all []page
	for line := range strings.Lines(list.stdout) {
		path, needs, _ := strings.Cut(strings.TrimSpace(line), " ")
		all = append(all, page{path, strings.Split(needs, ",")})
	}
	return all
}

// run runs a page with what it needs; given are the needs that are there already.
func (p page) run(t *testing.T, given map[string]need) {
	tutorial := conformance.Require(t, "tutorial")
	var args, have []string
	for _, name := range p.needs {
		n, there := given[name]
		if !there {
			n = needs[name](t)
		}
		have = append(have, name+"="+n.programs)
		for _, entry := range n.env {
			args = append(args, "-env", entry)
		}
	}
	if *update {
		args = append(args, "-update")
	}
	args = append(args, "-have", strings.Join(have, ","), p.path)
	env := []string{"PATH=" + programs(t) + string(os.PathListSeparator) + os.Getenv("PATH")}
	r := runIn(t, root, env, exec.Command(tutorial, args...), "")
	if r.code != 0 {
		t.Fatal(r.stderr)
	}
	t.Log(r.stdout)
}

// programs gives a directory with graylane and kustomize.
func programs(t *testing.T) string {
	t.Helper()
	return linked(t, map[string]string{
		"graylane": conformance.Require(t, "graylane"), "kustomize": conformance.Require(t, "kustomize"),
	})
}

// linked gives a directory with programs under the names that pages call them by.
func linked(t *testing.T, programs map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, path := range programs {
		if err := os.Symlink(path, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
