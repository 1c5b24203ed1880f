package tutorial

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
)

var (
	link     = regexp.MustCompile(`\]\(([^()\s]+)\)`)
	code     = regexp.MustCompile("`[^`\n]*`")
	external = regexp.MustCompile(`^[a-z]+:`)
	labelled = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
)

// Links is the number of links of a page that lead into the repository, and those of them that lead nowhere: to a file
// that is not there, or to a heading that the page at the other end does not have.
func (p Page) Links(root string) (count int, broken []string) {
	for at, line := range p.prose() {
		for _, found := range link.FindAllStringSubmatch(code.ReplaceAllString(line, ""), -1) {
			if external.MatchString(found[1]) {
				continue
			}
			count++
			if problem := p.follow(root, found[1]); problem != "" {
				broken = append(broken, fmt.Sprintf("%s:%d: %s: %s", p.Path, at+1, found[1], problem))
			}
		}
	}
	return count, broken
}

// follow says what is wrong with a link.
func (p Page) follow(root, target string) string {
	name, anchor, anchored := strings.Cut(target, "#")
	to := path.Join(path.Dir(p.Path), name)
	if name == "" {
		to = p.Path
	}
	if strings.HasPrefix(to, "../") || path.IsAbs(name) {
		return "leads out of the repository"
	}
	if _, err := os.Stat(filepath.Join(root, to)); err != nil {
		return "there is no such file"
	}
	if !anchored {
		return ""
	}
	page, err := Load(root, to)
	if err != nil {
		return err.Error()
	}
	if !page.anchors()[anchor] {
		return "the page has no such heading"
	}
	return ""
}

// prose are the lines of a page, those of blocks empty.
func (p Page) prose() []string {
	lines := append([]string(nil), p.lines...)
	for _, b := range p.blocks {
		for at := b.first - 1; at <= b.end; at++ {
			lines[at] = ""
		}
	}
	return lines
}

// anchors are what GitHub makes of the headings of a page: lower case, blanks as hyphens, without punctuation, and
// numbered where one occurs again.
func (p Page) anchors() map[string]bool {
	all, seen := map[string]bool{}, map[string]int{}
	for _, line := range p.prose() {
		if !heading.MatchString(line) {
			continue
		}
		name := anchor(strings.TrimSpace(strings.TrimLeft(line, "#")))
		if n := seen[name]; n > 0 {
			all[fmt.Sprintf("%s-%d", name, n)] = true
		} else {
			all[name] = true
		}
		seen[name]++
	}
	return all
}

func anchor(heading string) string {
	heading = labelled.ReplaceAllString(heading, "$1")
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-', r == '_', unicode.IsLetter(r), unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}
