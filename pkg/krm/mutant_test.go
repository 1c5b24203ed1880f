package krm_test

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
)

// mutant is a ResourceList as text: what is before the items, each item with what follows it, and what is after them.
type mutant struct {
	head, tail string
	items      []string
	eol        string // what ends a line
	flow       bool   // it was encoded as JSON: its items have no lines
}

func (m *mutant) text() string { return m.head + strings.Join(m.items, "") + m.tail }

// mutation changes a mutant that has items. Others are the objects of another application.
type mutation struct {
	name  string
	apply func(r *rand.Rand, m *mutant, others []string)
}

// hostile are values that a hasty writer would break out of, or that YAML reads as something else than they seem.
var hostile = []string{
	"yes", "1e3", "0x1f", "012", "~", "null", "2026-01-02", "1:30", ".nan", "=", "<<", "''", `""`, "[]", "{}", "[a", "{a: b", `"x`, "'x", "|", ">-", "- x", "? x", ": x", "x: y", "x #y",
	"# x", "*x", "&x", "&x y", "!x y", "!!binary aGk=", "%x", "@x", "`x`", "x\ty", "\tx", `"\u0000"`, `"\u2028"`, `"a\nb"`, "a\u0085b", "\ufeffx", "\u202ex", "<script>alert(1)</script>",
	`"]-->\"x"`, "::error::x", "x/../../y", "/etc/passwd", "-1", "99999999999999999999", "v2", "v1", "v10", "V2", "1.2.3", "a.b.c", strings.Repeat("x", 300), "${TAG}", "$(X)", "{{ x }}", "---", "...", "é",
}

var (
	scalar = regexp.MustCompile(`(?m)^([ -]*[\w./-]+: +)([^\s&*|>{\[].*)$`)
	named  = regexp.MustCompile(`(?m)^( *name: +)(.*)$`)
	label  = regexp.MustCompile(`(?m)^( *(?:app|version|run|tier|[\w./-]*/(?:name|version)): +)(.*)$`)
	quoted = regexp.MustCompile(`"[^"\\\n]*"|'[^'\n]*'`)
)

// mutations are all that happens to lists, each as likely as the others.
var mutations = []mutation{
	{"delete an item", func(r *rand.Rand, m *mutant, _ []string) {
		i := r.IntN(len(m.items))
		m.items = slices.Delete(m.items, i, i+1)
	}},
	{"duplicate an item", func(r *rand.Rand, m *mutant, _ []string) {
		m.items = slices.Insert(m.items, r.IntN(len(m.items)+1), m.items[r.IntN(len(m.items))])
	}},
	{"reorder the items", func(r *rand.Rand, m *mutant, _ []string) {
		r.Shuffle(len(m.items), func(i, j int) { m.items[i], m.items[j] = m.items[j], m.items[i] })
	}},
	{"rename", replaceOne(named, func(r *rand.Rand, text string) string { return text + "-" + string(rune('a'+r.IntN(26))) })},
	{"a hostile name", replaceOne(named, hostileValue)},
	{"a hostile label", replaceOne(label, hostileValue)},
	{"another version", replaceOne(label, func(r *rand.Rand, _ string) string { return []string{"v1", "v2", "v3", "canary", "1.0"}[r.IntN(5)] })},
	{"a hostile scalar", replaceOne(scalar, hostileValue)},
	{"a scalar of two lines", replaceOne(scalar, func(r *rand.Rand, text string) string {
		return []string{`"a` + "\n\n   b\"", "'a\n- b'", "a\n   b", "\"a\n- b: c\nitems:\n\""}[r.IntN(4)]
	})},
	{"a block scalar", replaceOne(scalar, func(r *rand.Rand, _ string) string {
		return []string{"|", "|+", ">-", "|2"}[r.IntN(4)] + "\n                - a: b\n                ---\n\n                # c\n"
	})},
	{"another type", replaceOne(scalar, func(r *rand.Rand, text string) string {
		return []string{"[" + text + "]", "{x: " + text + "}", "!!str " + text, ""}[r.IntN(4)]
	})},
	{"swapped quotes", inItem(func(r *rand.Rand, text string) string {
		return quoted.ReplaceAllStringFunc(text, func(s string) string { return swap(s[:1]) + s[1:len(s)-1] + swap(s[:1]) })
	})},
	{"no quotes", inItem(func(r *rand.Rand, text string) string {
		return quoted.ReplaceAllStringFunc(text, func(s string) string { return s[1 : len(s)-1] })
	})},
	{"a comment", atLine(func(r *rand.Rand, line string) string {
		return strings.Repeat(" ", r.IntN(9)) + "# a: 'comment\n" + line
	})},
	{"a comment behind", atLine(func(r *rand.Rand, line string) string { return strings.TrimRight(line, "\r\n") + " # - x: \"y\n" })},
	{"a blank line", atLine(func(r *rand.Rand, line string) string { return strings.Repeat(" ", r.IntN(5)) + "\n" + line })},
	{"blank lines behind", inItem(func(r *rand.Rand, text string) string { return text + strings.Repeat("\n", 1+r.IntN(3)) })},
	{"more indentation", atLine(func(r *rand.Rand, line string) string { return strings.Repeat(" ", 1+r.IntN(2)) + line })},
	{"less indentation", atLine(func(r *rand.Rand, line string) string {
		return strings.TrimPrefix(line, strings.Repeat(" ", 1+r.IntN(2)))
	})},
	{"a tab", atLine(func(r *rand.Rand, line string) string { return strings.Replace(line, " ", "\t", 1) })},
	{"a tab at the end", atLine(func(r *rand.Rand, line string) string { return strings.TrimRight(line, "\r\n") + "\t\n" })},
	{"a line twice", atLine(func(r *rand.Rand, line string) string { return line + line })},
	{"a line less", atLine(func(r *rand.Rand, line string) string { return "" })},
	{"an anchor", replaceOne(scalar, func(r *rand.Rand, text string) string { return "&x " + text })},
	{"an alias", replaceOne(scalar, func(r *rand.Rand, text string) string { return "*x" })},
	{"an anchor in one item and an alias in another", func(r *rand.Rand, m *mutant, others []string) {
		replaceOne(scalar, func(r *rand.Rand, text string) string { return "&x " + text })(r, m, others)
		replaceOne(scalar, func(r *rand.Rand, text string) string { return "*x" })(r, m, others)
	}},
	{"a merge key", atLine(func(r *rand.Rand, line string) string { return line[:indentation(line)] + "<<: {x: y}\n" + line })},
	{"bytes of others", inItem(func(r *rand.Rand, text string) string {
		at := r.IntN(len(text) + 1)
		return text[:at] + piece(r, text) + text[at:]
	})},
	{"bytes of another list", func(r *rand.Rand, m *mutant, others []string) {
		inItem(func(r *rand.Rand, text string) string {
			at := r.IntN(len(text) + 1)
			return text[:at] + piece(r, others[r.IntN(len(others))]) + text[at:]
		})(r, m, others)
	}},
	{"a hostile byte", inItem(func(r *rand.Rand, text string) string {
		at := r.IntN(len(text) + 1)
		return text[:at] + []string{"\x00", "\r", "\u2028", "\u0085", "\ufeff", "\xff", "\"", "'", "#", "- ", ":", "\n", "\n- ", "\n---\n", "\n...\n", "{", "]", "\x1b[31m"}[r.IntN(18)] + text[at:]
	})},
	{"a byte less", inItem(func(r *rand.Rand, text string) string {
		at := r.IntN(len(text))
		return text[:at] + text[at+1:]
	})},
	{"an item cut short", inItem(func(r *rand.Rand, text string) string {
		lines := strings.SplitAfter(text, "\n")
		return strings.Join(lines[:1+r.IntN(len(lines))], "")
	})},
	{"CRLF", func(_ *rand.Rand, m *mutant, _ []string) { m.eol = "\r\n" }},
	{"CR", func(r *rand.Rand, m *mutant, _ []string) { m.eol = []string{"\r", "\r\n"}[r.IntN(2)] }},
	{"cut short", func(r *rand.Rand, m *mutant, _ []string) {
		m.tail, m.items = "", m.items[:1+r.IntN(len(m.items))]
		last := &m.items[len(m.items)-1]
		*last = (*last)[:r.IntN(len(*last)+1)]
	}},
	{"no line break at the end", func(_ *rand.Rand, m *mutant, _ []string) {
		m.tail, m.items[len(m.items)-1] = "", strings.TrimRight(m.items[len(m.items)-1], "\n")
	}},
	{"a byte order mark", func(_ *rand.Rand, m *mutant, _ []string) { m.head = "\ufeff" + m.head }},
	{"JSON", func(_ *rand.Rand, m *mutant, _ []string) { m.flow = true }},
	{"a document marker", func(_ *rand.Rand, m *mutant, _ []string) { m.head = "# c\n--- # d\n" + m.head }},
	{"an end marker", func(_ *rand.Rand, m *mutant, _ []string) { m.tail += "...\n" }},
	{"a directive", func(_ *rand.Rand, m *mutant, _ []string) { m.head = "%YAML 1.1\n---\n" + m.head }},
	{"keys behind the items", func(_ *rand.Rand, m *mutant, _ []string) {
		m.tail += "# t\nresults: # u\n- message: |\n    old\n\n# v\nother:\n  items:\n  - a\n"
	}},
}

func hostileValue(r *rand.Rand, _ string) string { return hostile[r.IntN(len(hostile))] }

// inItem changes the text of one item.
func inItem(change func(r *rand.Rand, text string) string) func(*rand.Rand, *mutant, []string) {
	return func(r *rand.Rand, m *mutant, _ []string) {
		i := r.IntN(len(m.items))
		if m.items[i] != "" {
			m.items[i] = change(r, m.items[i])
		}
	}
}

// atLine changes one line of one item, which ends in its line break.
func atLine(change func(r *rand.Rand, line string) string) func(*rand.Rand, *mutant, []string) {
	return inItem(func(r *rand.Rand, text string) string {
		lines := strings.SplitAfter(strings.TrimSuffix(text, "\n")+"\n", "\n")
		i := r.IntN(len(lines) - 1)
		lines[i] = change(r, lines[i])
		return strings.Join(lines, "")
	})
}

// replaceOne changes what the second group of an expression matches, at one of its matches in one item.
func replaceOne(at *regexp.Regexp, change func(r *rand.Rand, text string) string) func(*rand.Rand, *mutant, []string) {
	return inItem(func(r *rand.Rand, text string) string {
		matches := at.FindAllStringSubmatchIndex(text, -1)
		if len(matches) == 0 {
			return text
		}
		match := matches[r.IntN(len(matches))]
		return text[:match[4]] + change(r, text[match[4]:match[5]]) + text[match[5]:]
	})
}

// piece is some bytes of a text, or some lines.
func piece(r *rand.Rand, text string) string {
	if text == "" {
		return text
	}
	if r.IntN(2) == 0 {
		lines := strings.SplitAfter(text, "\n")
		from := r.IntN(len(lines))
		return strings.Join(lines[from:min(len(lines), from+1+r.IntN(5))], "")
	}
	from := r.IntN(len(text))
	return text[from:min(len(text), from+1+r.IntN(40))]
}

func swap(quote string) string {
	if quote == `"` {
		return "'"
	}
	return `"`
}

func indentation(line string) int { return len(line) - len(strings.TrimLeft(line, " -")) }
