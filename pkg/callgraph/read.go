package callgraph

import (
	"strings"

	"github.com/graylane/graylane/pkg/address"
	"github.com/graylane/graylane/pkg/command"
	"github.com/graylane/graylane/pkg/configfile"
	"github.com/graylane/graylane/pkg/setting"
)

// maxDepth is how deep texts within texts are read: JSON in a value of a file in a ConfigMap.
const maxDepth = 4

// content is what a text says, whoever has it.
type content struct {
	addresses []address.Address
	words     []address.Address
	prose     bool            // whether white space separates the words, so that they may be a sentence
	groups    []setting.Group // of a file, of JSON, of name=value pairs
}

// source identifies a text: what it says depends on nothing else.
type source struct{ file, text string }

// read is what a text says: a file where it has a name, else a value.
func (b *builder) read(from source) content {
	if known, ok := b.contents[from]; ok {
		return known
	}
	var c content
	switch {
	case from.file != "" && configfile.IsScript(from.file, from.text):
		c.groups = command.Script(from.text)
	case from.file != "" || configfile.Structured(from.text):
		c.groups = configfile.Read(from.file, from.text)
	default:
		c = value(from.text)
	}
	if b.remembered += c.size(from); b.remembered <= maxRemembered {
		b.contents[from] = c
	}
	return c
}

// maxRemembered is about how many bytes what texts say may take, for when another workload has the same text.
const maxRemembered = 1 << 26

// size is about how many bytes c takes.
func (c *content) size(from source) int {
	sum := len(from.text) + 100*(1+len(c.addresses)+len(c.words))
	for _, g := range c.groups {
		sum += 100 * len(g)
	}
	return sum
}

// value is what a plain value says. Words count where no URL or port stands beside them: in a list of names and
// URLs in turn, the names are no hosts.
func value(text string) content {
	c := content{prose: strings.ContainsAny(text, " \t")}
	surer := false
	for _, a := range address.Find(text) {
		if a.Form == address.Word {
			c.words = append(c.words, a)
		} else {
			c.addresses = append(c.addresses, a)
			surer = surer || a.Form != address.Name
		}
	}
	if surer {
		c.words = nil
	}
	if pairs := address.Pairs(text); pairs != nil {
		c.groups = []setting.Group{pairs}
	}
	return c
}

// A variable may name others, ten times each, and a thousand lines of a file may name that one.
const (
	maxExpansion  = 1 << 16 // how many bytes placeholders may add to a value
	maxExpansions = 1 << 23 // and to all values of a workload
	maxRead       = 1 << 26 // how many bytes of values are read for a workload
)

// expand replaces the placeholders of a value, ${NAME}, $NAME, ${NAME:-default} as in shells, ${NAME:default} as in Spring, and
// ${env:NAME} as in OpenTelemetry's collector, by what the environment has. What it lacks stays, or becomes the default.
// Secret tells whether something of a Secret has come in. Room is what placeholders may yet add in all.
func expand(text string, lookup Lookup, room *int) (expanded string, secret bool) {
	if lookup == nil || !strings.Contains(text, "$") {
		return text, false
	}
	var out strings.Builder
	limit := len(text) + maxExpansion
	for text != "" {
		dollar := strings.IndexByte(text, '$')
		if dollar < 0 {
			break
		}
		out.WriteString(text[:dollar])
		text = text[dollar:]
		length, name, fallback := placeholder(text)
		replacement := text[:length]
		if v, ok := lookup(name); ok && name != "" && out.Len()+len(v.Value) <= limit && len(v.Value) <= *room {
			replacement = v.Value
			*room -= len(v.Value)
			secret = secret || v.Secret
		} else if fallback != "" {
			replacement = fallback
		}
		out.WriteString(replacement)
		text = text[length:]
	}
	out.WriteString(text)
	return out.String(), secret
}

// placeholder reads the placeholder that text begins with: its length, the name in it, empty for none, and its
// default.
func placeholder(text string) (length int, name, fallback string) {
	if !strings.HasPrefix(text, "${") {
		length = 1
		for length < len(text) && isNameByte(text[length]) {
			length++
		}
		return length, text[1:length], ""
	}
	end := strings.IndexByte(text, '}')
	if end < 0 {
		return len(text), "", ""
	}
	inside := strings.TrimPrefix(text[2:end], "env:")
	name, fallback, _ = strings.Cut(inside, ":")
	return end + 1, name, strings.TrimPrefix(fallback, "-")
}

func isNameByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func multiLine(text string) bool { return strings.ContainsAny(text, "\n\r") }
