package command

import (
	"strings"

	"github.com/graylane/graylane/pkg/setting"
)

// argumentReader reads the words after the name of a program.
type argumentReader struct {
	tool    tool
	words   []word // those left
	seen    int    // positional arguments so far
	plain   bool   // after --: what begins with a hyphen is no option
	group   setting.Group
	scripts []word // the values that are scripts
	runs    []word // the command that the program runs, which ends its own arguments
}

// readArguments reads the arguments of a program, until the command that it runs.
func readArguments(t tool, words []word) argumentReader {
	a := argumentReader{tool: t, words: words}
	for len(a.words) > 0 && a.runs == nil {
		a.read()
	}
	if t.quiet && t.wraps == nowhere {
		a.group = nil
	}
	return a
}

func (a *argumentReader) read() {
	text := a.words[0].text
	switch {
	case text == "--" && !a.plain:
		a.words = a.words[1:]
		a.plain = a.tool.known()
		if a.tool.wraps == afterHyphens {
			a.runs, a.words = a.words, nil
		}
	case a.atCommand():
		a.runs = a.words
	case isOption(text) && !a.plain, a.tool.known() && !a.plain && len(text) > 1 && text[0] == '-':
		a.option()
	default:
		a.positional()
	}
}

// atCommand tells whether a command begins at the next word. Of a program that is not known, that is a shell with
// a script: docker-entrypoint.sh sh -c SCRIPT.
func (a *argumentReader) atCommand() bool {
	text := a.words[0].text
	if a.tool.wraps == afterArguments {
		_, _, assigns := assignment(text)
		return a.seen >= a.tool.skip && !assigns && (a.plain || !strings.HasPrefix(text, "-"))
	}
	return !a.tool.known() && len(a.words) > 1 && shells[program(text)] && isScriptOption(a.words[1].text)
}

// option reads an option, and the value that follows it.
func (a *argumentReader) option() {
	w := a.take()
	name, value, attached := a.tool.cut(w.text)
	s := setting.Setting{Name: name, Field: w.field, Value: value, Host: a.tool.hosts.has(name)}
	takes := a.tool.takes(name)
	switch {
	case attached:
	case len(a.words) == 0:
		return
	case takes:
		next := a.take()
		s.Value, s.Field = next.text, next.field
	case a.tool.known() || isOption(a.words[0].text) || a.atCommand():
		return
	default: // the next word may be its value, or the option may stand alone
		a.value(name)
		return
	}
	if a.tool.scripts.has(name) {
		a.scripts = append(a.scripts, word{text: s.Value, field: s.Field})
		return
	}
	a.add(s)
}

// positional reads a positional argument.
func (a *argumentReader) positional() {
	if a.tool.wraps == afterArguments {
		if name, value, ok := assignment(a.words[0].text); ok {
			a.add(setting.Setting{Name: name, Value: value, Field: a.take().field})
			return
		}
	}
	a.value("")
}

// value reads a value that stands in a word of its own, and the port that follows it: an argument, or what follows
// an option of which it is not known whether it takes a value.
func (a *argumentReader) value(name string) {
	w := a.take()
	if key, value, ok := pair(w.text); ok && (name == "" || !strings.Contains(value, ",")) {
		a.add(setting.Setting{Name: key, Value: value, Field: w.field})
		return
	}
	s := setting.Setting{Name: name, Value: w.text, Field: w.field}
	if host, port, ok := device(w.text); ok {
		s.Value, s.Port, s.Host = host, port, true
		a.add(s)
		return
	}
	a.count(&s)
	if len(a.words) > 0 && canHavePort(s.Value) && a.isPort(a.words[0].text) {
		s.Port = a.take().text
	}
	a.add(s)
}

// count tells whether a positional argument is a host by its place. An option's value is none, and neither is a word
// in capitals: the method of an HTTP request, the type of a DNS record.
func (a *argumentReader) count(s *setting.Setting) {
	if s.Name != "" || a.tool.count != 0 && isCapitals(s.Value) {
		return
	}
	place := a.seen - a.tool.skip
	a.seen++
	if place < 0 || a.tool.count != each && place >= a.tool.count {
		return
	}
	host, ok := s.Value, true
	if a.tool.host != nil {
		host, ok = a.tool.host(s.Value)
	}
	if ok && canBeHost(host) {
		s.Value, s.Host = host, true
	}
}

// isPort tells whether the word after a host is its port: a number, or a variable that says so; any variable, where
// the program wants a port there.
func (a *argumentReader) isPort(text string) bool {
	if isPortNumber(text) {
		return true
	}
	name, ok := placeholderName(text)
	return ok && (a.tool.port && a.seen == 1+a.tool.skip || strings.Contains(strings.ToUpper(name), "PORT"))
}

// take takes the next word.
func (a *argumentReader) take() word {
	w := a.words[0]
	a.words = a.words[1:]
	return w
}

func (a *argumentReader) add(s setting.Setting) { a.group = append(a.group, s) }
