// Package conformance holds the tests of graylane against the programs that it works with, each kind in a
// package of its own. It is a module apart, so that what these tests need stays out of graylane's own.
//
// The tests run the binary as users do. They find it, and the other programs, with [Require].
package conformance

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// variables name the programs that make builds, so that a test does not take another version from PATH, and those that may stand
// elsewhere.
var variables = map[string]string{
	"graylane": "GRAYLANE_BIN", "kustomize": "GRAYLANE_KUSTOMIZE", "actionlint": "GRAYLANE_ACTIONLINT",
	"cluster": "GRAYLANE_CLUSTER", "kubectl": "GRAYLANE_KUBECTL", "helm3": "GRAYLANE_HELM3", "helm4": "GRAYLANE_HELM4",
	"tutorial": "GRAYLANE_TUTORIAL", "argocd-cmp-server": "GRAYLANE_ARGOCD_CMP_SERVER", "argocd-ask": "GRAYLANE_ARGOCD_ASK",
	"prometheus": "GRAYLANE_PROMETHEUS",
}

// Require gives the absolute path of a program. Without it the test is skipped with the reason; where
// GRAYLANE_REQUIRE_ALL is set it fails.
func Require(t testing.TB, tool string) string {
	t.Helper()
	variable, built := variables[tool]
	if built {
		tool = os.Getenv(variable)
	}
	path, err := exec.LookPath(tool)
	if err == nil {
		path, err = filepath.Abs(path)
	}
	switch {
	case err == nil:
		return path
	case built:
		Missing(t, variable+" names no program; make conformance sets it")
	default:
		Missing(t, tool+" is not on PATH")
	}
	return ""
}

// Missing ends a test that cannot run here: it is skipped, or fails where GRAYLANE_REQUIRE_ALL is set.
func Missing(t testing.TB, reason string) {
	t.Helper()
	if os.Getenv("GRAYLANE_REQUIRE_ALL") != "" {
		t.Fatal(reason)
	}
	t.Skip(reason)
}
