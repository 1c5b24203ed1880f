package image

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerfile/shell"
)

// Dockerfile is a Dockerfile in its directory, which is its context.
type Dockerfile struct {
	dir    string
	stages []instructions.Stage
	args   []instructions.ArgCommand // before the first stage
	lex    *shell.Lex
}

// Read reads the Dockerfile of a directory.
func Read(dir string) (Dockerfile, error) {
	text, err := os.ReadFile(filepath.Join(dir, "Dockerfile"))
	if err != nil {
		return Dockerfile{}, err
	}
	tree, err := parser.Parse(bytes.NewReader(text))
	if err != nil {
		return Dockerfile{}, err
	}
	stages, args, err := instructions.Parse(tree.AST, nil)
	return Dockerfile{dir, stages, args, shell.NewLex(tree.EscapeToken)}, err
}

func (d Dockerfile) stage(name string) (instructions.Stage, error) {
	for _, s := range d.stages {
		if strings.EqualFold(s.Name, name) {
			return s, nil
		}
	}
	return instructions.Stage{}, fmt.Errorf("the Dockerfile has no stage %q", name)
}

// base gives the stage that a stage begins with, or that it begins at scratch.
func (d Dockerfile) base(s instructions.Stage) (base string, scratch bool, err error) {
	base, err = d.expand(s.BaseName, d.defaults(d.args, nil))
	return base, base == "scratch", err
}

// defaults are the values of build arguments: those given, else the defaults of the Dockerfile.
func (d Dockerfile) defaults(args []instructions.ArgCommand, given map[string]string) []string {
	var env []string
	for _, command := range args {
		for _, arg := range command.Args {
			if value, ok := given[arg.Key]; ok {
				env = append(env, arg.Key+"="+value)
			} else if arg.Value != nil {
				env = append(env, arg.Key+"="+*arg.Value)
			}
		}
	}
	return env
}

// expand replaces the variables of a word.
func (d Dockerfile) expand(word string, env []string) (string, error) {
	result, unmatched, err := d.lex.ProcessWord(word, shell.EnvsFromSlice(env))
	for name := range unmatched {
		return "", fmt.Errorf("%s: the variable %s has no value", word, name)
	}
	return result, err
}
