package api

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDocListsFieldsInOrder(t *testing.T) {
	var got []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|").FindAllSubmatch(Doc(), -1) {
		if path := string(m[1]); !strings.Contains(path, "[]") {
			got = append(got, path)
		}
	}
	want := []string{
		"versionLabel", "baseline", "match", "lanes", "calls", "calls.add", "calls.ignore", "uncalled",
		"header", "header.name", "header.trust", "gaps", "entries", "clusterDomain",
		"istio", "istio.apiVersion", "istio.hosts", "istio.exportTo", "istio.syncWaves", "checkOnly",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDocRows(t *testing.T) {
	doc := string(Doc())
	tests := []struct {
		reason string
		row    string
	}{
		{"an enum with its default", "| `match` | `caller` or `lane` | `caller` | How a rule "},
		{"a boolean", "| `checkOnly` | true or false | `false` | Reports "},
		{"an item's field", "| `calls.add[].port` | a whole number from 1 to 65535 | none | The port "},
		{"a field without default", "| `istio.exportTo` | `auto` | none | auto makes "},
		{"a list", "| `lanes` | a list | none | The lanes, "},
		{"a type that the schema refers to", "| `baseline` | string: the value of a version label, such as v1 | none | "},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			if !strings.Contains(doc, "\n"+test.row) {
				t.Errorf("no row begins %s", test.row)
			}
		})
	}
}

// TestDocRowsAreWhole checks that no text of the schema breaks the table.
func TestDocRowsAreWhole(t *testing.T) {
	unescaped := regexp.MustCompile(`(^|[^\\])\|`)
	for line := range strings.Lines(string(Doc())) {
		if strings.HasPrefix(line, "|") && len(unescaped.FindAllString(line, -1)) != 5 {
			t.Errorf("not four cells: %s", line)
		}
	}
}

func TestDocExamplesLoad(t *testing.T) {
	tests := []struct {
		reason string
		holds  func(Spec) bool
	}{
		{"fields of all kinds", func(s Spec) bool { return s.Baseline == "v1" && len(s.Calls.Ignore) == 1 }},
		{"the same in a ConfigMap", func(s Spec) bool { return s.Baseline == "v1" && len(s.Calls.Ignore) == 1 }},
		{"lanes", func(s Spec) bool { return len(s.Lanes) == 2 && s.Lanes[0].Versions["catalog"] == "v5" }},
		{"entries", func(s Spec) bool { return len(s.Entries) == 1 && s.Entries[0].Weights["v2"] == 10 }},
		{"a header", func(s Spec) bool { return s.Header == Header{Name: "x-lane"} }},
		{"gaps", func(s Spec) bool { return s.Gaps == GapsError }},
	}
	blocks := regexp.MustCompile("(?s)```yaml\n(apiVersion: (?:v1\nkind: ConfigMap|graylane).*?)```").FindAllSubmatch(Doc(), -1)
	if len(blocks) != len(tests) {
		t.Fatalf("found %d examples", len(blocks))
	}
	for i, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			got, ds := Load(blocks[i][1], nil)
			if len(ds) > 0 || !test.holds(got.Spec) {
				t.Errorf("%s\n%q\n%+v", blocks[i][1], said(ds), got)
			}
		})
	}
}

func TestCellEscapes(t *testing.T) {
	if got, want := cell("warn|baseline"), `warn\|baseline`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
