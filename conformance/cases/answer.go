package cases

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

// Answer is what graylane says about a case.
type Answer struct {
	Input     []map[string]any // the objects that came in, rendered
	Generated []map[string]any // the objects that graylane adds
	Refused   bool             // an error diagnostic, for which graylane writes nothing
	Told      string           // stderr: the diagnostics
	// VersionLabel is the pod label that tells versions apart.
	VersionLabel string
}

// Tells tells whether a diagnostic has a code.
func (a Answer) Tells(code string) bool { return strings.Contains(a.Told, " "+code+" ") }

// generated is the annotation of what graylane adds.
const generated = "graylane.dev/generated"

// Ask renders a case with graylane build.
func Ask(t testing.TB, c Case) Answer {
	t.Helper()
	stdout, stderr, code := run(t, c, "build")
	if code > 1 || code == 1 && len(stdout) > 0 {
		t.Fatalf("graylane build: exit %d, with %d bytes on stdout\n%s", code, len(stdout), stderr)
	}
	a := Answer{Told: stderr, Refused: code == 1, VersionLabel: versionLabel(t, c)}
	objects, err := Objects(stdout)
	if err != nil {
		t.Fatalf("what graylane build writes: %v", err)
	}
	for _, o := range objects {
		if Annotations(o)[generated] == "true" {
			a.Generated = append(a.Generated, o)
		} else {
			a.Input = append(a.Input, o)
		}
	}
	return a
}

// run runs a verb of graylane on a case.
func run(t testing.TB, c Case, verb string, flags ...string) (stdout []byte, stderr string, code int) {
	t.Helper()
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
	var out, err bytes.Buffer
	cmd := exec.Command(Program(t), args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(c.Input), &out, &err
	if failure := cmd.Run(); cmd.ProcessState == nil {
		t.Fatalf("graylane does not start: %v", failure)
	}
	return out.Bytes(), err.String(), cmd.ProcessState.ExitCode()
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

// versionLabel is what the configuration file of a case says it is; else the default.
func versionLabel(t testing.TB, c Case) string {
	t.Helper()
	if c.Config == "" {
		return "version"
	}
	text, err := os.ReadFile(c.Config)
	if err != nil {
		t.Fatal(err)
	}
	var config map[string]any
	if err := yaml.Unmarshal(text, &config); err != nil {
		t.Fatal(err)
	}
	if label := Text(config, "spec", "versionLabel"); label != "" {
		return label
	}
	return "version"
}
