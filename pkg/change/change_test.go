package change_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/change"
	"github.com/graylane/graylane/pkg/lane"
)

// app is an application in a few words, as YAML. A line each: the name of a Service, its versions, and behind a colon the
// Services that its pods call, as in "a v1 v2: b c". A version may have the name of its Deployment in front: "old=v1". A line
// that begins with job is of pods that no Service selects; one of gateway and a host is a VirtualService that lets it in to front.
func app(lines string) []byte {
	var out strings.Builder
	for line := range strings.Lines(lines) {
		head, calls, _ := strings.Cut(strings.TrimSpace(line), ":")
		fields := strings.Fields(head)
		name, job := fields[0], fields[0] == "job"
		if name == "gateway" {
			fmt.Fprintf(&out, "---\napiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: own}\nspec: {hosts: [%s], gateways: [gw], http: [{route: [{destination: {host: front}}]}]}\n", fields[1])
			continue
		}
		fields = fields[1:]
		if job {
			name, fields = fields[0], fields[1:]
		} else {
			fmt.Fprintf(&out, "---\napiVersion: v1\nkind: Service\nmetadata: {name: %s}\nspec: {selector: {app: %[1]s}, ports: [{name: http, port: 80}]}\n", name)
		}
		for _, version := range fields {
			deployment, v, named := strings.Cut(version, "=")
			if !named {
				deployment, v = name+"-"+version, version
			}
			var env []string
			for _, callee := range strings.Fields(calls) {
				env = append(env, fmt.Sprintf("{name: %s_URL, value: 'http://%s'}", strings.ToUpper(callee), callee))
			}
			fmt.Fprintf(&out, "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: %s}\nspec: {template: {metadata: {labels: {app: %s, version: %s}}, "+
				"spec: {containers: [{name: x, env: [%s]}]}}}\n", deployment, name, v, strings.Join(env, ", "))
		}
	}
	return []byte(out.String())
}

// entries is a configuration with an entry for the Service front.
func entries(baseline, rest string) []byte {
	return []byte("kind: GrayRelease\napiVersion: graylane.dev/v1alpha1\nmetadata: {name: x}\nspec: {baseline: " + baseline +
		", entries: [{service: front, hosts: [x.test], gateways: [gw], " + rest + "}]}\n")
}

func baseline(version string) []byte {
	return []byte("kind: GrayRelease\napiVersion: graylane.dev/v1alpha1\nmetadata: {name: x}\nspec: {baseline: " + version + "}\n")
}

func TestCompare(t *testing.T) {
	for _, tt := range []struct {
		reason         string
		old, new       string
		before, config []byte // the configurations of both sides
		want           string
	}{
		{
			"a Deployment under another name is no new caller", "client v1: a\na v1: b\nb v1:", "client v1: a\na other=v1: b\nb v1:", nil, nil, "",
		}, {
			"a version in place of another: its own calls land where they did", "client v1: a\na v1: b\nb v1:", "client v1: a\na a-v1=v3: b\nb v1:", nil, nil, `
: ~a v1>v3
: ~client v1 calls a: v1 one-version > v3 one-version`,
		}, {
			"so for pods without a Service, which are known by their labels", "job report v1: a\na v1:", "job report v2: a\na v1:", nil, nil, `
: ~report-v1 v1>report-v2 v2`,
		}, {
			"a lane comes with its versions and calls, and production stays", "client v1: a\na v1: b\nb v1:", "client v1: a\na v1 v2: b\nb v1 v2:", nil, nil, `
: =a v1 calls b: v1 one-version > v1 baseline
: =client v1 calls a: v1 one-version > v1 baseline
v2 added: +a v2, +b v2
v2 added: +a v2 calls b: v2 lane
v2 added: a v2 absent>unreached
v2 added: b v2 absent>unreached`,
		}, {
			"promotion: versions change places", "client v1: a\na v1 v2: b\nb v1 v2:", "client v1: a\na v1 v2: b\nb v1 v2:", nil, baseline("v2"), `
: ~a v1>v2 (was in v2, is in v1), ~b v1>v2 (was in v2, is in v1)
: ~a v2 calls b: v1 baseline > v2 baseline
: ~client v1 calls a: v1 baseline > v2 baseline
v1 added: +a v1 (was on the baseline), +b v1 (was on the baseline)
v1 added: +a v1 calls b: v1 lane
v1 added: a v1 absent>unreached
v1 added: b v1 absent>unreached
v2 removed: -a v2 (is on the baseline), -b v2 (is on the baseline)
v2 removed: -a v2 calls b: v2 lane
v2 removed: a v2 unreached>absent
v2 removed: b v2 unreached>absent`,
		}, {
			"a service of the chain loses its version: a gap opens", "job a v1 v2: b\nb v1 v2: c\nc v1 v2:", "job a v1 v2: b\nb v1: c\nc v1 v2:", nil, nil, `
: =a-v1 v1 calls b: v1 baseline > v1 one-version
v2: -b v2
v2: ~a-v2 v2 calls b: v2 lane > v1 one-version
v2: ~b v1 calls c: v2 lane > v1 gap
v2: gap added at b: > c v2
v2: c v2 reached>unreached
lost: gap of v2 at b
lost: call of v2 to b`,
		}, {
			"the last one does: the lane's requests fall on the baseline", "job a v1 v2: b\nb v1 v2:", "job a v1 v2: b\nb v1:", nil, nil, `
: =a-v1 v1 calls b: v1 baseline > v1 one-version
v2: -b v2
v2: ~a-v2 v2 calls b: v2 lane > v1 one-version
lost: call of v2 to b`,
		}, {
			"a second version where nothing is known to call: requests are spread", "a v1:", "a v1 v2:", nil, nil, `
v2 added: +a v2
lost: service a: v1 one-version > v1,v2 uncalled`,
		}, {
			"a gateway's share", "front v1 v2:", "front v1 v2:", entries("v1", "weights: {v1: 100}"), entries("v1", "weights: {v1: 90, v2: 10}"), `
: ~gw calls front: v1 entry > v1 90% entry
v2: +gw calls front: v2 10% entry
v2: front v2 unreached>reached`,
		}, {
			"another header at the gateway", "front v1 v2:", "front v1 v2:",
			entries("v1", "match: [{headers: {x: {exact: a}}, version: v2}]"), entries("v1", "match: [{headers: {x: {exact: b}}, version: v2}]"), `
v2: ~gw calls front: v2 x=a entry > v2 x=b entry`,
		}, {
			"another host at the gateway", "front v1 v2:", "front v1 v2:", entries("v1", "weights: {v1: 100}"),
			[]byte(strings.Replace(string(entries("v1", "weights: {v1: 100}")), "x.test", "y.test", 1)), `
: ~gw calls front: v1 x.test entry > v1 y.test entry`,
		}, {
			"an entry in place of a VirtualService for the same host", "gateway x.test\nfront v1:", "front v1:", nil, entries("v1", "weights: {v1: 100}"), "",
		}, {
			"and for another host", "gateway y.test\nfront v1 v2:", "front v1 v2:", nil, entries("v1", "weights: {v1: 100}"), `
: ~gw calls front: v1,v2 y.test entry > v1 x.test entry
v2: front v2 reached>unreached
lost: v2 to front v2`,
		}, {
			"a Service that goes takes its calls along", "a v1: b\nb v1:", "a v1: b", nil, nil, `
: -b v1
: -a v1 calls b: v1 one-version`,
		},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			before, after := side(t, app(tt.old), tt.before), side(t, app(tt.new), tt.config)
			if diff := cmp.Diff(strings.TrimPrefix(tt.want, "\n"), text(change.Compare(before, after))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// text is what a change says of lanes, and what is lost.
func text(c change.Change) string {
	var lines []string
	for _, l := range c.Lanes {
		head := l.Name
		if l.Kind != change.Changed {
			head += " " + string(l.Kind)
		}
		add := func(format string, args ...any) { lines = append(lines, head+": "+fmt.Sprintf(format, args...)) }
		var members []string
		for _, m := range l.Members {
			members = append(members, memberText(m))
		}
		if len(members) > 0 {
			add("%s", strings.Join(members, ", "))
		}
		for _, call := range append(l.Entries, l.Calls...) {
			add("%s", callText(call))
		}
		for _, g := range l.Gaps {
			add("gap %s at %s: %s> %s", g.Kind, g.At.Name, partiesText(g.Old), partiesText(g.New))
		}
		for _, r := range l.Reaches {
			add("%s %s>%s", partyText(&r.Version), r.Old, r.New)
		}
	}
	for _, l := range c.Lost {
		switch {
		case l.Gap != nil:
			lines = append(lines, "lost: gap of "+l.Lane+" at "+l.Gap.At.Name)
		case l.Reach != nil:
			lines = append(lines, "lost: "+l.Lane+" to "+partyText(&l.Reach.Version))
		case l.Call != nil:
			lines = append(lines, "lost: call of "+l.Lane+" to "+l.Call.Callee.Name)
		default:
			s := l.Service
			lines = append(lines, fmt.Sprintf("lost: service %s: %s %s > %s %s",
				s.Name, strings.Join(s.Old.Unnamed, ","), s.Old.Reason, strings.Join(s.New.Unnamed, ","), s.New.Reason))
		}
	}
	return strings.Join(lines, "\n")
}

func memberText(m change.Member) string {
	stands := func(what string, s change.Standing) string {
		if s.Lane == lane.Baseline {
			return what + " on the baseline"
		}
		return what + " in " + s.Lane
	}
	var where []string
	if m.New != nil && m.Was.There {
		where = append(where, stands("was", m.Was))
	}
	if m.Old != nil && m.Is.There {
		where = append(where, stands("is", m.Is))
	}
	note := ""
	if len(where) > 0 {
		note = " (" + strings.Join(where, ", ") + ")"
	}
	switch {
	case m.Old == nil:
		return "+" + partyText(m.New) + note
	case m.New == nil:
		return "-" + partyText(m.Old) + note
	case m.Old.Name != m.New.Name:
		return "~" + partyText(m.Old) + ">" + partyText(m.New) + note
	}
	return "~" + partyText(m.Old) + ">" + m.New.Version + note
}

func partyText(p *change.Party) string { return strings.TrimSpace(p.Name + " " + p.Version) }

func partiesText(all []change.Party) string {
	var out []string
	for _, p := range all {
		out = append(out, partyText(&p))
	}
	return strings.Join(out, ", ")
}

func callText(c change.Call) string {
	marks := map[change.Kind]string{change.Added: "+", change.Removed: "-", change.Changed: "~", change.Reason: "="}
	var landings []string
	caller := c.New
	for _, l := range []*change.Landing{c.Old, c.New} {
		if l == nil {
			continue
		}
		landing := strings.Join(l.Versions, ",")
		if l.Percent > 0 {
			landing += fmt.Sprintf(" %d%%", l.Percent)
		}
		if c.Old != nil && c.New != nil && c.Old.Hosts != nil && c.Old.Hosts[0] != c.New.Hosts[0] {
			landing += " " + strings.Join(l.Hosts, ",")
		}
		for _, h := range l.Headers {
			landing += " " + h.Name + "=" + h.Exact
		}
		landings = append(landings, landing+" "+string(l.Reason))
		if caller == nil {
			caller = l
		}
	}
	return marks[c.Kind] + partyText(&caller.Caller) + " calls " + c.Callee.Name + ": " + strings.Join(landings, " > ")
}
