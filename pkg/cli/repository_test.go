package cli

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// needGit ends a test without git: it is skipped, or fails where GRAYLANE_REQUIRE_ALL is set.
func needGit(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("git"); err == nil {
		return
	}
	if os.Getenv("GRAYLANE_REQUIRE_ALL") != "" {
		t.Fatal("there is no git")
	}
	t.Skip("there is no git")
}

// TestGit tells what is skipped without git: the scripts about commits.
func TestGit(t *testing.T) { needGit(t) }

// commitAll makes a directory a git repository of its files, with the branch main, also that of a remote.
func commitAll(dir string) error {
	for _, args := range []string{
		"init -q -b main .", "add .", "-c user.name=x -c user.email=x@example.org commit -q -m x", "update-ref refs/remotes/origin/main HEAD",
	} {
		cmd := exec.Command("git", strings.Fields(args)...)
		cmd.Dir = dir
		cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "GIT_CONFIG_NOSYSTEM=1"}
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("git %s: %w\n%s", args, err, out)
		}
	}
	return nil
}
