package cases

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"testing"

	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

// Answer is what graylane says about a case.
type Answer struct {
	Input     []map[string]any // the objects that came in, rendered, and the copies of workloads that graylane adds
	Generated []map[string]any // the routing that graylane adds
	Refused   bool             // an error diagnostic, for which graylane writes nothing
	Told      string           // stderr: the diagnostics
	// VersionLabel is the pod label that tells versions apart.
	VersionLabel string
	Release      Release
}

// Tells tells whether a diagnostic has a code.
func (a Answer) Tells(code string) bool { return strings.Contains(a.Told, " "+code+" ") }

// Error is the code of the first error among the diagnostics; empty where there is none.
func (a Answer) Error() string {
	_, after, _ := strings.Cut("\n"+a.Told, "\nerror ")
	code, _, _ := strings.Cut(after, " ")
	return code
}

// generated is the annotation of what graylane adds.
const generated = "graylane.dev/generated"

// Copied tells whether graylane added a workload, Kind/name, to close a gap.
func (a Answer) Copied(namespace, owner string) bool {
	for _, o := range a.Input {
		in := Text(o, "metadata", "namespace")
		if in == "" {
			in = "default"
		}
		if Annotations(o)[generated] == "true" && in == namespace && Text(o, "kind")+"/"+Text(o, "metadata", "name") == owner {
			return true
		}
	}
	return false
}

// TellsOf tells whether a diagnostic with a code names an object.
func (a Answer) TellsOf(code, object string) bool {
	for line := range strings.Lines(a.Told) {
		if strings.Contains(line, " "+code+" ") && strings.Contains(line, " "+object+" ") {
			return true
		}
	}
	return false
}

// Ask is [Case.Answer] for a test that cannot go on without.
func Ask(t testing.TB, c Case) Answer {
	t.Helper()
	a, err := c.Answer(Program(t))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Answer renders a case with graylane build; the program is that of [Program].
func (c Case) Answer(program string) (Answer, error) {
	release, err := c.Release()
	if err != nil {
		return Answer{}, err
	}
	stdout, stderr, code, err := c.run(program, "build")
	switch {
	case err != nil:
		return Answer{}, err
	case code > 1 || code == 1 && len(stdout) > 0:
		return Answer{}, fmt.Errorf("graylane build: exit %d, with %d bytes on stdout\n%s", code, len(stdout), stderr)
	}
	a := Answer{Told: stderr, Refused: code == 1, VersionLabel: release.VersionLabel, Release: release}
	objects, err := Objects(stdout)
	for _, o := range objects {
		if Annotations(o)[generated] == "true" && Template(o) == nil {
			a.Generated = append(a.Generated, o)
		} else {
			a.Input = append(a.Input, o)
		}
	}
	return a, err
}

// run runs a verb of graylane on a case.
func (c Case) run(program, verb string, flags ...string) (stdout []byte, stderr string, code int, err error) {
	args := append([]string{verb, c.Path}, flags...)
	if c.Path == "" {
		args[1] = "-"
	}
	if c.Config != "" {
		args = append(args, "--config", c.Config)
	}
	for _, field := range c.Set {
		args = append(args, "--set", field)
	}
	var out, errs bytes.Buffer
	cmd := exec.Command(program, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(c.Input), &out, &errs
	err = cmd.Run()
	if cmd.ProcessState == nil {
		return nil, "", 0, fmt.Errorf("graylane does not start: %w", err)
	}
	return out.Bytes(), errs.String(), cmd.ProcessState.ExitCode(), nil
}

// Objects reads a stream of YAML documents, those without an object left out. Of a key that stands twice the last value
// counts.
func Objects(stream []byte) ([]map[string]any, error) {
	var all []map[string]any
	documents := utilyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(stream)))
	for {
		text, err := documents.Read()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		var o map[string]any
		if err == nil {
			err = yaml.Unmarshal(text, &o)
		}
		switch {
		case err != nil:
			return nil, fmt.Errorf("document %d: %w", len(all)+1, err)
		case o != nil:
			all = append(all, o)
		}
	}
}

// Stream is objects as a stream of YAML documents, the opposite of [Objects].
func Stream(objects []map[string]any) ([]byte, error) {
	var out []byte
	for _, o := range objects {
		text, err := yaml.Marshal(o)
		if err != nil {
			return nil, err
		}
		out = append(append(out, "---\n"...), text...)
	}
	return out, nil
}
