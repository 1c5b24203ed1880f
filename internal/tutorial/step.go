package tutorial

import (
	"fmt"
	"slices"
	"strings"
)

// step is a command of a page, or several, with what the page says that they print.
type step struct {
	line    int      // of the page, from 1
	command string   // as the shell takes it
	head    []string // the lines that show the command
	shown   string   // what it prints, by the page
	show    bool     // it is compared
	exit    int
	block   int // the block that it is of
}

// All tells whether the page runs without a need that have lacks: its own, and those of its blocks.
func (p Page) All(have []string) bool { return len(missing(p.AllNeeds(), have)) == 0 }

// AllNeeds are the needs of the page and of its blocks, sorted.
func (p Page) AllNeeds() []string {
	all := slices.Clone(p.Needs)
	for _, b := range p.blocks {
		all = append(all, b.needs...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Commands counts the commands that run where there is what have lists.
func (p Page) Commands(have []string) int {
	n := 0
	for _, s := range p.steps(have) {
		if p.blocks[s.block].kind != file {
			n++
		}
	}
	return n
}

// missing are the needs that have lacks.
func missing(needs, have []string) []string {
	return slices.DeleteFunc(slices.Clone(needs), func(need string) bool { return slices.Contains(have, need) })
}

// steps are what runs where there is what have lists: nothing, if the page itself needs more.
func (p Page) steps(have []string) []step {
	if len(missing(p.Needs, have)) > 0 {
		return nil
	}
	var all []step
	for i, b := range p.blocks {
		if len(missing(b.needs, have)) > 0 {
			continue
		}
		steps := p.of(b)
		for n := range steps {
			steps[n].block = i
		}
		if len(steps) > 0 {
			steps[len(steps)-1].exit = b.exit
		}
		all = append(all, steps...)
	}
	return all
}

// of are the steps of one block.
func (p Page) of(b block) []step {
	text := p.text(b)
	switch b.kind {
	case console:
		return p.commands(b)
	case script:
		return []step{{line: b.first + 1, command: text}}
	case file:
		return []step{{line: b.first + 1, command: write(b.file, text)}}
	case printed:
		return []step{{line: b.first, command: b.command, shown: text, show: true}}
	}
	return nil
}

// commands takes a console block apart.
func (p Page) commands(b block) []step {
	var steps []step
	for at := b.first; at < b.end; {
		s := step{line: at + 1, show: true}
		for {
			line := p.lines[at]
			s.head = append(s.head, line)
			at++
			if !strings.HasSuffix(line, "\\\n") || at == b.end {
				break
			}
		}
		s.command = strings.TrimPrefix(strings.Join(s.head, ""), "$ ")
		for at < b.end && !strings.HasPrefix(p.lines[at], "$ ") {
			s.shown += p.lines[at]
			at++
		}
		steps = append(steps, s)
	}
	return steps
}

// write is the command that writes a file and the directories it is in.
func write(path, text string) string {
	return fmt.Sprintf("mkdir -p -- \"$(dirname -- %s)\"\nprintf %%s %s >%s\n", quote(path), quote(text), quote(path))
}

// quote makes one word of a text, for the shell.
func quote(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
