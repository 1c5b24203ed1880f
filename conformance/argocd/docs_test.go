package argocd

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestDocumentedVersion keeps the version of Argo CD in docs/conformance.md that of go.mod.
func TestDocumentedVersion(t *testing.T) {
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	docs, err := os.ReadFile("../../docs/conformance.md")
	if err != nil {
		t.Fatal(err)
	}
	version := regexp.MustCompile(`github.com/argoproj/argo-cd/v3 v\S+`).FindString(string(mod))
	if version == "" || !strings.Contains(string(docs), "`"+version+"`") {
		t.Errorf("docs/conformance.md does not name %q", version)
	}
}
