package lane_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/detect"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
)

// ways are trails in short, a line for each lane: a caller and in brackets its calls, each with where it lands and, in brackets
// again, what follows; then, after a bar, the callers that are not reached.
func ways(w lane.Ways) []string {
	var lines []string
	for _, t := range w.Trails {
		line := lane.NameOf(t.Lane) + ":"
		for _, s := range t.Starts {
			line += " " + stopText(s)
		}
		if len(t.Rest) > 0 {
			line += " |"
		}
		for _, s := range t.Rest {
			line += " " + stopText(s)
		}
		for _, u := range t.Unreached {
			line += " ?" + u.Service.Name + " " + u.Subset.Version
		}
		for _, h := range t.Aside {
			line += " -" + h.Caller.Name + ">" + h.Callee.Name
		}
		lines = append(lines, line)
	}
	return lines
}

func stopText(s *lane.Stop) string {
	text := s.Caller.Name
	if text == "" {
		text = "pods"
	}
	if s.Continued {
		text += "..."
	}
	if s.Exposed != nil {
		text += "@" + s.Exposed.Name
	}
	switch s.Cut {
	case lane.Repeated:
		return text + "^"
	case lane.Cycle:
		return text + "@"
	case lane.Deep:
		return text + "v"
	}
	var legs []string
	for _, l := range s.Legs {
		leg := l.Callee.Name + "=" + strings.Join(l.Versions, "+")
		if l.Headers != nil {
			leg += "#"
		}
		if l.Hop.Lane != lane.Baseline && l.Reason == lane.Gap {
			leg += "!"
		}
		for _, next := range l.Stops {
			leg += "/" + stopText(next)
		}
		legs = append(legs, leg)
	}
	return text + "(" + strings.Join(legs, " ") + ")"
}

// entry is an Ingress that lets requests come to a Service.
func entry(name, host string) model.Any {
	return &model.Entry{Object: object("networking.k8s.io/v1", "Ingress", name), Destinations: []model.Destination{{Field: "spec.defaultBackend", Host: host}}}
}

// serviceOf is the Service of a name among facts.
func serviceOf(facts []model.Any, name string) *model.Service {
	for _, f := range facts {
		if s, ok := f.(*model.Service); ok && s.Name == name {
			return s
		}
	}
	return nil
}

func TestWays(t *testing.T) {
	tests := []struct {
		reason, app string
		with        func([]model.Any) []model.Any
		match       api.Match
		want        []string
	}{
		{reason: "a chain", app: "a v1 v2: b\nb v1 v2: c\nc v1 v2:", want: []string{"baseline: a-v1(b=v1/b-v1(c=v1))", "v2: a-v2(b=v2/b-v2(c=v2))"}},
		{reason: "no calls", app: "a v1 v2:", want: nil},
		{reason: "what comes again stands where it is the nearest", app: "a v1: b c\nb v1: c\nc v1: d\nd v1:", want: []string{"baseline: a-v1(b=v1/b-v1(c=v1/c-v1^) c=v1/c-v1(d=v1))"}},
		{reason: "what comes again and calls nothing needs no note", app: "a v1: b c\nb v1: c\nc v1:", want: []string{"baseline: a-v1(b=v1/b-v1(c=v1) c=v1)"}},
		{reason: "a cycle", app: "a v1: b\nb v1: c\nc v1: b", want: []string{"baseline: a-v1(b=v1/b-v1(c=v1/c-v1(b=v1/b-v1@)))"}},
		{reason: "a cycle that nothing leads to", app: "a v1: b\nb v1: a\nx v1: y\ny v1:", want: []string{"baseline: x-v1(y=v1) | a-v1(b=v1/b-v1(a=v1/a-v1@))"}},
		{reason: "what is left begins where none of it leads to", app: "z v1: d\na v1 v2: b\nb v1 v2: c\nc v1 v2:\nd v1 v2: a", want: []string{
			"baseline: z-v1(d=v1/d-v1(a=v1/a-v1(b=v1/b-v1(c=v1))))", "v2: | d-v2(a=v2/a-v2(b=v2/b-v2(c=v2))) ?a v2 ?b v2 ?c v2 ?d v2",
		}},
		{reason: "a lane that begins in the middle", app: "a v1: b\nb v1 v2: c\nc v1 v2:", want: []string{"baseline: a-v1(b=v1/b-v1(c=v1))", "v2: | b-v2(c=v2) ?b v2 ?c v2"}},
		{reason: "a gap, and what it leaves unreached", app: "a v1 v2: b\nb -: c\nc v1 v2: d\nd v1 v2:", want: []string{
			"baseline: a-v1(b=/b(c=v1/c-v1(d=v1)))", "v2: a-v2(b=/b(c=v1!/c-v1(d=v1!))) | c-v2(d=v2)",
		}},
		{
			reason: "several workloads behind one Service", app: "a v1: b\nb v1: c\nc v1:\nd v1:",
			with: func(all []model.Any) []model.Any {
				other := deployment("b", "v1", []string{"d"})
				other.Name = "other"
				return append(all, other)
			},
			want: []string{"baseline: a-v1(b=v1/b-v1(c=v1)/other(d=v1))"},
		},
		{
			reason: "an ingress that knows no lanes begins them all", app: "a v1 v2: b\nb v1 v2:",
			with: func(all []model.Any) []model.Any { return append(all, entry("in", "a")) },
			want: []string{"baseline: in(a=v1+v2/a-v1(b=v1))", "v2: in(a=v1+v2/a-v2(b=v2))"},
		},
		{
			reason: "a LoadBalancer", app: "a v1: b\nb v1: a",
			with: func(all []model.Any) []model.Any {
				serviceOf(all, "a").Type = "LoadBalancer"
				return all
			},
			want: []string{"baseline: a-v1@a(b=v1/b-v1(a=v1/a-v1@))"},
		},
		{
			reason: "strays of a Service without rules", app: "a -: b\nb v1 v2: c\nc v1 v2:",
			with: func(all []model.Any) []model.Any {
				serviceOf(all, "b").Headless = true
				return all
			},
			want: []string{"baseline: a(b=v1+v2/b-v1(c=v1))", "v2: a(b=v1+v2/b-v2(c=v2))"},
		},
		{reason: "any pod with the label may call", app: "a v1 v2: b\nb v1 v2:", match: api.MatchLane, want: []string{"baseline: a-v1(b=v1)", "v2: a-v2(b=v2)"}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			config, all := defaults(), facts(tt.app)
			if tt.match != "" {
				config.Spec.Match = tt.match
			}
			if tt.with != nil {
				all = tt.with(all)
			}
			_, tr := trace(all, config)
			if diff := cmp.Diff(tt.want, ways(tr.Answer(lane.Question{}).Ways())); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestWaysWithHeader has a Service in a gap, whose requests arrive with the lane's header and without it.
func TestWaysWithHeader(t *testing.T) {
	config := defaults()
	config.Spec.Header.Name = "x-lane"
	_, tr := trace(facts("a v1 v2: b\nb -: c\nc v1 v2: d\nd v1 v2:"), config)
	want := []string{"baseline: a-v1(b=/b(c=v1/c-v1(d=v1)))", "v2: a-v2(b=/b(c=v2#/c-v2(d=v2)))"}
	if diff := cmp.Diff(want, ways(tr.Answer(lane.Question{}).Ways())); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	other := facts("a v1 v2: b x\nb -: x\nx v1: c\nc v1 v2:")
	serviceOf(other, "b").Ports[0].Name = "tcp" // so the header does not get through it
	_, tr = trace(other, config)
	want = []string{"baseline: a-v1(b=/b(x=v1/x-v1^) x=v1/x-v1(c=v1))", "v2: a-v2(b=/b(x=v1/x-v1(c=v1!)) x=v1/x-v1(c=v2#))"}
	if diff := cmp.Diff(want, ways(tr.Answer(lane.Question{}).Ways())); diff != "" {
		t.Errorf("a call both with and without the header (-want +got)\n%s", diff)
	}
}

// TestDeepWays has chains that are longer than a trail goes.
func TestDeepWays(t *testing.T) {
	var app strings.Builder
	const length = 40
	for i := range length {
		fmt.Fprintf(&app, "s%02d v1: s%02d\n", i, i+1)
	}
	fmt.Fprintf(&app, "s%02d v1:\n", length)
	_, tr := trace(facts(app.String()), defaults())
	got := tr.Answer(lane.Question{}).Ways().Trails[0]
	var starts []string
	for _, s := range got.Starts {
		starts = append(starts, fmt.Sprint(s.Caller.Name, s.Continued))
	}
	if diff := cmp.Diff([]string{"s00-v1false", "s16-v1true", "s32-v1true"}, starts); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if text := ways(lane.Ways{Trails: []lane.Trail{got}})[0]; strings.Count(text, "=") != length || strings.Count(text, "v)") == 0 {
		t.Error(text)
	}
}

func TestAnswer(t *testing.T) {
	app := "a v1 v2: b c\nb v1 v2: c\nc v1: d\nd v1 v2: e\ne v1:\nx v1 v2: d"
	caller := func(names ...string) []diag.Ref {
		var refs []diag.Ref
		for _, name := range names {
			refs = append(refs, diag.Ref{APIVersion: "apps/v1", Kind: "Deployment", Name: name})
		}
		return refs
	}
	tests := []struct {
		reason   string
		question lane.Question
		to       string
		want     []string // hops
		matrix   []string
	}{
		{
			reason: "everything",
			want: []string{
				":a-v1>b :a-v1>c :b-v1>c :c-v1>d :d-v1>e :x-v1>d",
				"v2:a-v2>b v2:a-v2>c v2:b-v2>c v2:c-v1>d v2:d-v1>e v2:d-v2>e v2:x-v2>d",
			},
			matrix: []string{"a >v1 >v2", "b v1 v2", "c v1 v1", "d v1 v1missed,v2", "e v1 v1", "x >v1 >v2"},
		},
		{reason: "a lane", question: lane.Question{Lanes: []string{"v2"}}, want: []string{"v2:a-v2>b v2:a-v2>c v2:b-v2>c v2:c-v1>d v2:d-v1>e v2:d-v2>e v2:x-v2>d"}, matrix: []string{"a >v2", "b v2", "c v1", "d v1missed,v2", "e v1", "x >v2"}},
		{reason: "from a workload", question: lane.Question{From: caller("b-v2")}, want: []string{"v2:b-v2>c v2:c-v1>d v2:d-v1>e"}, matrix: []string{"c v1", "d v1missed", "e v1"}},
		{reason: "from one that calls nothing", question: lane.Question{From: caller("e-v1")}},
		{reason: "to a Service", to: "b", want: []string{":a-v1>b", "v2:a-v2>b"}, matrix: []string{"a >v1 >v2", "b v1 v2"}},
		{reason: "to one behind others", to: "d", question: lane.Question{Lanes: []string{"v2"}}, want: []string{"v2:a-v2>b v2:a-v2>c v2:b-v2>c v2:c-v1>d v2:x-v2>d"}, matrix: []string{"a >v2", "b v2", "c v1", "d v1missed,v2", "x >v2"}},
		{reason: "from and to", question: lane.Question{From: caller("a-v1")}, to: "c", want: []string{":a-v1>b :a-v1>c :b-v1>c"}, matrix: []string{"b v1", "c v1"}},
		{reason: "from and to that do not meet", question: lane.Question{From: caller("x-v1")}, to: "c"},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			all := facts(app)
			_, tr := trace(all, defaults())
			tt.question.To = serviceOf(all, tt.to)
			a := tr.Answer(tt.question)
			if diff := cmp.Diff(tt.want, hopTexts(a)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(tt.matrix, matrixTexts(a.Ways().Matrix)); diff != "" {
				t.Errorf("matrix (-want +got)\n%s", diff)
			}
		})
	}
}

// hopTexts are the hops of an answer, a line for each lane.
func hopTexts(a *lane.Answer) []string {
	var lines []string
	last := "none"
	for h := range a.Hops() {
		text := h.Lane + ":" + h.Caller.Name + ">" + h.Callee.Name
		if h.Assumed {
			text += "?"
		}
		if h.Lane != last {
			lines, last = append(lines, text), h.Lane
		} else {
			lines[len(lines)-1] += " " + text
		}
	}
	return lines
}

// matrixTexts are the rows of a matrix.
func matrixTexts(m lane.Matrix) []string {
	var rows []string
	for _, r := range m.Rows {
		row := r.Service.Name
		for _, c := range r.Cells {
			var landings []string
			for _, l := range c.Landings {
				text := l.Version
				if l.How != lane.Own {
					text += string(l.How)
				}
				if !l.Reached {
					text = "(" + text + ")"
				}
				landings = append(landings, text)
			}
			cell := strings.Join(landings, ",")
			if c.Begins {
				cell = ">" + cell
			}
			row += " " + cell
		}
		rows = append(rows, row)
	}
	return rows
}

func TestMatrix(t *testing.T) {
	tests := []struct {
		reason, app string
		with        func([]model.Any) []model.Any
		want        []string
	}{
		{"a fallback, and a version that nothing calls", "a v1 v2: b\nb v1 v3:", nil, []string{"a >v1 >v2 ", "b v1 v1fallback "}},
		{"a gap, and what nothing reaches", "a v1 v2: b\nb -: c\nc v1 v2: d\nd v1 v2:", nil, []string{"a >v1 >v2", "b  ", "c v1 v1missed", "d v1 v1missed,(v2)"}},
		{"no rules", "a v1 v2: b\nb v1 v2:", func(all []model.Any) []model.Any {
			serviceOf(all, "b").Headless = true
			return all
		}, []string{"a >v1 >v2", "b v1spread,v2spread v1spread,v2spread"}},
		{"not known", "a v1 v2: b\nb v1 v2:", func(all []model.Any) []model.Any {
			serviceOf(all, "b").ExternalName = "example.com"
			return all
		}, []string{"a >v1 >v2", "b unknown unknown"}},
		{"pods without a version beside others", "a v1 v2: b\nb - v2:", nil, []string{"a >v1 >v2", "b v2spread,spread v2spread,spread"}},
		{"an ingress that reaches all versions", "a v1 v2: b\nb v1:", func(all []model.Any) []model.Any { return append(all, entry("in", "a")) }, []string{"a v1spread,v2spread >v2", "b v1 v1"}},
		{"an ingress", "a v1:\nb v1:", func(all []model.Any) []model.Any { return append(all, entry("in", "a")) }, []string{"a v1", "b >v1"}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			all := facts(tt.app)
			if tt.with != nil {
				all = tt.with(all)
			}
			_, tr := trace(all, defaults())
			if diff := cmp.Diff(tt.want, matrixTexts(tr.Answer(lane.Question{}).Ways().Matrix)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestUndeclared asks for calls that nothing shows: of all callers, and of those on the way; they lead no further.
func TestUndeclared(t *testing.T) {
	all := facts("a v1: b\nb v1:\nc v1: c")
	_, tr := trace(all, defaults())
	want := []string{":a-v1>a? :a-v1>b :a-v1>c? :b-v1>a? :b-v1>b? :b-v1>c? :c-v1>a? :c-v1>b? :c-v1>c?"}
	if diff := cmp.Diff(want, hopTexts(tr.Answer(lane.Question{Undeclared: true}))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	from := lane.Question{Undeclared: true, From: []diag.Ref{find(all, "a-v1").Ref}, To: serviceOf(all, "c")}
	if diff := cmp.Diff([]string{":a-v1>c? :b-v1>c?"}, hopTexts(tr.Answer(from))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	assumed := 0
	for range tr.Answer(lane.Question{Undeclared: true}).Assumed() {
		assumed++
	}
	if assumed != 8 {
		t.Errorf("%d", assumed)
	}
}

// TestAside puts hops aside, and still follows what only they lead to.
func TestAside(t *testing.T) {
	_, tr := trace(facts("a v1: b t\nb v1: t\nt v1: c\nc v1: b"), defaults())
	q := lane.Question{Aside: func(h *lane.Hop) bool { return h.Callee.Name == "t" }}
	want := []string{"baseline: a-v1(b=v1) t-v1(c=v1/c-v1(b=v1)) -a-v1>t -b-v1>t"}
	if diff := cmp.Diff(want, ways(tr.Answer(q).Ways())); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestNamespace asks for one of two namespaces: what calls into it begins there.
func TestNamespace(t *testing.T) {
	all := facts("a v1: b.two\nb v1: c\nc v1:\nd v1: e\ne v1:")
	for _, f := range all {
		f.Meta().Namespace = "one"
		if name := f.Meta().Name[:1]; name == "b" || name == "c" {
			f.Meta().Namespace = "two"
		}
	}
	_, tr := trace(all, defaults())
	for namespace, want := range map[string][]string{
		"two": {"baseline: a-v1(b=v1/b-v1(c=v1))"},
		"one": {"baseline: a-v1(b=v1) d-v1(e=v1)"},
		"no":  nil,
	} {
		if diff := cmp.Diff(want, ways(tr.Answer(lane.Question{Namespace: namespace}).Ways())); diff != "" {
			t.Errorf("%s (-want +got)\n%s", namespace, diff)
		}
	}
}

// TestNames keeps a lane that is called baseline apart from the baseline.
func TestNames(t *testing.T) {
	p, tr := trace(facts("a v1 baseline: b\nb v1 baseline:"), defaults())
	if diff := cmp.Diff([]string{"baseline", "lane/baseline"}, p.LaneNames()); diff != "" {
		t.Error(diff)
	}
	for name, want := range map[string][]string{"baseline": {":a-v1>b"}, "lane/baseline": {"baseline:a-baseline>b"}} {
		named, known := p.Named(name)
		if diff := cmp.Diff(want, hopTexts(tr.Answer(lane.Question{Lanes: []string{named}}))); !known || diff != "" {
			t.Errorf("%s: %v (-want +got)\n%s", name, known, diff)
		}
	}
	if _, known := p.Named("v1"); known {
		t.Error("v1 is no lane")
	}
}

// TestLossesOfHops finds the gaps at the hops by which lanes are lost.
func TestLossesOfHops(t *testing.T) {
	_, tr := trace(facts("a v1 v2: m n\nm -: x\nn -: x\nx -: c\nc v1 v2: d\nd v1 v2:"), defaults())
	for _, undeclared := range []bool{false, true} {
		a := tr.Answer(lane.Question{Undeclared: undeclared})
		var got []string
		for h := range a.Hops() {
			for _, loss := range a.Losses(h) {
				got = append(got, h.Caller.Name+">"+h.Callee.Name+" "+lossText(*loss))
			}
		}
		if diff := cmp.Diff([]string{"x>c v2 at m (m): x>c; c v2, d v2", "x>c v2 at n (n): x>c; c v2, d v2"}, got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
}

// TestAnswerOfMany bounds the time for a large application.
func TestAnswerOfMany(t *testing.T) {
	var lines strings.Builder
	const many = 5000
	for i := range many {
		fmt.Fprintf(&lines, "s%d v1 v2: s%d s%d\n", i, (i+1)%many, (i*7+3)%many)
	}
	m, config := model.New(facts(lines.String())), defaults()
	g, _ := callgraph.Infer(m, config, detect.All)
	p, _ := lane.Build(m, g, config)
	tr := lane.Follow(p, g)
	start := time.Now()
	a := tr.Answer(lane.Question{To: serviceOfModel(m, "s17")})
	w := a.Ways()
	if took := time.Since(start); took > 5*time.Second || len(w.Trails) != 2 || len(slices.Collect(a.Hops())) < many {
		t.Errorf("%d trails in %v", len(w.Trails), took)
	} else {
		t.Logf("%d trails in %v", len(w.Trails), took)
	}
}

func serviceOfModel(m *model.Model, name string) *model.Service { return m.ServicesNamed(name)[0] }
