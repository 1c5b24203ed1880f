package tutorial

import (
	"fmt"
	"regexp"
	"strings"
)

// command is a line that a reader would type: with a prompt, or one of these programs and an argument.
var command = regexp.MustCompile(`^\s*(\$ \S|(\S*/)?(argocd|docker|git|go|graylane|helm|kpt|kubectl|kustomize|make) [a-z.-])`)

// shells are languages of blocks that hold commands. Where such a block does nothing, its language is not written as console or sh alone.
var shells = map[string]bool{
	"console": true, "sh": true, "bash": true, "shell": true, "zsh": true, "fish": true, "shell-session": true, "sh-session": true, "cmd": true, "powershell": true, "pwsh": true,
}

// word is what the language of a block begins with; GitHub takes that alone for the language.
var word = regexp.MustCompile(`^[\w-]*`)

// Stray lists the commands of a page that nothing runs: blocks in another language of a shell, or without one, lines
// that are indented to look like code, and fences that are none of this package's.
func (p Page) Stray() []string {
	var found []string
	report := func(line int, what string) {
		found = append(found, fmt.Sprintf("%s:%d: %s", p.Path, line+1, what))
	}
	inside := map[int]bool{}
	for _, b := range p.blocks {
		for at := b.first - 1; at <= b.end && b.end < len(p.lines); at++ {
			inside[at] = true
		}
		if b.kind != shown {
			continue
		}
		if shells[strings.ToLower(word.FindString(b.language))] {
			report(b.first-1, fmt.Sprintf("a block of commands in the language %q: say sh or console", b.language))
		}
		for at := b.first; b.language == "" && at < b.end; at++ {
			if command.MatchString(p.lines[at]) {
				report(at, "a command in a block that does not run: say sh or console")
			}
		}
	}
	for at, line := range p.lines {
		switch text := strings.TrimLeft(line, " \t"); {
		case inside[at]:
		case strings.HasPrefix(text, "~~~"), text != line && fence.MatchString(text):
			report(at, "a fence that is not at the line's beginning, or of tildes")
		case (strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "\t")) && command.MatchString(line):
			report(at, "a command in an indented line: make it a block")
		}
	}
	return found
}
