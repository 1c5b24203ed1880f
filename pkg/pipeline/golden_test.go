package pipeline_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/pipeline"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

var update = flag.Bool("update", false, "write the golden files")

// TestApps runs every case of testdata/apps: input.yaml, with config.yaml where there is one, must give
// output.yaml (the generated resources, copies of workloads first), calls.txt, hops.txt (where every call lands, also one that nothing shows) and
// diagnostics.txt (what is suppressed last, each with its reason), in whatever order the input's objects come. Where policies allow
// calls, allowed.txt has these, with where those land that nothing else shows.
func TestApps(t *testing.T) {
	cases, err := filepath.Glob("../../testdata/apps/*/input.yaml")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no case found (%v)", err)
	}
	for _, input := range cases {
		dir := filepath.Dir(input)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			facts, documents, found := read(t, input)
			config := loadConfig(t, filepath.Join(dir, "config.yaml"))
			copier := func(of *model.Workload, change manifest.Change) (manifest.Copy, error) {
				return manifest.Clone(documents[of], change)
			}
			got := run(t, facts, config, copier, found)
			golden(t, filepath.Join(dir, "output.yaml"), got.resources)
			golden(t, filepath.Join(dir, "calls.txt"), got.calls)
			golden(t, filepath.Join(dir, "hops.txt"), got.hops)
			golden(t, filepath.Join(dir, "diagnostics.txt"), got.diagnostics)
			if allowed := filepath.Join(dir, "allowed.txt"); len(got.allowed) > 0 {
				golden(t, allowed, got.allowed)
			} else if _, err := os.Stat(allowed); err == nil {
				t.Errorf("nothing is allowed, and there is %s", allowed)
			}
			for seed := range uint64(5) {
				shuffled := append([]model.Any{}, facts...)
				rand.New(rand.NewPCG(seed, 0)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
				if diff := cmp.Diff(got.text(), run(t, shuffled, config, copier, found).text()); diff != "" {
					t.Errorf("in another order (seed %d) the result differs:\n%s", seed, diff)
				}
			}
		})
	}
}

// read is the facts of a file, the documents of its workloads, and what reading them has found.
func read(t *testing.T, file string) ([]model.Any, map[*model.Workload]*yaml.Node, []diag.Diagnostic) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var facts []model.Any
	documents := map[*model.Workload]*yaml.Node{}
	var found []diag.Diagnostic
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for i := 0; ; i++ {
		var n yaml.Node
		err := decoder.Decode(&n)
		if errors.Is(err, io.EOF) {
			return facts, documents, found
		}
		if err != nil {
			t.Fatal(err)
		}
		item := manifest.Decode(&n, diag.Place{File: filepath.Base(file), Index: i})
		facts = append(facts, item.Facts...)
		for _, fact := range item.Facts {
			if w, ok := fact.(*model.Workload); ok {
				documents[w] = &n
			}
		}
		found = append(found, item.Diagnostics...)
	}
}

func loadConfig(t *testing.T, file string) *api.GrayRelease {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	config, ds := api.Load(text, nil)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	return &config
}

// rendered is the result of a run as text.
type rendered struct {
	resources, calls, hops, diagnostics, allowed []byte
}

func (r rendered) text() string {
	return string(r.resources) + string(r.calls) + string(r.hops) + string(r.diagnostics) + string(r.allowed)
}

func run(t *testing.T, facts []model.Any, config *api.GrayRelease, copier pipeline.Copier, found []diag.Diagnostic) *rendered {
	t.Helper()
	var out rendered
	r, err := pipeline.Run(facts, config, copier, found...)
	if err != nil {
		t.Fatal(err)
	}
	var texts [][]byte
	for _, resource := range r.Resources {
		text, err := resource.YAML(nil)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text)
	}
	out.resources = bytes.Join(texts, []byte("---\n"))
	for _, c := range r.Graph.Calls {
		out.calls = append(out.calls, callText(c)...)
	}
	for h := range r.Trace.Possible() {
		out.hops = append(out.hops, hopText(h)...)
	}
	for _, d := range r.Diagnostics {
		out.diagnostics = append(out.diagnostics, d.String()+"\n"...)
	}
	for _, s := range r.Suppressed {
		out.diagnostics = append(out.diagnostics, "suppressed ("+s.Reason+"): "+s.Diagnostic.String()+"\n"...)
	}
	out.allowed = allowedText(r, config)
	return &out
}

// allowedText is what policies allow: calls, and the hops of those that nothing else shows.
func allowedText(r pipeline.Result, config *api.GrayRelease) []byte {
	var text []byte
	with, _ := pipeline.Allowed(r, config)
	for _, c := range with.Graph.Calls {
		if slices.ContainsFunc(c.Evidence, func(e callgraph.Evidence) bool { return e.Allowed }) {
			text = append(text, callText(c)...)
		}
	}
	for _, h := range with.Trace.Hops {
		if h.Allowed() {
			text = append(text, hopText(h)...)
		}
	}
	return text
}

// callText is a call in one line, and its evidence below.
func callText(c *callgraph.Call) string {
	caller := fmt.Sprint(c.Caller.Namespace, " ", c.Caller.Labels)
	if c.Caller.Workload != nil {
		caller = c.Caller.Workload.Ref.String()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s -> %s port %d %s, %s\n", caller, c.Callee.Ref, c.Port, c.Protocol, c.Kind)
	for _, e := range c.Evidence {
		fmt.Fprintf(&b, "  %s %s %s", e.Detector, e.Object, e.Field)
		if e.Key != "" {
			fmt.Fprintf(&b, " (%s)", e.Key)
		}
		fmt.Fprintf(&b, " %q names %s", e.Value, e.Host)
		switch {
		case e.Allowed:
			b.WriteString(", allowed")
		case e.Weak:
			b.WriteString(", weakly")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// hopText is a hop in one line.
func hopText(h lane.Hop) string {
	caller := fmt.Sprint(h.Caller.Namespace, " ", h.Labels)
	if h.Caller.Name != "" {
		caller = h.Caller.String()
	}
	doubt := ""
	if h.Assumed {
		doubt = ", which nothing shows"
	} else if h.Weak {
		doubt = ", weakly"
	}
	for _, header := range h.Headers {
		doubt += fmt.Sprintf(", with %s %v", header.Name, header.StringMatch)
	}
	if h.Portion > 0 {
		doubt += fmt.Sprintf(", %d%%", h.Portion)
	}
	for _, share := range h.Weights {
		doubt += fmt.Sprintf(", %d%% of %q", share.Percent, share.Subset.Version)
	}
	versions := fmt.Sprint(h.Versions)
	if h.Unversioned {
		versions += " and pods without a version"
	}
	return fmt.Sprintf("%q: %s -> %s port %d%s: %s %s, %s\n", h.Lane, caller, h.Callee.Ref, h.Port, doubt, h.Subset.Name, versions, h.Reason)
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", file, diff)
	}
}

// elsewhere are the codes that stages before the pipeline and behind it report; their packages test them.
var elsewhere = []diag.Code{
	diag.ConfigInvalid, diag.ConfigUnknownField, diag.ConfigDuplicate, diag.InputNotYAML, diag.InputNotObject, diag.InputEmpty, diag.InputUnrendered,
	diag.InputReadInPart, diag.GeneratedOutdated, // which comes after the pipeline
}

// TestEveryCodeHasACase finds codes of the catalogue that no case of testdata shows.
func TestEveryCodeHasACase(t *testing.T) {
	apps, err := filepath.Glob("../../testdata/apps/*/diagnostics.txt")
	if err != nil {
		t.Fatal(err)
	}
	checks, err := filepath.Glob("../../testdata/check/*/want.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []byte
	for _, file := range slices.Concat(apps, checks) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, text...)
	}
	for _, e := range diag.Catalogue() {
		if shown := bytes.Contains(all, []byte(" "+string(e.Code)+" ")) || bytes.Contains(all, []byte(" "+string(e.Code)+":")); shown == slices.Contains(elsewhere, e.Code) {
			t.Errorf("%s (%s): shown by a case: %v", e.Code, e.Title, shown)
		}
	}
}
