package krm

import (
	"strings"
	"testing"

	"github.com/GoogleContainerTools/kpt-functions-sdk/go/fn"
	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/diag"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

func TestResults(t *testing.T) {
	full := diag.Diagnostic{
		Code: "GL0301", Severity: diag.Error, Field: "spec.selector", Message: "What.", Remedy: "Do.",
		Object: diag.Ref{APIVersion: "v1", Kind: "Service", Namespace: "shop", Name: "appb"},
		Place:  diag.Place{File: "apps/appb.yaml", Index: 2, Line: 7},
	}
	const want = `results:
- message: What. Do.
  severity: error
  resourceRef:
    apiVersion: v1
    kind: Service
    name: appb
    namespace: shop
  field:
    path: spec.selector
  file:
    path: apps/appb.yaml
    index: 2
  tags:
    code: GL0301
- message: Nobody calls it.
  severity: warning
  tags:
    code: GL0401
`
	got, err := resultsSection(append([]diag.Diagnostic{full}, warned.Results...))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
}

// TestResultsEscape says that whatever users bring into a message reaches the reader of the results, and that
// the list can still be read by its lines.
func TestResultsEscape(t *testing.T) {
	for _, message := range []string{
		"a: b # c", "- a", "'\"", "a\nb", "a\n\nb\n", "\n a", " a ", "\ta", "a\r\nb\r", "\x1b[31m", "\u0085\u2028\u2029",
		"a\u2028b\nc", "\ufeffa", "\x00", "*a", "!!binary x", "---\n...\n- a", "%YAML", "null", "1", "", "\U0001F600", "a\xffb",
	} {
		d := diag.Diagnostic{Code: "GL0401", Severity: diag.Info, Message: message, Field: message, Place: diag.Place{File: message}}
		written := write(t, header, Edits{Results: []diag.Diagnostic{d, d}})
		l, _, err := Read([]byte(written), node)
		if err != nil {
			t.Fatalf("%q: %v", message, err)
		}
		if l.document != nil {
			t.Errorf("%q: the list is no longer read by its lines:\n%s", message, written)
		}
		var list struct{ Results []fn.Result }
		if err := yaml.Unmarshal([]byte(written), &list); err != nil {
			t.Fatal(err)
		}
		for _, r := range list.Results {
			want := strings.NewReplacer("\xff", "\uFFFD", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n").Replace(message)
			if diff := cmp.Diff(want, r.Message); diff != "" {
				t.Error(diff)
			}
		}
	}
}
