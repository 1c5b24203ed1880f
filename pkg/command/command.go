package command

import (
	"strings"

	"github.com/graylane/graylane/pkg/setting"
)

// command is a simple command.
type command struct {
	words []word        // the program and its arguments
	group setting.Group // what was read of it so far: its assignments and redirections
	input word          // the text of its here-document
	vars  *scope        // the variables of the shell that runs it
}

// command reads a simple command, and the one that it runs, as env and timeout do.
func (r *reader) command(c command) {
	for len(c.words) > 0 && r.words > 0 {
		r.words -= len(c.words)
		c.words = r.step(&c)
	}
	r.emit(c.group)
}

// step reads a program with its arguments. It returns the command that the program runs; none at the end.
func (r *reader) step(c *command) (runs []word) {
	name := program(c.words[0].text)
	switch {
	case shells[name]:
		return r.shell(c, name)
	case name == "eval":
		r.eval(c)
		return nil
	case declares[name]:
		c.declare()
		return nil
	}
	t := lookup(name)
	a := readArguments(t, arguments(c.words))
	c.group = append(c.group, a.group...)
	if a.runs != nil && !t.quiet {
		r.flush(c)
	}
	for _, text := range a.scripts {
		r.flush(c)
		r.nested(script{text: text.text, field: at(text.field), vars: newScope(c.vars)})
	}
	return a.runs
}

// flush emits what was read of a command, before another that it runs.
func (r *reader) flush(c *command) {
	r.emit(c.group)
	c.group = nil
}

// program is the name of a program, without its path.
func program(text string) string { return text[strings.LastIndexByte(text, '/')+1:] }

// arguments is the words of a command without the program. Where an option stands first, the image has the program.
func arguments(words []word) []word {
	if isOption(words[0].text) {
		return words
	}
	return words[1:]
}

// eval reads the arguments of eval as a script of the same shell.
func (r *reader) eval(c *command) {
	r.flush(c)
	if len(c.words) == 1 {
		return
	}
	texts := make([]string, 0, len(c.words)-1)
	for _, w := range c.words[1:] {
		texts = append(texts, w.text)
	}
	r.nested(script{text: strings.Join(texts, " "), field: at(c.words[1].field), vars: c.vars})
}

// declares are the builtins that assign, which a POSIX shell parses as any other command
// (https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_14).
var declares = map[string]bool{"export": true, "readonly": true, "local": true, "declare": true, "typeset": true}

// declare reads the assignments in a command's arguments.
func (c *command) declare() {
	for _, w := range c.words[1:] {
		if name, value, ok := assignment(w.text); ok {
			c.group = append(c.group, setting.Setting{Name: name, Value: value, Field: w.field})
			c.vars.set(name, value)
		}
	}
}

// nested reads a script that stands in a word, if it is not too deep in others.
func (r *reader) nested(s script) {
	if r.nests++; r.depth >= maxDepth || r.nests > maxNests {
		r.emit(setting.Group{{Value: s.text, Field: s.field(0)}})
		return
	}
	r.depth++
	r.script(s)
	r.depth--
}
