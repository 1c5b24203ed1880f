package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// mentioned is a released version in a page: in an address, a file's name, an image, or a module.
var mentioned = regexp.MustCompile(`(graylane(?:/releases/download/|/graylane[:@]|[_:@])|VERSION=)(v\d+\.\d+\.\d+)`)

// mention writes a version into all pages that tell which one to install.
func mention(dir, version string) error {
	if !tag.MatchString(version) {
		return fmt.Errorf("%q is no version such as v1.2.3", version)
	}
	return source{dir: dir}.eachPage(func(file, text string) error {
		next := mentioned.ReplaceAllString(text, "${1}"+version)
		if next == text {
			return nil
		}
		return os.WriteFile(file, []byte(next), 0o644)
	})
}

// checkMentions makes sure that the pages tell to install the version that is released; those of a snapshot tell another.
func (s source) checkMentions() error {
	if !s.tagged || strings.Contains(s.version, "-") {
		return nil
	}
	return s.eachPage(func(file, text string) error {
		for _, m := range mentioned.FindAllStringSubmatch(text, -1) {
			if m[2] != s.version {
				return fmt.Errorf("%s says %s, and this is %s: make mention VERSION=%s, before the tag", file, m[0], s.version, s.version)
			}
		}
		return nil
	})
}

// manual is how releases are made; the version in it is made up.
const manual = "docs/release.md"

// eachPage gives each document that may say what to install, with its text, to a function.
func (s source) eachPage(do func(file, text string) error) error {
	list, err := s.git("ls-files", "*.md", "*.yaml")
	if err != nil {
		return err
	}
	for _, page := range strings.Fields(list) {
		if page == manual {
			continue
		}
		file := filepath.Join(s.dir, page)
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if err := do(file, string(text)); err != nil {
			return err
		}
	}
	return nil
}
