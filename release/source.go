package main

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// source is a checkout that a release is made of.
type source struct {
	dir      string
	version  string    // with a v, such as v1.2.3
	revision string    // the commit; it ends with -dirty where files differ from it
	time     time.Time // of the commit, or SOURCE_DATE_EPOCH
	tagged   bool      // the version is a tag at this commit; else it is a snapshot's
}

var (
	tag      = regexp.MustCompile(`^v\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$`)
	snapshot = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z._-]{0,100}$`) // it becomes the tag of an image, and part of file names
)

// checkout reads what stands in a directory. Without a version it has to be a clean checkout of a commit with a version's tag;
// a version that is given makes a snapshot of whatever is there.
func checkout(dir, version string) (source, error) {
	s := source{dir: dir, version: version}
	var err error
	if s.revision, err = s.git("rev-parse", "HEAD"); err != nil {
		return s, err
	}
	changed, err := s.git("status", "--porcelain")
	if err != nil {
		return s, err
	}
	if changed != "" {
		s.revision += "-dirty"
	}
	if s.time, err = s.date(); err != nil {
		return s, err
	}
	switch {
	case version != "" && !snapshot.MatchString(version):
		return s, fmt.Errorf("the version %q cannot be part of file names and image tags", version)
	case version != "":
		return s, nil
	case changed != "":
		return s, fmt.Errorf("the checkout is not clean; a snapshot takes VERSION=…\n%s", changed)
	}
	s.version, err = s.tag()
	s.tagged = err == nil
	return s, err
}

// tag is the version whose tag is at the commit. A release comes before its release candidates, which may have the same commit.
func (s source) tag() (string, error) {
	list, err := s.git("tag", "--points-at", "HEAD")
	if err != nil {
		return "", err
	}
	var releases, candidates []string
	for name := range strings.Lines(list) {
		switch name = strings.TrimSpace(name); {
		case !tag.MatchString(name):
		case strings.Contains(name, "-"):
			candidates = append(candidates, name)
		default:
			releases = append(releases, name)
		}
	}
	if len(releases) == 0 {
		releases = candidates
	}
	switch len(releases) {
	case 0:
		return "", fmt.Errorf("no tag of a version, such as v1.2.3, is at this commit; a snapshot takes VERSION=…")
	case 1:
		return releases[0], nil
	}
	return "", fmt.Errorf("more than one version has its tag at this commit: %s", strings.Join(releases, ", "))
}

// date is SOURCE_DATE_EPOCH, else the time of the commit.
func (s source) date() (time.Time, error) {
	seconds := os.Getenv("SOURCE_DATE_EPOCH")
	if seconds == "" {
		var err error
		if seconds, err = s.git("log", "-1", "--format=%ct"); err != nil {
			return time.Time{}, err
		}
	}
	n, err := strconv.ParseInt(seconds, 10, 64)
	return time.Unix(n, 0).UTC(), err
}

// git runs git in the checkout and gives what it prints, without the last line end.
func (s source) git(args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = s.dir
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("git %s: %w: %s", args[0], err, strings.TrimSpace(stderr.String()))
	}
	return strings.TrimSpace(string(out)), nil
}
