package cli_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/cli"
)

// truth is what is known of an application of the corpus: the file truth.json beside its manifests.
type truth struct {
	Services []struct {
		Name      string
		Workloads []string
	}
	Edges []struct {
		From, To, Kind string
		Port           *int
		Visible        bool
	}
	NotEdges []struct {
		From, To    string
		Undecidable bool
	} `json:"not_edges"`
}

// pair is a caller and a callee, as namespace/name, or name in the default namespace.
type pair struct{ from, to string }

// score counts, over applications, what was found of what there is.
type score struct{ found, visible, reported, true, ported, rightPort int }

// operational are the kinds of calls that serve operation alone; the others are what recall is measured by.
var operational = []string{"telemetry", "health", "discovery", "feature-flag"}

// TestCorpus infers the calls of real applications whose true calls are known. It reads them from the directory that
// GRAYLANE_CORPUS names.
func TestCorpus(t *testing.T) {
	corpus := os.Getenv("GRAYLANE_CORPUS")
	if corpus == "" {
		if os.Getenv("GRAYLANE_REQUIRE_ALL") == "1" {
			t.Fatal("GRAYLANE_CORPUS names no directory")
		}
		t.Skip("GRAYLANE_CORPUS names no directory with applications")
	}
	files, err := filepath.Glob(filepath.Join(corpus, "*", "truth.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no application in %s (%v)", corpus, err)
	}
	var sum score
	for _, file := range files {
		t.Run(filepath.Base(filepath.Dir(file)), func(t *testing.T) { sum.add(t, filepath.Dir(file)) })
	}
	t.Logf("recall %d/%d, precision %d/%d, ports %d/%d", sum.found, sum.visible, sum.true, sum.reported, sum.rightPort, sum.ported)
	if float64(sum.found) < 0.99*float64(sum.visible) {
		t.Errorf("found %d of %d visible calls", sum.found, sum.visible)
	}
	if float64(sum.true) < 0.99*float64(sum.reported) {
		t.Errorf("%d of %d reported calls are true", sum.true, sum.reported)
	}
	if sum.rightPort != sum.ported || sum.visible == 0 || sum.ported == 0 {
		t.Errorf("%d of %d ports are right", sum.rightPort, sum.ported)
	}
}

// add scores one application.
func (s *score) add(t *testing.T, app string) {
	text, err := os.ReadFile(filepath.Join(app, "truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	var known truth
	if err := json.Unmarshal(text, &known); err != nil {
		t.Fatal(err)
	}
	calls := reported(t, filepath.Join(app, "manifests"))
	edges := map[pair]bool{}
	for _, e := range known.Edges {
		p := pair{short(e.From), short(e.To)}
		edges[p] = true
		ports, found := calls[p]
		if e.Visible && !slices.Contains(operational, e.Kind) {
			s.visible++
			if found {
				s.found++
			} else {
				t.Logf("missed %v", p)
			}
		}
		if e.Visible && found && e.Port != nil {
			s.ported++
			if slices.Contains(ports, *e.Port) {
				s.rightPort++
			} else {
				t.Errorf("%v: ports %v, want %d", p, ports, *e.Port)
			}
		}
	}
	for p := range calls {
		trapped, undecidable := known.names(p)
		switch {
		case edges[p]:
			s.reported, s.true = s.reported+1, s.true+1
		case trapped:
			s.reported++
			t.Errorf("%v is a trap", p)
		case !undecidable:
			s.reported++
			t.Logf("%v is no call", p)
		}
	}
}

// names tells whether a false call is one that looks like a call, and whether manifests cannot tell that it is none.
func (known truth) names(p pair) (trapped, undecidable bool) {
	for _, n := range known.NotEdges {
		matches := glob(short(n.From), p.from)
		if n.To == "own" {
			matches = matches && known.own(p)
		} else {
			matches = matches && glob(short(n.To), p.to)
		}
		trapped = trapped || matches && !n.Undecidable
		undecidable = undecidable || matches && n.Undecidable
	}
	return trapped, undecidable
}

// own tells whether the callee selects the caller.
func (known truth) own(p pair) bool {
	for _, s := range known.Services {
		namespace, _, found := strings.Cut(s.Name, "/")
		for _, w := range s.Workloads {
			if found {
				w = namespace + "/" + w
			}
			if short(s.Name) == p.to && short(w) == p.from {
				return true
			}
		}
	}
	return false
}

// glob matches as Python's fnmatch does: * also matches slashes.
func glob(pattern, name string) bool {
	matched, err := path.Match(strings.ReplaceAll(pattern, "/", "\x00"), strings.ReplaceAll(name, "/", "\x00"))
	return err == nil && matched
}

func short(name string) string { return strings.TrimPrefix(name, "default/") }

// reported are the ports of the calls that graylane graph reports.
func reported(t *testing.T, manifests string) map[pair][]int {
	t.Helper()
	var out, diagnostics bytes.Buffer
	if code := cli.Run([]string{"graph", manifests, "-o", "json"}, cli.Streams{In: strings.NewReader(""), Out: &out, Err: &diagnostics}); code != 0 {
		t.Fatalf("exit code %d: %s", code, diagnostics.String())
	}
	type party struct{ Namespace, Name string }
	var graph struct {
		Calls []struct {
			Caller, Callee party
			Port           int
		}
	}
	if err := json.Unmarshal(out.Bytes(), &graph); err != nil {
		t.Fatal(err)
	}
	name := func(p party) string { return short(strings.TrimPrefix(p.Namespace+"/"+p.Name, "/")) }
	calls := map[pair][]int{}
	for _, c := range graph.Calls {
		p := pair{name(c.Caller), name(c.Callee)}
		calls[p] = append(calls[p], c.Port)
	}
	return calls
}
