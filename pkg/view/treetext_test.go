package view_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diagram"
	"github.com/graylane/graylane/pkg/scope"
	"github.com/graylane/graylane/pkg/view"
)

// settings is a configuration with some fields.
func settings(spec string) string {
	return "apiVersion: graylane.dev/v1alpha1\nkind: GrayRelease\nmetadata: {name: x}\nspec: {" + spec + "}\n"
}

func TestTree(t *testing.T) {
	for _, tt := range []struct {
		reason        string
		input, config string
		want          string
	}{
		{
			reason: "callers above callees",
			input:  pair(),
			want: `
APPLICATION   VERSIONS   PORT
web           v1*, v2
└─ api        v1*, v2    80/http

2 Services, 4 workloads, 2 calls. Lanes: baseline, v2.
*           a baseline version
`,
		},
		{
			reason: "what comes again is a leaf; one that calls nothing needs no word",
			input: service("a", "") + service("b", "") + service("c", "") + service("d", "") +
				deployment("a", "v1", "http://b", "http://c", "http://d") + deployment("b", "v1", "http://c", "http://d") + deployment("c", "v1", "http://d") + deployment("d", "v1"),
			want: `
APPLICATION   VERSIONS   PORT      NOTES
a             v1
├─ b          v1         80/http
│  ├─ c       v1         80/http
│  │  └─ d    v1         80/http
│  └─ d       v1         80/http
├─ c          v1         80/http   see above
└─ d          v1         80/http

4 Services, 4 workloads, 6 calls.
`,
		},
		{
			reason: "circles, also where nothing else leads into them",
			input: service("a", "") + service("b", "") + service("x", "") + service("y", "") +
				deployment("a", "v1", "http://b") + deployment("b", "v1", "http://a") + deployment("job", "v1", "http://x") + deployment("x", "v1", "http://y") + deployment("y", "v1", "http://x"),
			want: `
APPLICATION         VERSIONS   PORT      NOTES
Deployment/job-v1   v1
└─ x                v1         80/http
   └─ y             v1         80/http
      └─ x          v1         80/http   cycle
a                   v1
└─ b                v1         80/http
   └─ a             v1         80/http   cycle

4 Services, 5 workloads, 5 calls.
`,
		},
		{
			reason: "a gap, with what it makes unreachable, and the lanes that a single version serves",
			input:  pair() + service("mid", "") + deployment("mid", "v1", "http://api") + service("top", "") + deployment("top", "v1", "http://mid") + deployment("top", "v2", "http://mid"),
			want: `
APPLICATION   VERSIONS   PORT      NOTES
top           v1*, v2
└─ mid        v1         80/http   ✕ v2 lost here; serves v2
   └─ api     v1*, v2    80/http
web           v1*, v2
└─ api        v1*, v2    80/http

GAP    LOST AT   IN
✕ v2   mid       Deployment/mid-v1

4 Services, 7 workloads, 5 calls. Lanes: baseline, v2.
*           a baseline version
✕           a lane that is lost, or a version that requests of its lane do not reach
`,
		},
		{
			reason: "lanes that are named, calls of one version alone, weak ones, and what stands alone",
			input: pair() + service("db", "") + deployment("db", "v1") + deployment("web", "v3", "http://api", "http://db") + deployment("tool", "v1") +
				strings.Replace(deployment("web", "v9"), "env: []", "env: [{name: TARGET, value: db}]", 1) +
				strings.Replace(deployment("other", "v1"), "env: []", "env: [{name: TARGET, value: db}]", 1) + service("door", ", type: LoadBalancer"),
			config: settings("lanes: [{name: gray, versions: {web: v3}}]"),
			want: `
APPLICATION           VERSIONS                 PORT      NOTES
web                   v1*, v2, v3 · gray, v9
├─ api                v1*, v2                  80/http   from v1*, v2, v3 · gray
└─ db                 v1                       80/http   from v3 · gray, v9; serves gray
Deployment/other-v1   v1
└─ db                 v1                       80/http   weak; serves gray

ALONE                VERSIONS   NOTES
Service/door         -          LoadBalancer
Deployment/tool-v1   v1         -

4 Services, 9 workloads, 6 calls. Lanes: baseline, v2, v9, gray.
*           a baseline version
v2 · gray   the version v2, in the lane gray
weak        it may be no call at all
`,
		},
		{
			reason: "entries come first, with what sends requests to each version; a version without pods is told",
			input:  pair() + strings.Replace(deployment("web", "v0", "http://api"), "spec: {", "spec: {replicas: 0, ", 1) + deployment("ape", "v1", "http://web"),
			config: settings("entries: [{service: web, hosts: [x.org], gateways: [infra/gw], weights: {v1: 90, v2: 10}}]"),
			want: `
APPLICATION         VERSIONS             PORT      NOTES
Gateway/gw
└─ web              v1*, v2, v0 (idle)   80/http   v1* (90%); v2 (10%)
   └─ api           v1*, v2              80/http
Deployment/ape-v1   v1
└─ web              v1*, v2, v0 (idle)   80/http   see above

2 Services, 6 workloads, 4 calls. Lanes: baseline, v2.
*           a baseline version
`,
		},
		{
			reason: "several ports, kinds of calls, other names of a Service; what tells little is folded",
			input: pair() + strings.Replace(service("multi", ""), "port: 80}", "port: 80}, {name: grpc, port: 90}", 1) + deployment("multi", "v1") +
				service("redis", "") + deployment("redis", "v1") + strings.Replace(service("redis-too", ""), "app: redis-too", "app: redis", 1) +
				deployment("job", "v1", "http://multi:90", "http://multi", "redis://redis:80") + service("jaeger", "") + deployment("jaeger", "v1") +
				strings.Replace(deployment("traced", "v1"), "env: []", "env: [{name: OTEL_EXPORTER_OTLP_ENDPOINT, value: 'http://jaeger:80'}]", 1),
			want: `
APPLICATION         VERSIONS   PORT               NOTES
web                 v1*, v2
└─ api              v1*, v2    80/http
Deployment/job-v1   v1
├─ multi            v1         80/http, 90/grpc
└─ redis            v1         80/http            cache; also redis-too

FOLDED      CALLS   TO
telemetry   1       jaeger

ALONE                  VERSIONS
Deployment/traced-v1   v1

6 Services, 9 workloads, 6 calls. Lanes: baseline, v2.
*           a baseline version
`,
		},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			got := render(t, analyze(t, facts(t, []byte(tt.input)), []byte(tt.config)), "text")
			if diff := cmp.Diff(strings.TrimPrefix(tt.want, "\n"), got); diff != "" {
				t.Errorf("(-want +got):\n%s\n%s", diff, got)
			}
		})
	}
}

// TestTreeIsWhole looks for the calls of every case in its tree: each caller has one line for each callee, wherever it is
// grown, and what is not there is folded away, or the call of a workload without pods.
func TestTreeIsWhole(t *testing.T) {
	lines := regexp.MustCompile(`(?m)^[│ ]*[├└]─ `)
	drawn := 0
	for _, a := range apps(t) {
		g := analyze(t, a.facts, a.config)
		d := diagram.New(diagram.Input{Model: g.Model, Graph: g.Graph, Plan: g.Plan, Trace: g.Trace, VersionLabel: g.VersionLabel})
		shown := map[string]bool{}
		id := func(c *callgraph.Call) string { return fmt.Sprint(c.Caller, c.Callee.Ref) }
		for _, arrow := range d.Arrows {
			for _, f := range arrow.Flows {
				if f.Call != nil {
					shown[id(f.Call)] = true
				}
			}
		}
		for _, c := range scope.Of(g.Model, g.Graph).Calls {
			if w := c.Caller.Workload; !shown[id(c)] && (w == nil || g.Model.Runs(w)) {
				t.Errorf("%s: the call of %v by %v is not drawn", a.name, c.Callee.Ref, c.Caller)
			}
		}
		var pairs [][2]*diagram.Box
		for _, arrow := range d.Folded().Arrows {
			if pair := [2]*diagram.Box{arrow.From.Box, arrow.To.Box}; !slices.Contains(pairs, pair) {
				pairs = append(pairs, pair)
			}
		}
		text := render(t, g, "text")
		if got := len(lines.FindAllString(text, -1)); got != len(pairs) {
			t.Errorf("%s: %d lines below others, want %d:\n%s", a.name, got, len(pairs), text)
		}
		drawn += len(pairs)
	}
	if drawn < 100 {
		t.Errorf("the cases have %d calls", drawn)
	}
}

// TestDeepTree draws a chain that is longer than lines are: it goes on further below.
func TestDeepTree(t *testing.T) {
	var input strings.Builder
	for i := range 40 {
		name := fmt.Sprintf("s%02d", i)
		input.WriteString(service(name, "") + deployment(name, "v1", fmt.Sprintf("http://s%02d", i+1)))
	}
	text := render(t, analyze(t, facts(t, []byte(input.String())), nil), "text")
	if got := strings.Count(text, "see below"); got != 2 {
		t.Errorf("%d are drawn further below:\n%s", got, text)
	}
	for line := range strings.Lines(text) {
		if len([]rune(line)) > 100 {
			t.Errorf("a long line: %q", line)
		}
	}
	for i := range 40 {
		if !strings.Contains(text, fmt.Sprintf("s%02d ", i)) {
			t.Errorf("s%02d is missing", i)
		}
	}
}

// TestTreeColours paints versions in the colours of their lanes, and gaps red; without colours the text is the same.
func TestTreeColours(t *testing.T) {
	g := analyze(t, facts(t, []byte(pair()+service("mid", "")+deployment("mid", "v1", "http://api")+service("top", "")+deployment("top", "v1", "http://mid")+deployment("top", "v2", "http://mid"))), nil)
	plain := render(t, g, "text")
	g.Paint = view.Colours()
	painted := render(t, g, "text")
	for _, want := range []string{"v1*, \x1b[36mv2\x1b[0m", "\x1b[31m✕ v2 lost here\x1b[0m", "\x1b[2m└─ \x1b[0mapi", "\x1b[1mAPPLICATION\x1b[0m"} {
		if !strings.Contains(painted, want) {
			t.Errorf("there is no %q in\n%q", want, painted)
		}
	}
	if diff := cmp.Diff(plain, regexp.MustCompile(`\x1b\[[0-9;]*m`).ReplaceAllString(painted, "")); diff != "" {
		t.Errorf("colours move the text (-plain +painted):\n%s", diff)
	}
}
