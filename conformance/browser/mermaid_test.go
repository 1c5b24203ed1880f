package browser

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/graylane/graylane/conformance"
)

// mermaidPackage is the Mermaid that diagrams are held against.
const mermaidPackage = "mermaid@11.17.2"

// mermaidPage opens a page that has Mermaid, with the settings of GitHub.
func mermaidPage(t *testing.T) *tab {
	t.Helper()
	npm := conformance.Require(t, "npm")
	conformance.Require(t, "chromium")
	dir := t.TempDir()
	pack := exec.Command(npm, "pack", "--silent", "--ignore-scripts", mermaidPackage)
	pack.Dir = dir
	if out, err := pack.CombinedOutput(); err != nil {
		conformance.Missing(t, fmt.Sprintf("npm gives no %s: %v: %s", mermaidPackage, err, out))
	}
	archives, _ := filepath.Glob(filepath.Join(dir, "*.tgz"))
	const script = "package/dist/mermaid.min.js"
	if out, err := exec.Command("tar", append([]string{"-C", dir, "-xzf"}, append(archives, script)...)...).CombinedOutput(); err != nil {
		t.Fatalf("unpacking %s: %v: %s", mermaidPackage, err, out)
	}
	text, err := os.ReadFile(filepath.Join(dir, script))
	if err != nil {
		t.Fatal(err)
	}
	b := open(t, []byte("<!doctype html><meta charset=utf-8><body>"), "mermaid.html")
	eval[bool](b, string(text)+"\n;mermaid.initialize({startOnLoad: false, securityLevel: 'strict'}); true")
	return b
}

// rendered is what Mermaid makes of a diagram.
type rendered struct {
	Error string // why it is none
	Links int
	Alive int // the elements that could do something
}

func (b *tab) mermaid(diagram string) rendered {
	b.t.Helper()
	text, err := json.Marshal(diagram)
	if err != nil {
		b.t.Fatal(err)
	}
	eval[int](b, fmt.Sprintf(`window.rendered = undefined; mermaid.render('diagram', %s).then(({svg}) => {
		const page = new DOMParser().parseFromString(svg, 'text/html');
		window.rendered = {Error: '', Links: page.querySelectorAll('.edgePaths path').length, Alive: page.querySelectorAll('script, img, iframe, a').length};
	}, error => { window.rendered = {Error: String(error)}; }); 0`, text))
	b.waitFor("window.rendered !== undefined")
	return eval[rendered](b, "window.rendered")
}

// isLink tells whether a line of a diagram is a link.
func isLink(line string) bool {
	return strings.Contains(line, " -->") || strings.Contains(line, " -.->")
}

func countLinks(diagram string) int {
	n := 0
	for line := range strings.Lines(diagram) {
		if isLink(line) {
			n++
		}
	}
	return n
}

// TestMermaid has Mermaid render the examples, and names that it would obey.
func TestMermaid(t *testing.T) {
	b := mermaidPage(t)
	inputs := map[string]string{}
	for _, example := range examples {
		inputs[example] = string(graylane(t, "", "graph", "-o", "mermaid", "../../examples/"+example))
	}
	for _, s := range hostileNames {
		inputs[s] = string(graylane(t, hostileApplication(s), "graph", "-o", "mermaid", "-"))
	}
	for reason, diagram := range inputs {
		got := b.mermaid(diagram)
		if want := countLinks(diagram); got != (rendered{Links: want}) || want == 0 {
			t.Errorf("%q: %+v, want %d links", reason, got, want)
		}
	}
}

// TestMermaidLimit renders the largest diagram that there may be, and finds that a larger one is refused, as graylane says.
func TestMermaidLimit(t *testing.T) {
	b := mermaidPage(t)
	for _, tt := range []struct {
		callers int
		fits    bool
	}{{500, true}, {501, false}} {
		var input strings.Builder
		input.WriteString("{apiVersion: v1, kind: Service, metadata: {name: api}, spec: {ports: [{port: 80}], selector: {app: api}}}\n")
		for i := range tt.callers {
			fmt.Fprintf(&input, "---\n{apiVersion: batch/v1, kind: Job, metadata: {name: j%d}, spec: {template: {spec: {containers: [{env: [{name: A, value: 'http://api'}]}]}}}}\n", i)
		}
		if got := b.mermaid(string(graylane(t, input.String(), "graph", "-o", "mermaid", "-"))); (got.Error == "") != tt.fits || tt.fits && got.Links != tt.callers {
			t.Errorf("%d callers: %+v", tt.callers, got)
		}
	}
}
