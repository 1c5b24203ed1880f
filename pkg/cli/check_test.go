package cli_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/cli"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestCheckFindsAll holds check against build and the function: for each case of testdata/apps they report the same findings,
// and nothing is on stderr. The SARIF of it is valid, each of its results is in a line that its file has.
func TestCheckFindsAll(t *testing.T) {
	schema := sarifSchema(t)
	inputs, err := filepath.Glob("../../testdata/apps/*/input.yaml")
	if err != nil || len(inputs) == 0 {
		t.Fatalf("no case found (%v)", err)
	}
	for _, input := range inputs {
		t.Run(filepath.Base(filepath.Dir(input)), func(t *testing.T) {
			t.Chdir(filepath.Dir(input))
			args := []string{"input.yaml"}
			config, err := os.ReadFile("config.yaml")
			if err == nil {
				args = append(args, "--config", "config.yaml")
			} else if !errors.Is(err, fs.ErrNotExist) {
				t.Fatal(err)
			}
			checked, told, code := run(t, "", append([]string{"check", "-o", "json"}, args...)...)
			if told != "" {
				t.Errorf("stderr: %s", told)
			}
			want := findings(t, checked)
			_, built, buildCode := run(t, "", append([]string{"build"}, args...)...)
			if diff := cmp.Diff(want, lines(built)); diff != "" {
				t.Errorf("check and build differ (-check +build):\n%s", diff)
			}
			if code != buildCode {
				t.Errorf("exit code %d, and that of build %d", code, buildCode)
			}
			_, answered, _ := run(t, resourceList(t, "input.yaml", config))
			if diff := cmp.Diff(want, lines(answered)); diff != "" {
				t.Errorf("check and the function differ (-check +function):\n%s", diff)
			}
			log, _, _ := run(t, "", append([]string{"check", "-o", "sarif"}, args...)...)
			valid(t, schema, log)
		})
	}
}

// TestCheckExamples checks the kustomizations of examples: the SARIF is valid, and its results are in lines of the files that
// people wrote.
func TestCheckExamples(t *testing.T) {
	schema, found := sarifSchema(t), 0
	t.Chdir("../../examples")
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		// Their bases and components run graylane, which this process is not.
		nested := filepath.Base(filepath.Dir(path)) == "staging" || strings.Contains(filepath.ToSlash(path), "component/overlays/")
		if err != nil || d.Name() != "kustomization.yaml" || nested {
			return err
		}
		if kind, err := os.ReadFile(path); err != nil || strings.Contains(string(kind), "kind: Component\n") {
			return err // it is nothing by itself
		}
		found++
		text, told, _ := run(t, "", "check", filepath.Dir(path), "-o", "sarif")
		if told != "" || strings.Contains(text, "kustomization.yaml") {
			t.Errorf("%s: a finding is in no file of an object: %s\n%s", path, told, text)
		}
		valid(t, schema, text)
		return nil
	})
	if err != nil || found == 0 {
		t.Errorf("%d kustomizations (%v)", found, err)
	}
}

// run runs a command line in this process.
func run(t *testing.T, stdin string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, told bytes.Buffer
	code = cli.Run(args, cli.Streams{In: strings.NewReader(stdin), Out: &out, Err: &told})
	return out.String(), told.String(), code
}

// findings are those of check that are not suppressed, as lines without a place.
func findings(t *testing.T, checked string) []string {
	t.Helper()
	var report struct {
		Diagnostics []struct {
			Severity, Code, Field, Message, Remedy string
			Object                                 struct{ Kind, Namespace, Name string }
			Suppressed                             *struct{ Reason string }
		}
	}
	if err := json.Unmarshal([]byte(checked), &report); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, d := range report.Diagnostics {
		object := strings.Join(slices.DeleteFunc([]string{d.Object.Kind, d.Object.Namespace, d.Object.Name}, isEmpty), "/")
		about := slices.DeleteFunc([]string{d.Severity, d.Code, object, d.Field}, isEmpty)
		text := slices.DeleteFunc([]string{d.Message, d.Remedy}, isEmpty)
		if d.Suppressed == nil {
			all = append(all, strings.Join(about, " ")+": "+strings.Join(text, " "))
		}
	}
	slices.Sort(all)
	return all
}

func isEmpty(s string) bool { return s == "" }

// lines are those of stderr, without places.
func lines(stderr string) []string {
	place := regexp.MustCompile(`^(\w+ \w+) (?:input|config)\.yaml(?::\d+)?`)
	var all []string
	for line := range strings.Lines(stderr) {
		all = append(all, place.ReplaceAllString(strings.TrimSuffix(line, "\n"), "$1"))
	}
	slices.Sort(all)
	return all
}

// resourceList is the documents of a file as a function gets them.
func resourceList(t *testing.T, file string, config []byte) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	indented := func(text string) string {
		return strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n  ") + "\n"
	}
	var list strings.Builder
	list.WriteString("apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n")
	for _, document := range strings.Split("\n"+string(text), "\n---\n") {
		list.WriteString("- " + indented(document))
	}
	if len(config) > 0 {
		list.WriteString("functionConfig:\n  " + indented(string(config)))
	}
	return list.String()
}

// sarifSchema is the schema of SARIF, formats included.
func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile("../report/testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// valid checks a log against the schema, and that each result is in a line that its file has.
func valid(t *testing.T, schema *jsonschema.Schema, text string) {
	t.Helper()
	instance, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(instance); err != nil {
		t.Error(err)
	}
	var log struct {
		Runs []struct {
			Results []struct {
				Locations []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           struct{ StartLine int }
					}
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &log); err != nil {
		t.Fatal(err)
	}
	for _, r := range log.Runs[0].Results {
		at := r.Locations[0].PhysicalLocation
		content, err := os.ReadFile(at.ArtifactLocation.URI)
		if n := bytes.Count(content, []byte("\n")); err != nil || at.Region.StartLine > n {
			t.Errorf("a result in line %d of %s, which has %d (%v)", at.Region.StartLine, at.ArtifactLocation.URI, n, err)
		}
	}
}
