package callgraph

import (
	"regexp"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/address"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/quote"
	"github.com/graylane/graylane/pkg/setting"
)

// group is clues of a workload that belong together.
type group struct {
	*builder
	workload *model.Workload
	clues    []Clue
	depth    int
	byNumber map[int]map[string]bool // the stems of the names of ports, by the port; nil until asked for
}

// run enters the calls that the clues show.
func (g *group) run() {
	for i := range g.clues {
		g.clues[i].expand(&g.room)
	}
	for i := range g.clues {
		c := &g.clues[i]
		if c.Refers != nil {
			g.refer(c)
			continue
		}
		if g.left -= len(c.Setting.Value); g.left < 0 {
			return
		}
		if !g.Model.Mentions(c.Setting.Value) && (c.File == "" || c.Lookup == nil || !strings.Contains(c.Setting.Value, "$")) {
			continue
		}
		content := g.read(source{c.File, c.Setting.Value})
		for _, settings := range content.groups {
			g.inside(c, settings)
		}
		for _, a := range content.addresses {
			g.address(c, a)
		}
		if content.prose && slices.ContainsFunc(content.words, g.unknown) {
			continue
		}
		for _, a := range content.words {
			g.address(c, a)
		}
	}
}

// expand puts the environment into what c has of placeholders. A file is read first.
func (c *Clue) expand(room *int) {
	if c.File != "" {
		return
	}
	value, filled := expand(c.Setting.Value, c.Lookup, room)
	c.Setting.Value, c.Filled = value, c.Filled || filled
	c.Setting.Port, _ = expand(c.Setting.Port, c.Lookup, room)
}

// unknown tells whether an address means no Service: a sentence has such words, and a list of hosts has none.
func (g *group) unknown(a address.Address) bool {
	return g.Service(a.Host, g.workload.Namespace) == nil
}

// inside enters the calls that settings within the value of a clue show.
func (g *group) inside(c *Clue, settings setting.Group) {
	if g.depth == maxDepth {
		return
	}
	within := &group{builder: g.builder, workload: g.workload, depth: g.depth + 1, clues: make([]Clue, len(settings))}
	for i, s := range settings {
		inner := *c
		inner.File, inner.Setting = "", s
		if s.Field != "" {
			inner.Key = joinKey(c.Key, s.Field)
		}
		within.clues[i] = inner
	}
	within.run()
}

func joinKey(outer, inner string) string {
	if outer == "" {
		return inner
	}
	return outer + ": " + inner
}

// stems are the stems of the names of ports in the group, by the port.
func (g *group) stems() map[int]map[string]bool {
	if g.byNumber == nil {
		g.byNumber = map[int]map[string]bool{}
		for _, c := range g.clues {
			if number, ok := address.PortNumber(c.Setting.Value); ok && g.hint(c.Setting.Name).port {
				if g.byNumber[number] == nil {
					g.byNumber[number] = map[string]bool{}
				}
				g.byNumber[number][g.hint(c.Setting.Name).stem] = true
			}
		}
	}
	return g.byNumber
}

// address enters the calls that an address in a clue shows. The pods of a Service do not call it: what names it there
// is what they tell others, or are told about themselves.
func (g *group) address(c *Clue, a address.Address) {
	s := g.Service(a.Host, g.workload.Namespace)
	if s == nil {
		g.nowhere(c, a)
		return
	}
	if sure, counts := g.counts(s, c, a); counts && !slices.Contains(g.Model.Selecting(g.workload), s) {
		g.short[s] = g.short[s] || a.Host == s.Name
		g.enter(s, c.weighed(sure), a)
	}
}

// lineKey is a key that tells a line alone.
var lineKey = regexp.MustCompile(`^line [0-9]+$`)

// enter enters the calls of s.
func (g *group) enter(s *model.Service, c *Clue, a address.Address) {
	for _, port := range g.ports(s, c, a) {
		kind := g.kindOf(s, port, c, a)
		call := g.call(Caller{Workload: g.workload}, s, port, kind)
		e := c.Evidence
		e.Weak = e.Weak || kind == Health
		if !call.takes(e.Weak) { // then what would be shown need not be made
			call.More++
			continue
		}
		e.Value, e.Host = c.shown(a), a.String()
		if c.Secret && !lineKey.MatchString(e.Key) {
			e.Key = "" // the keys of a secret are the secret's
		}
		call.enter(e)
	}
}

// counts tells whether an address that resolves to s is evidence of a call, and whether it is sure: a URL always is;
// host:port, if s serves the port; a qualified name always; a word, if a port of s stands beside it. What is not so
// sure counts if the format or the name of the setting says that it is a host.
func (g *group) counts(s *model.Service, c *Clue, a address.Address) (sure, counts bool) {
	name := g.hint(c.Setting.Name)
	_, served := g.served(s)[a.Port]
	number, _ := address.PortNumber(c.Setting.Port)
	_, servedBeside := g.served(s)[number]
	switch {
	case name.client && !c.Setting.Host && !name.of(g.hint(s.Name)):
		return false, false
	case a.Form == address.URL, a.Form == address.HostPort && (served || a.PortUnknown || len(s.Ports) == 0), c.Setting.Host, servedBeside:
		return true, true
	case a.Form == address.Name && (g.qualified(a.Host) || !name.other):
		return true, true
	case a.Form == address.Word:
		if _, exactly := g.beside(s, c); exactly {
			return true, true
		}
		return false, name.host || name.service(g.hint(s.Name))
	}
	return true, name.host
}

// nowhere deals with an address that means no Service of the input: one that kustomize renamed, or one in a
// namespace that nothing declares.
func (g *group) nowhere(c *Clue, a address.Address) {
	saysHost := c.Setting.Host || g.hint(c.Setting.Name).host
	if a.Form == address.Word && !saysHost {
		return
	}
	if s := g.renamed(a.Host, g.workload.Namespace); s != nil {
		g.former = append(g.former, former{c.Object, c.Place, c.Field, a.Host, s.Ref, g.workload.Ref})
		return
	}
	s, namespace := g.elsewhere(a.Host)
	if s == nil || slices.Contains(g.Model.Selecting(g.workload), s) {
		return
	}
	if _, served := g.served(s)[a.Port]; !served && !g.qualified(a.Host) {
		return // as a host of the internet is
	}
	if sure, counts := g.counts(s, c, a); counts {
		g.assumed[namespace] = append(g.assumed[namespace], assumption{g, c.weighed(sure), a, s})
	}
}

// weighed is c as evidence that is sure, or weak.
func (c *Clue) weighed(sure bool) *Clue {
	if sure {
		return c
	}
	weak := *c
	weak.Weak = true
	return &weak
}

// longest is how long a value may be that is shown as a whole, in bytes.
const longest = 200

// shown is what is shown of the value of c: all of it as written, but for what is a credential; of a long one the setting that
// names the host; of a secret, and of what has one in it, the host alone.
func (c *Clue) shown(a address.Address) string {
	switch {
	case c.Secret:
		return a.String()
	case len(c.Evidence.Value) <= longest && !multiLine(c.Evidence.Value):
		return quote.Credentials(c.Evidence.Value)
	case !c.Filled && len(c.Setting.Value) <= longest && !multiLine(c.Setting.Value):
		return quote.Credentials(c.Setting.Value)
	}
	return a.String()
}
