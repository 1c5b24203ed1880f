package guard_test

import (
	"bytes"
	"io"
	"math/rand"
	"os/exec"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/graylane/graylane/pkg/cli"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

func withInput(cmd *exec.Cmd, text string) *exec.Cmd {
	cmd.Stdin = strings.NewReader(text)
	return cmd
}

func matches(pattern, text string) bool { return regexp.MustCompile(pattern).MatchString(text) }

// trickle gives a text in small pieces, with pauses.
type trickle struct {
	rest   string
	random *rand.Rand
}

func (s *trickle) Read(p []byte) (int, error) {
	if s.rest == "" {
		return 0, io.EOF
	}
	time.Sleep(time.Duration(s.random.Intn(20)) * time.Millisecond)
	n := copy(p[:min(len(p), 1+s.random.Intn(100))], s.rest)
	s.rest = s.rest[n:]
	return n, nil
}

func TestSlowInput(t *testing.T) {
	program := graylane(t)
	want := run(t, withInput(exec.Command(program), small()))
	cmd := exec.Command(program)
	cmd.Stdin = &trickle{small(), rand.New(rand.NewSource(1))}
	if got := run(t, cmd); got != want || got.code != 0 {
		t.Errorf("slowly: %+v\nat once: %+v", got, want)
	}
}

func TestNoInput(t *testing.T) {
	program := graylane(t)
	for _, tt := range []struct {
		reason, shell, want string
		code                int
	}{
		{"closed", `exec "$0" <&-`, "the input is empty, not a ResourceList", 1},
		{"a directory", `exec "$0" </`, "reading stdin: .*is a directory", 1},
		{"nothing", `exec "$0" </dev/null`, "the input is empty, not a ResourceList", 1},
		{"opened to write", `exec "$0" 0>/dev/null`, "reading stdin: .*bad file descriptor", 1},
		{"a directory, as a path", `exec "$0" build - </`, "read standard input: .*is a directory", 1},
		{"closed, as a path", `exec "$0" build - <&-`, "warning GL0207", 0},
		{"nothing, as a path", `exec "$0" generate - </dev/null`, "warning GL0207", 0},
		{"nothing to look at", `exec "$0" graph - </dev/null`, "warning GL0207", 0},
		{"nothing to check", `exec "$0" check - </dev/null 1>&2`, "warning GL0207", 0},
		{"nothing to check, where that is a failure", `exec "$0" check --fail-on warning - <&- 1>&2`, "warning GL0207", 1},
	} {
		got := run(t, exec.Command("bash", "-c", tt.shell, program))
		if got.code != tt.code || strings.Contains(got.stdout, "kind:") || !matches(tt.want, got.stderr) {
			t.Errorf("%s: exit %d, stdout %q, stderr %q", tt.reason, got.code, got.stdout, got.stderr)
		}
		if tt.code != 0 && got.stdout != "" {
			t.Errorf("%s: stdout %q", tt.reason, got.stdout)
		}
	}
}

// TestInputIsCutAnywhere cuts lists at every byte. Either that is refused, and nothing is printed; or what is left is a list as well,
// and then all of its items are in the output. That something was cut off cannot be known then.
func TestInputIsCutAnywhere(t *testing.T) {
	block := strings.SplitAfter(small(), "\n")
	indented := strings.Join(block[:3], "") + "  " + strings.Join(block[3:len(block)-1], "  ") + "  " + block[len(block)-1]
	quoted := "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nfunctionConfig: {apiVersion: graylane.dev/v1alpha1, kind: GrayRelease, metadata: {name: x}}\nitems:\n" +
		"# before\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: c}\n  data:\n    a: |\n      - x\n\n      y: é\n    b: \"two\n\n      lines\"\n    c: 'it''s'\n" +
		"- &a {apiVersion: v1, kind: Service, metadata: {name: s}, spec: {selector: {app: s}, ports: [{port: 80}]}}\nresults:\n- message: old\n"
	json := `{"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList","items":[{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"ports":[{"port":80}]}}],"functionConfig":null}`
	for _, tt := range []struct {
		reason, text string
		whole        bool // it ends with something that a list cannot be without
	}{
		{"as kustomize writes it", small(), false},
		{"indented", indented, false},
		{"Windows line breaks", strings.ReplaceAll(small(), "\n", "\r\n"), false},
		{"scalars of all kinds, and more after the items", quoted, false},
		{"JSON", json, true},
	} {
		accepted := 0
		for cut := range len(tt.text) {
			var out, errs bytes.Buffer
			code := cli.Run(nil, cli.Streams{In: strings.NewReader(tt.text[:cut]), Out: &out, Err: &errs})
			switch {
			case out.Len() == 0 && code == 1:
			case out.Len() == 0 || !holds(t, tt.text[:cut], out.String()):
				t.Errorf("%s, cut at %d: exit %d with %s\n%s", tt.reason, cut, code, out.String(), errs.String())
			default:
				accepted++
			}
		}
		if (accepted == 0) != tt.whole {
			t.Errorf("%s: %d of %d pieces were accepted", tt.reason, accepted, len(tt.text))
		}
	}
}

// holds tells whether a list has all items of another one, in their order, before anything else.
func holds(t *testing.T, before, after string) bool {
	t.Helper()
	var all [2]struct{ Items []any }
	for i, text := range []string{before, after} {
		if err := yaml.Unmarshal([]byte(text), &all[i]); err != nil {
			t.Errorf("%v in %s", err, text)
			return false
		}
	}
	in, out := all[0].Items, all[1].Items
	return len(out) >= len(in) && (len(in) == 0 || reflect.DeepEqual(in, out[:len(in)]))
}
