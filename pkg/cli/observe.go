package cli

import (
	"cmp"
	"errors"
	"fmt"
	"time"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/observe"
	"github.com/graylane/graylane/pkg/view"
	"github.com/spf13/cobra"
)

func newObserve(c *console) *cobra.Command {
	var o observation
	cmd := &cobra.Command{
		Use:   "observe SOURCE... [--verify PATH...]",
		Short: "Write down the calls that a running mesh has seen",
		Long: `Write down the calls that a running mesh has seen, as ObservedCalls: for calls that stand in code, where no manifest names them.

Committed beside the manifests, or given as one more PATH, the result is evidence for all other verbs and for the function, which itself
asks nobody. Sources are given by flags, any number together; FILE may be - for stdin:

  --prometheus URL      a server with the HTTP API of Prometheus, and the metrics of Istio or of OpenTelemetry's service graph in it
  --metrics-file FILE   the same metrics from a file: an answer of /api/v1/query, or what Prometheus scrapes
  --kiali FILE          a graph of Kiali, of any type: the answer of /api/namespaces/graph
  --jaeger FILE         the dependencies of Jaeger: the answer of /api/dependencies
  --access-log FILE     access logs of sidecars, JSON or text: kubectl logs -c istio-proxy --prefix
  --hubble FILE         flows of Hubble: hubble observe -o jsonpb

--prometheus is the only thing in graylane that opens a connection by itself: to that URL, by POST to /api/v1/query below it, and to nothing
else. Redirects are not followed, the proxies of the environment are not used, and credentials are neither printed nor sent elsewhere.

What Prometheus counts is a window before now: --window. Kiali's graphs and logs tell their own times; dependencies and metrics in files tell none,
so that they count as seen now. What says neither who called nor which Service is passed over, and counted on stderr.

--update FILE brings a file up to date in place of printing. Of a call that is seen again, the first time stays, and the last is renewed; the number
of requests is when it has doubled or halved, so that diffs stay readable. One that is not seen stays as it is: after --stale-after it is marked
stale, which makes it weak evidence, and after --forget-after it is removed, unless it has a note. What is written by hand (no source, or the
source hand), comments and other documents stay as they are. A file that cannot be read, or has anything wrong in it, is left alone.

--verify compares what was seen with the lanes of PATH, which are the manifests that run, for a pipeline after a deployment: a call that was
answered by a version of another lane has left its own. Each such leak is reported as check reports findings, and the exit code is 1. What cannot
be compared is counted on stderr with its reason, a version that is not known for instance; where nothing could be, the exit code is 1 as well,
unless --allow-unjudged is given. Choose a --window that begins after the deployment.`,
		Example: `  graylane observe --prometheus http://localhost:9090 --window 7d >observed.yaml
  graylane observe --prometheus http://localhost:9090 --token-file token --update observed.yaml
  kubectl logs -n shop -l app=web -c istio-proxy --prefix | graylane observe --access-log - --caller shop/ -n shop
  graylane observe --prometheus http://localhost:9090 --window 10m --verify overlays/prod --allow-unjudged
  graylane observe --kiali graph.json --jaeger dependencies.json -o json | jq '.spec.calls | length'`,
		Args: o.args,
		RunE: func(_ *cobra.Command, args []string) error {
			if o.verify {
				return o.compare(args, c)
			}
			return o.run(c)
		},
	}
	o.addFlags(cmd)
	return cmd
}

// calls are what was seen.
func (o *observation) calls(c *console) ([]api.ObservedCall, error) {
	seen, err := o.look(c)
	if err != nil {
		return nil, err
	}
	calls := seen.Calls(observe.Filter{Namespaces: o.namespaces, MinRequests: o.least}, o.times())
	if len(calls) == 0 {
		c.note("graylane: no calls were seen")
	}
	return calls, nil
}

// run observes, and prints or writes what was seen.
func (o *observation) run(c *console) error {
	calls, err := o.calls(c)
	if err != nil {
		return err
	}
	if o.update != "" {
		return o.updateFile(c, calls)
	}
	return write(c, observedFormats(), o.format, named{cmp.Or(o.name, observe.DefaultName), calls}, nil)
}

// named is calls and the name of the ObservedCalls that they make up.
type named struct {
	name  string
	calls []api.ObservedCall
}

// observedFormats are how ObservedCalls are printed.
func observedFormats() []view.Format[named] {
	return []view.Format[named]{
		{Name: "yaml", Render: func(n named) ([]byte, error) { return observe.Document(n.name, n.calls) }},
		{Name: "json", Render: func(n named) ([]byte, error) { return observe.JSON(n.name, n.calls) }},
	}
}

// times are when was looked, for what has no times of its own.
func (o *observation) times() observe.Times {
	t := observe.Times{End: moment(o.now)}
	if o.windowed {
		t.Start, t.Window = moment(o.now.Add(-o.window.length)), o.window.text
	}
	return t
}

// span is the value of a flag that takes a length of time, in the form that ObservedCalls have for windows.
type span struct {
	text   string
	length time.Duration
}

// String is the span as it was given.
func (s *span) String() string { return s.text }

// Type is what cobra calls the flag's value where its usage names none.
func (s *span) Type() string { return "DURATION" }

// Set reads a span: a whole number and s, m, h, d or w, up to a hundred years.
func (s *span) Set(text string) error {
	const day, longest = 24 * time.Hour, 36500 * 24 * time.Hour
	units := map[byte]time.Duration{'s': time.Second, 'm': time.Minute, 'h': time.Hour, 'd': day, 'w': 7 * day}
	number := int64(0)
	for i := range len(text) {
		unit, last := units[text[i]], i == len(text)-1
		switch {
		case last && unit > 0 && number > 0 && number <= int64(longest/unit):
			s.text, s.length = text, time.Duration(number)*unit
			return nil
		case text[i] < '0' || text[i] > '9' || number == 0 && text[i] == '0' || number > 1e9:
			return errSpan
		}
		number = 10*number + int64(text[i]-'0')
	}
	return errSpan
}

var errSpan = errors.New("it takes a duration, such as 7d, 24h or 30m, up to a hundred years")

// instant is the value of a flag that takes a time.
type instant struct{ value *time.Time }

// String is the time as it was given.
func (i *instant) String() string {
	if i.value == nil || i.value.IsZero() {
		return ""
	}
	return moment(*i.value)
}

// Type is what cobra calls the flag's value where its usage names none.
func (i *instant) Type() string { return "TIME" }

// Set reads a time (RFC 3339).
func (i *instant) Set(text string) error {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil || t.UTC().Year() < 1970 || t.UTC().Year() > 9999 {
		return fmt.Errorf("it takes a time, such as 2026-01-31T12:00:00Z")
	}
	*i.value = t.UTC().Truncate(time.Second)
	return nil
}
