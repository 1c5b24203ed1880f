package git

import (
	"errors"
	"fmt"
	"strings"
)

// Range is two sides of a comparison, as git diff takes them (gitrevisions(7), git-diff(1)).
type Range struct {
	// Old and New are revisions. New is empty for the working tree.
	Old, New string
	// Forked tells that the old side is where New forked off Old, their merge base, and not Old itself.
	Forked bool
}

// ParseRange reads A..B for the two, A...B for the merge base of both and B, and A for A and the working tree. A side that is
// left out of a range is HEAD.
func ParseRange(text string) (Range, error) {
	if text == "" {
		return Range{}, errors.New("a revision is missing, as in main...HEAD")
	}
	r := Range{Old: text}
	if old, after, found := strings.Cut(text, ".."); found {
		after, forked := strings.CutPrefix(after, ".")
		r = Range{orHead(old), orHead(after), forked}
	}
	for _, revision := range []string{r.Old, r.New} {
		if strings.HasPrefix(revision, "-") {
			return Range{}, fmt.Errorf("no revision begins with a hyphen, as %q does", revision)
		}
	}
	return r, nil
}

func orHead(revision string) string {
	if revision == "" {
		return "HEAD"
	}
	return revision
}
