package tutorial

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// led are the variables that would lead a program of a session somewhere else: to another repository, daemon or cluster.
var led = []string{"GRAYLANE_", "GIT_", "DOCKER_", "KUBE", "HELM_", "XDG_", "ARGOCD_", "MAKE", "MFLAGS"}

// committer is what a page that makes a repository of its directory commits as.
var committer = [][2]string{{"user.name", "you"}, {"user.email", "you@example.com"}, {"init.defaultBranch", "main"}}

// Environment is the environment of a session on this machine: what the process has, without what leads elsewhere, and
// with the directories of Go where they are now. Programs in the directory bin are found first,
// where it is not empty.
func Environment(bin string) []string {
	var env []string
	for _, entry := range os.Environ() {
		if !leads(entry) {
			env = append(env, entry)
		}
	}
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPATH", "GOPROXY", "GOFLAGS", "GOSUMDB", "GOTOOLCHAIN"} {
		if value, err := exec.Command("go", "env", name).Output(); err == nil {
			env = append(env, name+"="+strings.TrimSpace(string(value)))
		}
	}
	for i, setting := range committer {
		env = append(env, fmt.Sprintf("GIT_CONFIG_KEY_%d=%s", i, setting[0]), fmt.Sprintf("GIT_CONFIG_VALUE_%d=%s", i, setting[1]))
	}
	return append(env, fmt.Sprintf("GIT_CONFIG_COUNT=%d", len(committer)),
		"PATH="+found(bin), "LANG=C.UTF-8", "TERM=dumb")
}

// leads tells whether a variable is one of led.
func leads(entry string) bool {
	for _, prefix := range led {
		if strings.HasPrefix(entry, prefix) {
			return true
		}
	}
	return false
}

// found is PATH with a directory before the others.
func found(first string) string {
	if first == "" {
		return os.Getenv("PATH")
	}
	return first + string(os.PathListSeparator) + os.Getenv("PATH")
}
