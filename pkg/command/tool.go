package command

import "strings"

// tool is what a program's manual says of its arguments. The zero value is a program of which nothing is known.
type tool struct {
	// values are the options that take a value, hosts those whose value is a host, an address or a URL. Where
	// positional arguments matter, any other option is taken to stand alone; else it may do either.
	values, hosts names
	// skip is how many positional arguments come before the first that is a host (or, in a wrapper, before the
	// command); count is how many are hosts, each for all that are left.
	skip, count int
	// port tells that a port follows the first host.
	port bool
	// words tells that one hyphen begins an option of several letters, as in Go's package flag.
	words bool
	// host takes the host from a positional argument, where it is only a part; nil for all of it.
	host func(text string) (host string, ok bool)
	// scripts are the options whose value is a script.
	scripts names
	// wraps tells where the command stands that the program runs.
	wraps place
	// quiet tells that the program's own arguments name no host, but for assignments (env X=y COMMAND).
	quiet bool
}

// each is the count of hosts of a program whose positional arguments are all hosts.
const each = -1

// place is where in the arguments of a program the command stands that it runs.
type place int

const (
	nowhere place = iota
	afterArguments
	afterHyphens // after --
)

// lookup is what is known of a program; nothing, for most.
func lookup(program string) tool {
	if t, ok := clients[program]; ok {
		return t
	}
	return wrappers[program]
}

// known tells whether an option that is not in the lists stands alone.
func (t tool) known() bool { return t.count != 0 || t.wraps != nowhere || t.values != "" }

// takes tells whether an option takes a value.
func (t tool) takes(name string) bool { return t.values.has(name) || t.hosts.has(name) }

// cut is an option without its hyphens, and its value if it is in the same word.
func (t tool) cut(text string) (name, value string, attached bool) {
	if t.known() && !t.words && !strings.HasPrefix(text, "--") {
		return t.cutCluster(text[1:])
	}
	name = strings.TrimLeft(text, "-")
	if name, value, attached = strings.Cut(name, "="); attached {
		return withoutDefine(text, name), value, true
	}
	if host, ok := attachedHost(text); ok && !t.known() {
		return "h", host, true
	}
	return name, "", false
}

// cutCluster reads options of one letter in one word, as getopt does: the first that takes a value takes the rest.
func (t tool) cutCluster(letters string) (name, value string, attached bool) {
	for i := range len(letters) {
		letter, rest := letters[i:i+1], letters[i+1:]
		if t.takes(letter) {
			return letter, strings.TrimPrefix(rest, "="), rest != ""
		}
	}
	return strings.Cut(letters, "=")
}

// withoutDefine is the name of an option without the D of Java's -Dname=value
// (https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html).
func withoutDefine(text, name string) string {
	if strings.HasPrefix(text, "-D") && len(name) > 1 {
		return name[1:]
	}
	return name
}

// attachedHost is the host in -hHOST, as clients of databases have it. Words that begin so by chance are none.
func attachedHost(text string) (host string, ok bool) {
	if len(text) < 3 || text[0] != '-' || text[1] != 'h' && text[1] != 'H' {
		return "", false
	}
	lower := strings.ToLower(text[1:])
	for _, word := range []string{"help", "host", "http", "head", "health", "home", "hist"} {
		if strings.HasPrefix(lower, word) {
			return "", false
		}
	}
	return text[2:], looksLikeHost(text[2:])
}

// names is a list of names, separated by white space.
type names string

func (n names) has(name string) bool {
	if name == "" {
		return false
	}
	for list := string(n); ; {
		i := strings.Index(list, name)
		if i < 0 {
			return false
		}
		end := i + len(name)
		if (i == 0 || isSpace(list[i-1])) && (end == len(list) || isSpace(list[end])) {
			return true
		}
		list = list[i+1:] // cuts the character before the next match off, which is then no space: it is in this one
	}
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }
