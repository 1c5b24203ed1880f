package command

import (
	"fmt"
	"strings"

	"github.com/graylane/graylane/pkg/setting"
	"mvdan.cc/sh/v3/syntax"
)

// script is the text of a shell script, and what is known where it runs.
type script struct {
	text  string
	bash  bool                  // whether it is for Bash
	field func(line int) string // the field of what stands in a line
	vars  *scope
}

// at is the field of a script that stands in a word.
func at(field string) func(int) string { return func(int) string { return field } }

// inLine is the field of a script that is a text of its own.
func inLine(line int) string { return fmt.Sprintf("line %d", line) }

// wantsBash tells whether the first line of a script names Bash.
func wantsBash(text string) bool {
	first, _, _ := strings.Cut(text, "\n")
	return strings.HasPrefix(first, "#!") && strings.Contains(first, "bash")
}

// Beyond these a script is only split into words: the parser recurses, and keeps the whole tree.
const (
	maxScript  = 1 << 18
	maxOpeners = 200   // open at once
	maxMarks   = 10000 // of all marks that nest or join commands
)

// script reads a script: it parses it for its shell, else for the other, else splits it into words.
func (r *reader) script(s script) {
	variants := []syntax.LangVariant{syntax.LangPOSIX, syntax.LangBash}
	if s.bash {
		variants = []syntax.LangVariant{syntax.LangBash, syntax.LangPOSIX}
	}
	if len(s.text) <= maxScript && !nestsDeeply(s.text) {
		for _, variant := range variants {
			file, err := syntax.NewParser(syntax.Variant(variant)).Parse(strings.NewReader(s.text), "")
			if err == nil {
				r.tree(file, s)
				return
			}
		}
	}
	r.split(s)
}

// nestsDeeply tells whether a text may nest deeper than the parser should recurse for: with more openers open at once, or more
// marks and keywords in all, than a script has.
func nestsDeeply(text string) bool {
	depth, marks := 0, 0
	for i := range len(text) {
		switch text[i] {
		case '(', '{', '[', '`', '!':
			depth++
			marks++
		case ')', '}', ']':
			depth = max(0, depth-1)
		case '|', '&', '~':
			marks++
		}
		if depth > maxOpeners {
			return true
		}
	}
	for _, keyword := range []string{"if", "while", "until", "for", "case", "do", "[["} {
		marks += strings.Count(text, keyword+" ") + strings.Count(text, keyword+"\n")
	}
	return marks > maxMarks
}

// tree reads the commands of a script that is parsed, in order.
func (r *reader) tree(file *syntax.File, s script) {
	var loops []bool // for each node that is open, whether it is a loop over words
	syntax.Walk(file, func(n syntax.Node) bool {
		if n == nil {
			if loops[len(loops)-1] {
				r.loops = r.loops[:len(r.loops)-1]
			}
			loops = loops[:len(loops)-1]
			return false
		}
		looped := false
		switch n := n.(type) {
		case *syntax.Stmt:
			r.statement(n, s)
		case *syntax.ForClause:
			looped = r.enter(n, s)
		}
		loops = append(loops, looped)
		return true
	})
}

// statement reads a command with its redirections.
func (r *reader) statement(stmt *syntax.Stmt, s script) {
	c := command{vars: s.vars}
	for _, redirect := range stmt.Redirs {
		c.redirect(redirect, r, s)
	}
	switch cmd := stmt.Cmd.(type) {
	case *syntax.CallExpr:
		c.assign(cmd.Assigns, r, s, len(cmd.Args) == 0)
		for _, w := range cmd.Args {
			c.words = append(c.words, word{text: r.text(w, s), field: s.field(int(w.Pos().Line()))})
		}
	case *syntax.DeclClause:
		c.assign(cmd.Args, r, s, true)
	}
	r.command(c)
}

// assign reads assignments before a command, or alone: then the shell keeps them.
func (c *command) assign(assigns []*syntax.Assign, r *reader, s script, kept bool) {
	for _, a := range assigns {
		if a.Name == nil || a.Value == nil {
			continue
		}
		value := r.text(a.Value, s)
		c.group = append(c.group, setting.Setting{Name: a.Name.Value, Value: value, Field: s.field(int(a.Pos().Line()))})
		if kept {
			s.vars.set(a.Name.Value, value)
		}
	}
}

// redirect reads a redirection: Bash's /dev/tcp/HOST/PORT, or the text of a here-document or here-string.
func (c *command) redirect(redirect *syntax.Redirect, r *reader, s script) {
	field := s.field(int(redirect.Pos().Line()))
	text := redirect.Hdoc
	if redirect.Op == syntax.WordHdoc {
		text = redirect.Word
	}
	if text != nil {
		c.input = word{text: r.text(text, s), field: field}
		c.group = append(c.group, setting.Setting{Value: c.input.text, Field: field})
		return
	}
	if redirect.Word == nil {
		return
	}
	if host, port, ok := device(r.text(redirect.Word, s)); ok {
		c.group = append(c.group, setting.Setting{Value: host, Port: port, Host: true, Field: field})
	}
}

// enter reads the words of a for loop, and opens it; it tells whether there are words.
func (r *reader) enter(f *syntax.ForClause, s script) bool {
	iterated, ok := f.Loop.(*syntax.WordIter)
	if !ok || iterated.Name == nil || len(iterated.Items) == 0 {
		return false
	}
	name := iterated.Name.Value
	l := loop{placeholder: "${" + name + "}"}
	var group setting.Group
	for _, item := range iterated.Items {
		for _, value := range strings.Fields(r.text(item, s)) {
			l.values = append(l.values, value)
			group = append(group, setting.Setting{Name: name, Value: value, Field: s.field(int(item.Pos().Line()))})
		}
	}
	r.emit(group)
	s.vars.forget(name)
	r.loops = append(r.loops, l)
	return true
}

// split reads a script that cannot be parsed: its words, a group for each line.
func (r *reader) split(s script) {
	number := 0
	for line := range strings.Lines(s.text) {
		number++
		for part := range strings.FieldsFuncSeq(line, func(c rune) bool { return strings.ContainsRune(";|&()<>\n\r", c) }) {
			c := command{vars: newScope(s.vars)}
			for _, text := range strings.Fields(part) {
				if text[0] == '#' {
					break
				}
				if text = strings.Trim(text, "\"'`"); text != "" {
					c.words = append(c.words, word{text: text, field: s.field(number)})
				}
			}
			r.command(c)
		}
	}
}
