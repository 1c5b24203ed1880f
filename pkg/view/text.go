package view

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/scope"
)

// printer renders text.
type printer struct {
	Graph
	scope      scope.Scope
	namespaces []string // of what is shown, each once, in order
}

// wide is the form for a wide terminal: a table of the calls, a line for each application, what it calls and the port;
// then the calls that steer nothing, by kind; then what takes no part in a call; then a line that counts.
func wide(g Graph) ([]byte, error) {
	p := &printer{Graph: g, scope: g.scope()}
	p.namespaces = p.scope.Namespaces()
	shown, folded := p.fold(p.rows())
	var sections []string
	for _, t := range []table{p.calls(shown), p.folded(folded), p.uncalled(), p.unconnected()} {
		if s := t.text(p.Paint); s != "" {
			sections = append(sections, s)
		}
	}
	sections = append(sections, p.summary()+"\n")
	return []byte(strings.Join(sections, "\n")), nil
}

// ordinary is the kind of calls that nothing else is known of; its cell is empty.
const ordinary = string(callgraph.Request)

// calls is a line for each row.
func (p *printer) calls(rows []*row) table {
	var t table
	t.add("CALLER", "VERSIONS", "LANES", "CALLS", "VERSIONS", "PORT", "PROTOCOL", "KIND", "SEEN IN")
	for _, r := range rows {
		port := ""
		if r.port > 0 {
			port = strconv.Itoa(r.port)
		}
		t.add(p.callerName(r.caller), p.callerVersions(r), p.lanes(r), p.service(r.callee), p.versions(r.callee),
			port, string(r.calls[0].Protocol), strings.TrimPrefix(string(r.kind), ordinary), p.seenIn(r))
	}
	return t
}

// uncalled is the Services of the application that nothing calls.
func (p *printer) uncalled() table {
	var t table
	t.add("UNCALLED", "VERSIONS", "PORTS", "ENTRY")
	called := map[*model.Service]bool{}
	for _, c := range p.scope.Calls {
		called[c.Callee] = true
	}
	for _, s := range p.scope.Services {
		if !called[s] && !s.Context {
			t.add(p.service(s), p.versions(s), ports(s), p.entry(s))
		}
	}
	return t
}

func ports(s *model.Service) string {
	var cells []string
	for _, p := range s.Ports {
		cells = append(cells, strings.TrimSuffix(strconv.Itoa(p.Number)+"/"+string(p.Protocol()), "/"))
	}
	return list(cells)
}

// entry is the way on which traffic from outside reaches s; empty when there is none.
func (p *printer) entry(s *model.Service) string {
	switch {
	case s.Exposed():
		return s.Type
	case p.Plan.Entered(s):
		return "ingress"
	}
	return ""
}

// unconnected is the workloads that call nothing and that no Service selects.
func (p *printer) unconnected() table {
	var t table
	t.add("UNCONNECTED", "VERSION")
	calling := map[*model.Workload]bool{}
	for _, c := range p.scope.Calls {
		calling[c.Caller.Workload] = true
	}
	for _, w := range p.scope.Workloads {
		if !calling[w] && len(p.Model.Selecting(w)) == 0 {
			t.add(p.object(w.Ref), marked([]string{p.version(w)}, ""))
		}
	}
	return t
}

// summary counts what is shown, and names the lanes.
func (p *printer) summary() string {
	s := p.counts()
	if len(p.Plan.Lanes) == 0 {
		return s
	}
	all := map[string]bool{}
	for _, l := range p.Plan.LaneNames() {
		all[l] = true
	}
	return s + " Lanes: " + p.laneList(all) + "; * marks a baseline version."
}

// counts counts what is shown.
func (p *printer) counts() string {
	s := fmt.Sprintf("%s, %s, %s.",
		count(len(p.scope.Services), "Service"), count(len(p.scope.Workloads), "workload"), count(len(p.scope.Calls), "call"))
	if len(p.scope.Services)+len(p.scope.Workloads) == 0 && p.Namespace != "" {
		s += " Nothing concerns the namespace " + name(p.Namespace) + "."
	}
	if len(p.namespaces) == 1 && p.namespaces[0] != "" {
		s = "Namespace " + name(p.namespaces[0]) + ": " + s
	}
	return s
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}
