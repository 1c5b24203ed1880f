package command

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// unknown stands for what only a running shell can tell.
const unknown = "${?}"

// namespaceFile is where a pod finds the name of its namespace.
const namespaceFile = "/var/run/secrets/kubernetes.io/serviceaccount/namespace"

// text is a word as its program gets it: without quotes and escapes, and with the variables that the script has set.
func (r *reader) text(w *syntax.Word, s script) string {
	var b strings.Builder
	r.parts(&b, w.Parts, s, false)
	return b.String()
}

// parts writes the parts of a word, within double quotes or not.
func (r *reader) parts(b *strings.Builder, parts []syntax.WordPart, s script, quoted bool) {
	for _, part := range parts {
		switch p := part.(type) {
		case *syntax.Lit:
			b.WriteString(unescape(p.Value, quoted))
		case *syntax.SglQuoted:
			b.WriteString(p.Value)
		case *syntax.DblQuoted:
			r.parts(b, p.Parts, s, true)
		case *syntax.ParamExp:
			b.WriteString(r.expansion(p, s))
		case *syntax.CmdSubst:
			if readsNamespace(p) {
				b.WriteString("${" + NamespaceVariable + "}")
			} else {
				b.WriteString(unknown)
			}
		default:
			b.WriteString(unknown)
		}
	}
}

// unescape removes the backslashes of a literal, within double quotes those that escape there alone
// (https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_02).
func unescape(text string, quoted bool) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && i+1 < len(text) && (!quoted || strings.IndexByte("$`\"\\\n", text[i+1]) >= 0) {
			i++
			if text[i] == '\n' {
				continue
			}
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// expansion is the value of a variable that the script has set; else its placeholder, with its default where it has
// one.
func (r *reader) expansion(p *syntax.ParamExp, s script) string {
	if p.Param == nil || p.Excl || p.Length || p.Width || p.Index != nil || p.Slice != nil || p.Repl != nil || p.Names != 0 {
		return unknown
	}
	name := p.Param.Value
	value, known := s.vars.get(name)
	if !known {
		value, known = s.vars.param(name)
	}
	if known && r.afford(len(value)) {
		return value
	}
	if p.Exp == nil {
		if !isVariable(name) {
			return unknown
		}
		return "${" + name + "}"
	}
	switch p.Exp.Op {
	case syntax.DefaultUnset, syntax.DefaultUnsetOrNull, syntax.AssignUnset, syntax.AssignUnsetOrNull:
	default:
		return unknown
	}
	if p.Exp.Word == nil {
		return "${" + name + "}"
	}
	return "${" + name + ":-" + r.text(p.Exp.Word, s) + "}"
}

// readsNamespace tells whether a command substitution reads the namespace of the pod from its file.
func readsNamespace(c *syntax.CmdSubst) bool {
	reads := false
	for _, stmt := range c.Stmts {
		if call, ok := stmt.Cmd.(*syntax.CallExpr); ok {
			for _, w := range call.Args {
				reads = reads || w.Lit() == namespaceFile
			}
		}
		for _, redirect := range stmt.Redirs {
			reads = reads || redirect.Word != nil && redirect.Word.Lit() == namespaceFile
		}
	}
	return reads && len(c.Stmts) == 1
}
