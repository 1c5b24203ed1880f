package conformance

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// proven finds the versions in the documentation.
var proven = regexp.MustCompile("`([a-z./]+ v[^`]+)`")

// TestDocumentedVersions keeps the versions in docs/conformance.md those of go.mod.
func TestDocumentedVersions(t *testing.T) {
	docs, err := os.ReadFile("../docs/conformance.md")
	if err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	found := proven.FindAllSubmatch(docs, -1)
	if len(found) < 3 {
		t.Errorf("the documentation names %d versions", len(found))
	}
	for _, version := range found {
		if !strings.Contains(string(mod), string(version[1])+"\n") && !strings.Contains(string(mod), string(version[1])+" //") {
			t.Errorf("go.mod has another version than %s", version[1])
		}
	}
}
