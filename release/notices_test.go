package main

import (
	"strings"
	"testing"

	"github.com/graylane/graylane/release/notice"
)

// TestNotices holds the committed licences against what is linked now, and finds the words that some of them ask for.
func TestNotices(t *testing.T) {
	components, err := notice.Components(root, targets())
	if err != nil {
		t.Fatal(err)
	}
	committed := read(t, root, noticesFile)
	if string(notice.Text(components)) != committed {
		t.Errorf("%s is not up to date: make notices", noticesFile)
	}
	for _, c := range components {
		if c.License == "NOASSERTION" {
			t.Errorf("the licence of %s %s is not known", c.Name, c.Version)
		}
	}
	for reason, words := range map[string]string{
		"the MIT licence asks for its copyright notice":    "Copyright (c) 2015 Conrad Irwin",
		"the BSD licence asks for its list of conditions":  "Redistributions in binary form must reproduce the above copyright",
		"a NOTICE file goes with the Apache licence":       "This software library, github.com/go-openapi/jsonpointer",
		"a package inside a module has a licence too":      "forked",
		"Go's own library is linked":                       "\nstdlib\n",
		"Graphviz is embedded":                             "Eclipse Public License",
		"mousetrap is linked on Windows alone":             "\ngithub.com/inconshreveable/mousetrap v",
		"Graphviz' own parts have notices in their table ": "Thai Open Source Software Center",
	} {
		if !strings.Contains(committed, words) {
			t.Errorf("%s: %q is missing", reason, words)
		}
	}
}
