package command

import (
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/setting"
)

// NamespaceVariable is the name that stands, as ${POD_NAMESPACE_FILE}, for the namespace of the Pod where a script
// reads it from the file that Kubernetes mounts with the token of a service account
// (https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/#directly-accessing-the-rest-api).
const NamespaceVariable = "POD_NAMESPACE_FILE"

// Read is the settings in the command line of a container, its command followed by its args: a group for each simple
// command that has any, in order; a shell's script is read too. argv[0] is the program; leave it empty where only the
// image knows it. Field is [2] for what stands in argv[2], or in a script there.
func Read(argv []string) []setting.Group {
	words := make([]word, len(argv))
	for i, text := range argv {
		words[i] = word{text: text, field: "[" + strconv.Itoa(i) + "]"}
	}
	r := newReader()
	r.command(command{words: words, vars: newScope(nil)})
	return r.groups
}

// Script is the settings in the text of a shell script: a group for each simple command that has any, in order. Field
// is "line 3", where the word begins.
func Script(text string) []setting.Group {
	r := newReader()
	r.script(script{text: text, bash: wantsBash(text), field: inLine, vars: newScope(nil)})
	return r.groups
}

// word is a word of a command as its program gets it, and where it stands.
type word struct{ text, field string }

// maxDepth is how deep scripts within scripts are read: sh -c "sh -c '...'".
const maxDepth = 4

// maxNests is how many scripts within scripts are read.
const maxNests = 1000

// maxGrowth bounds how many bytes variables and loops add to what is read: a variable may double in every line.
const maxGrowth = 1 << 20

// maxWords is how many words are read in all, each again for every command that runs the one that it stands in:
// env env env, sh -c sh -c.
const maxWords = 1 << 21

// reader collects groups.
type reader struct {
	words  int // that may yet be read
	groups []setting.Group
	loops  []loop // around the command that is being read, the innermost last
	depth  int    // of the script that is being read
	nests  int    // scripts within scripts that were read
	growth int    // bytes that variables and loops may yet add
}

func newReader() *reader { return &reader{growth: maxGrowth, words: maxWords} }

// afford takes bytes from what variables and loops may add, if as many are left.
func (r *reader) afford(bytes int) bool {
	if bytes > r.growth {
		return false
	}
	r.growth -= bytes
	return true
}

// emit adds a group of what has a value, once for each turn of the loops around it.
func (r *reader) emit(g setting.Group) {
	group := make(setting.Group, 0, len(g))
	for _, s := range g {
		if s.Value != "" {
			group = append(group, s)
		}
	}
	for _, l := range r.loops[max(0, len(r.loops)-maxLoops):] {
		group = r.unroll(group, l)
	}
	if len(group) > 0 {
		r.groups = append(r.groups, group)
	}
}

// maxLoops is how many loops around a command count.
const maxLoops = 8

// loop is a for loop: the placeholder of its variable, and what the variable is in turn.
type loop struct {
	placeholder string
	values      []string
}

// unroll is a group in which each setting that names the variable of a loop stands once for each of its values.
func (r *reader) unroll(g setting.Group, l loop) setting.Group {
	out := make(setting.Group, 0, len(g))
	for _, s := range g {
		times := strings.Count(s.Value, l.placeholder) + strings.Count(s.Port, l.placeholder)
		if times == 0 {
			out = append(out, s)
			continue
		}
		for _, value := range l.values {
			turn := s
			if r.afford(settingSize + len(s.Value) + times*len(value)) {
				turn.Value = strings.ReplaceAll(s.Value, l.placeholder, value)
				turn.Port = strings.ReplaceAll(s.Port, l.placeholder, value)
				out = append(out, turn)
			}
		}
	}
	return out
}

// settingSize is about how many bytes a setting takes, its strings aside.
const settingSize = 100
