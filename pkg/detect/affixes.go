package detect

import "strings"

// affixes are entries by patterns for a text: exact, with an asterisk at the end, or with one at the beginning. Finding those of a text
// takes as long as the text is, and not as there are patterns.
type affixes struct{ exact, prefix, suffix map[string][]*entry }

func newAffixes() affixes {
	return affixes{map[string][]*entry{}, map[string][]*entry{}, map[string][]*entry{}}
}

func (x *affixes) add(pattern string, e *entry) {
	if prefix, ok := strings.CutSuffix(pattern, "*"); ok {
		x.prefix[prefix] = append(x.prefix[prefix], e)
	} else if suffix, ok := strings.CutPrefix(pattern, "*"); ok {
		x.suffix[suffix] = append(x.suffix[suffix], e)
	} else {
		x.exact[pattern] = append(x.exact[pattern], e)
	}
}

// of are the entries whose pattern a text matches.
func (x *affixes) of(text string) []*entry {
	found := append([]*entry{}, x.exact[text]...)
	for i := range len(text) + 1 {
		found = append(found, x.prefix[text[:i]]...)
		found = append(found, x.suffix[text[i:]]...)
	}
	return found
}
