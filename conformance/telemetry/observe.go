package telemetry

import (
	"bytes"
	"os/exec"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/conformance"
)

// Ending is how a program ended.
type Ending struct {
	Stdout, Stderr string
	Code           int
}

// Observe runs graylane observe, once everything that was sent is scraped.
func (p *Prometheus) Observe(t testing.TB, stdin []byte, args ...string) Ending {
	t.Helper()
	p.Await(t)
	soon := time.Now().UTC().Truncate(time.Second).Add(time.Second) // times are whole seconds, and this one has everything
	args = append([]string{"observe", "--prometheus", p.URL, "--window", "1h", "--time", soon.Format(time.RFC3339)}, args...)
	var out, errs bytes.Buffer
	cmd := exec.Command(conformance.Require(t, "graylane"), args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(stdin), &out, &errs
	err := cmd.Run()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return Ending{out.String(), errs.String(), cmd.ProcessState.ExitCode()}
}

// Same observes the mesh, holds what graylane finds against what was sent, and gives the ObservedCalls.
func (p *Prometheus) Same(t testing.TB) (document string) {
	t.Helper()
	e := p.Observe(t, nil)
	if e.Code != 0 {
		t.Fatalf("graylane observe: exit %d\n%s", e.Code, e.Stderr)
	}
	if diff := cmp.Diff(p.mesh.Load().Sent(), Read(t, e.Stdout)); diff != "" {
		t.Errorf("sent (-) and observed (+):\n%s", diff)
	}
	return e.Stdout
}
