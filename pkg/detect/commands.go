package detect

import (
	"slices"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/command"
	"github.com/graylane/graylane/pkg/model"
)

// commands emits the words of the command lines of every container: command and args, with $(VAR) expanded, and the
// scripts that a shell among them runs.
func commands(shared *environments) callgraph.Detector {
	return callgraph.Detector{
		Name:  "command",
		Reads: "`command` and `args` of all containers, with `$(VAR)` expanded: options (`--api-url=URL`, `--host api --port 80`), arguments, and the commands of `sh -c` scripts.",
		Example: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        command: [sh, -c, "until nc -z api 8080; do sleep 1; done; exec web --port=80"]
`,
		Detect: func(m *model.Model, w *model.Workload, emit func(...callgraph.Clue)) {
			for i, c := range w.Containers {
				if len(c.Command)+len(c.Args) > 0 {
					line := commandLine(shared.of(m, w, i))
					line.emit(emit)
				}
			}
		},
	}
}

// line is a command line with where its arguments stand.
type line struct {
	argv        []string
	raw         []string // as written, before expansion
	fields      []string // of each argument
	secret      []bool   // whether something of a Secret was put into each argument
	environment *environment
	evidence    callgraph.Evidence
	health      bool
}

// commandLine is command followed by args. Without a command the image has the program.
func commandLine(e *environment) line {
	l, c := newLine(e), e.container
	length := 1 + len(c.Command) + len(c.Args)
	l.argv, l.raw, l.fields = make([]string, 0, length), make([]string, 0, length), make([]string, 0, length)
	if len(c.Command) == 0 {
		l.argv, l.raw, l.fields, l.secret = append(l.argv, ""), append(l.raw, ""), append(l.fields, ""), append(l.secret, false)
	}
	l.append(c.Field+".command", c.Command)
	l.append(c.Field+".args", c.Args)
	return l
}

func newLine(e *environment) line {
	return line{
		environment: e,
		evidence:    callgraph.Evidence{Object: e.workload.Ref, Place: e.workload.Place, Weak: e.container.Init},
	}
}

func (l *line) append(field string, arguments []string) {
	for i, a := range arguments {
		expanded, secret := l.environment.expand(a)
		l.argv, l.secret = append(l.argv, expanded), append(l.secret, secret)
		l.raw = append(l.raw, a)
		l.fields = append(l.fields, field+"["+strconv.Itoa(i)+"]")
	}
}

// emit emits the settings of the line, those of one command together; none where no argument can name a Service.
func (l *line) emit(emit func(...callgraph.Clue)) {
	mayName := func(argument string) bool {
		return strings.Contains(argument, "$") || l.environment.model.Mentions(argument)
	}
	if !slices.ContainsFunc(l.argv, mayName) {
		return
	}
	for _, group := range command.Read(l.argv) {
		clues := make([]callgraph.Clue, len(group))
		for i, s := range group {
			e, filled := l.evidence, false
			if at, err := strconv.Atoi(strings.Trim(s.Field, "[]")); err == nil && at >= 0 && at < len(l.argv) {
				e.Field, e.Value, filled = l.fields[at], l.raw[at], l.secret[at]
			}
			s.Field = ""
			clues[i] = callgraph.Clue{Evidence: e, Setting: s, Health: l.health, Filled: filled, Lookup: l.environment.lookup}
		}
		emit(clues...)
	}
}
