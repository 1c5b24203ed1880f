package command

import (
	"strings"

	"github.com/graylane/graylane/pkg/setting"
)

// shells are the programs that read -c SCRIPT
// (https://pubs.opengroup.org/onlinepubs/9699919799/utilities/sh.html).
var shells = map[string]bool{
	"sh": true, "bash": true, "rbash": true, "ash": true, "dash": true, "zsh": true, "ksh": true, "ksh93": true, "mksh": true,
}

// shell reads the arguments of a shell: a script, with its parameters. It returns the command where the shell
// runs a script of a file, which is then the program.
func (r *reader) shell(c *command, name string) (runs []word) {
	operands, inline := shellOperands(c.words[1:])
	s := script{bash: name == "bash", vars: newScope(c.vars)}
	if !inline && len(operands) > 0 {
		return operands
	}
	for _, assigned := range c.group {
		s.vars.set(assigned.Name, assigned.Value)
	}
	switch {
	case inline && len(operands) > 0:
		s.text, s.field = operands[0].text, at(operands[0].field)
		operands = operands[1:]
		s.vars.params = texts(operands)
	case c.input.text != "":
		s.text, s.field = c.input.text, at(c.input.field)
		c.group = without(c.group, c.input.text)
	default:
		return nil
	}
	r.flush(c)
	r.nested(s)
	a := readArguments(tool{}, operands)
	c.group = a.group
	return a.runs
}

// shellOperands is what follows the options of a shell, and whether -c is one of them. The options o and O take
// a value, also in a cluster: bash -ceuo pipefail SCRIPT.
func shellOperands(words []word) (operands []word, inline bool) {
	for i := 0; i < len(words); i++ {
		text := words[i].text
		switch {
		case text == "--" || text == "-":
			return words[i+1:], inline
		case len(text) < 2 || text[0] != '-' && text[0] != '+':
			return words[i:], inline
		case strings.HasPrefix(text, "--"):
			if text == "--rcfile" || text == "--init-file" {
				i++
			}
			continue
		}
		inline = inline || isScriptOption(text)
		if strings.ContainsAny(text, "oO") {
			i++
		}
	}
	return nil, inline
}

// isScriptOption tells whether a word is a cluster of a shell's options that has c: -c, -ec, -exc.
func isScriptOption(text string) bool {
	letters, ok := strings.CutPrefix(text, "-")
	return ok && strings.Contains(letters, "c") && strings.Trim(letters, shellOptions) == ""
}

// shellOptions are the options of shells that have one letter.
const shellOptions = "abcefhiklmnoprstuvxBCDEHOPT"

func texts(words []word) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		out = append(out, w.text)
	}
	return out
}

// without is a group without the value, which is read as a script.
func without(g setting.Group, value string) setting.Group {
	var out setting.Group
	for _, s := range g {
		if s.Value != value {
			out = append(out, s)
		}
	}
	return out
}
