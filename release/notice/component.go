package notice

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	classifier "github.com/google/licenseclassifier/v2"
	"github.com/google/licenseclassifier/v2/assets"
)

// Component is something linked into the program or embedded in it, under licences of its own.
type Component struct {
	Name    string // a module's path, "stdlib", or what an embedded part is called
	Version string
	License string // an SPDX expression; NOASSERTION where a text is not known
	Source  string // where it comes from; empty for a module
	texts   []string
}

// Components are all components of the program in dir: its modules sorted by path, the standard library, and what is embedded.
func Components(dir string, targets []Target) ([]Component, error) {
	found, err := modules(dir, targets)
	if err != nil {
		return nil, err
	}
	texts, err := assets.DefaultClassifier()
	if err != nil {
		return nil, err
	}
	var all []Component
	for _, m := range found {
		c, err := m.component(texts)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	parts, err := embedded(filepath.Join(dir, "pkg/layout"))
	return append(all, parts...), err
}

func (m module) component(texts *classifier.Classifier) (Component, error) {
	c := Component{Name: m.path, Version: m.version}
	files, err := m.licenceFiles()
	if err != nil {
		return c, err
	}
	var ids []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return c, err
		}
		c.texts = append(c.texts, string(text))
		for _, match := range texts.Match(text).Matches {
			if match.MatchType == "License" || match.MatchType == "Header" {
				ids = append(ids, match.Name)
			}
		}
	}
	if len(c.texts) == 0 {
		return c, fmt.Errorf("%s %s has no licence file", m.path, m.version)
	}
	c.License = expression(ids)
	return c, nil
}

// expression is what holds where all of some licences do.
func expression(ids []string) string {
	if len(ids) == 0 {
		return "NOASSERTION"
	}
	slices.Sort(ids)
	return strings.Join(slices.Compact(ids), " AND ")
}
