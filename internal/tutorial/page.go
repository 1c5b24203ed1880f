package tutorial

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// needs are what a block may need beyond graylane, kustomize, Go, git and the usual tools of a shell.
var needs = []string{"argocd", "docker", "helm3", "helm4", "kpt", "kubectl", "prometheus", "release"}

// Needs lists the needs that pages may name, sorted.
func Needs() []string { return slices.Clone(needs) }

// Page is a Markdown page, taken apart.
type Page struct {
	Path   string   // relative to the repository, with slashes
	Needs  []string // of all of its blocks
	before string   // a script of the repository that the session begins with; empty for none
	blocks []block
	lines  []string // each with its newline
}

// block is a fenced block of a page.
type block struct {
	kind       kind
	language   string
	first, end int // its lines, without the fences: lines[first:end]
	file       string
	command    string // what prints it
	exit       int
	needs      []string
}

// kind says what is done with a block.
type kind int

const (
	shown   kind = iota // nothing
	console             // commands and what they print
	script              // commands alone
	file                // written to a file
	printed             // what a command prints
)

var (
	fence     = regexp.MustCompile("^```+")
	directive = regexp.MustCompile(`^<!-- ([a-z]+): (.*?) -->\n?$`)
	prints    = regexp.MustCompile(`^<!-- (graylane .*?) -->\n?$`)
	heading   = regexp.MustCompile(`^#+ `)
)

// Parse takes a page apart. It fails where a block cannot be run as it is marked.
func Parse(path, text string) (Page, error) {
	p := &parser{page: Page{Path: path, lines: slices.Collect(strings.Lines(text))}}
	for p.at < len(p.page.lines) && p.err == nil {
		p.line()
	}
	if p.err == nil && p.marked {
		p.fail("a comment that marks a block, and no block after it")
	}
	return p.page, p.err
}

// parser reads a page line by line.
type parser struct {
	page   Page
	at     int   // the next line
	headed bool  // the first heading has been seen
	next   block // what the comments say of the block that follows
	marked bool  // they say something
	err    error
}

func (p *parser) fail(format string, args ...any) {
	p.err = fmt.Errorf("%s:%d: %s", p.page.Path, p.at+1, fmt.Sprintf(format, args...))
}

// line reads a line, or the block that begins there.
func (p *parser) line() {
	line := p.page.lines[p.at]
	switch {
	case fence.MatchString(line):
		p.block(fence.FindString(line))
		return
	case directive.MatchString(line):
		found := directive.FindStringSubmatch(line)
		p.mark(found[1], found[2])
	case prints.MatchString(line):
		p.next.kind, p.next.command, p.marked = printed, prints.FindStringSubmatch(line)[1], true
	case p.marked:
		p.fail("the comment above is to stand right before its block")
	}
	p.headed = p.headed || heading.MatchString(line)
	p.at++
}

// mark takes a comment of the form "key: value".
func (p *parser) mark(key, value string) {
	switch key {
	case "needs":
		p.need(strings.Split(value, ","))
		if !p.headed {
			return
		}
	case "session":
		if p.headed || !filepath.IsLocal(value) {
			p.fail("%q is no script of the repository that the page names before its first heading", value)
		}
		p.page.before = value
		return
	case "file":
		if !filepath.IsLocal(value) {
			p.fail("%q leads out of the directory", value)
		}
		p.next.kind, p.next.file = file, value
	case "exit":
		code, err := strconv.ParseUint(value, 10, 8)
		if err != nil || code == 0 {
			p.fail("%q is no exit code of a failure", value)
		}
		p.next.exit = int(code)
	default:
		p.fail("unknown comment %q: there are file, needs, exit, session, and a command of graylane", key)
	}
	p.marked = true
}

// need adds needs to the block that follows, or to the page.
func (p *parser) need(names []string) {
	for _, name := range names {
		name = strings.TrimSpace(name)
		if !slices.Contains(needs, name) {
			p.fail("unknown need %q: there are %s", name, strings.Join(needs, ", "))
		}
		if p.headed {
			p.next.needs = append(p.next.needs, name)
		} else {
			p.page.Needs = append(p.page.Needs, name)
		}
	}
}

// block reads a block up to the fence that closes it.
func (p *parser) block(open string) {
	b := p.next
	b.language = strings.TrimSpace(strings.TrimPrefix(p.page.lines[p.at], open))
	b.first = p.at + 1
	for b.end = b.first; b.end < len(p.page.lines); b.end++ {
		if strings.TrimSpace(p.page.lines[b.end]) == open {
			break
		}
	}
	if b.end == len(p.page.lines) {
		p.fail("a block that does not end")
		return
	}
	if b.kind == shown {
		b.kind = map[string]kind{"console": console, "sh": script}[b.language]
	}
	if problem := p.problem(b); problem != "" {
		p.fail("%s", problem)
	}
	p.page.blocks = append(p.page.blocks, b)
	p.next, p.marked = block{}, false
	p.at = b.end + 1
}

// problem says why a block cannot be what it is marked as.
func (p *parser) problem(b block) string {
	runs := b.kind != shown && b.kind != file
	switch {
	case b.exit != 0 && !runs:
		return "an exit code, and no command"
	case b.kind == shown && p.marked:
		return "a comment says how the block runs, and it is none that runs"
	case (b.kind == file || b.kind == printed) && (b.language == "console" || b.language == "sh"):
		return "a block of commands that would not run: give it another language"
	case b.kind == console && (b.first == b.end || !strings.HasPrefix(p.page.lines[b.first], "$ ")):
		return `a console block begins with "$ " and a command`
	}
	return ""
}

// text is what stands in a block.
func (p Page) text(b block) string { return strings.Join(p.lines[b.first:b.end], "") }

// Shown are the blocks in a language with which nothing is done.
func (p Page) Shown(language string) []string {
	var all []string
	for _, b := range p.blocks {
		if b.kind == shown && b.language == language {
			all = append(all, p.text(b))
		}
	}
	return all
}
