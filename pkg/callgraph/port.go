package callgraph

import (
	"maps"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/address"
	"github.com/graylane/graylane/pkg/model"
)

// served are the numbers by which clients reach the pods of s, with the port of s that each means: 0 where it is
// none of them. A client of a headless Service reaches the pods themselves, so it names their ports.
func (r Resolver) served(s *model.Service) map[int]int {
	if known, ok := r.numbers[s]; ok {
		return known
	}
	numbers, named := map[int]int{}, map[string][]int{}
	for _, w := range r.Model.Selected(s) {
		for _, c := range w.Containers {
			for _, p := range c.Ports {
				numbers[p.Number] = 0
				named[p.Name] = append(named[p.Name], p.Number)
			}
		}
	}
	for _, p := range s.Ports {
		targets := named[p.Target]
		if target, isNumber := address.PortNumber(p.Target); isNumber {
			targets = []int{target}
		}
		for _, target := range targets {
			if numbers[target] = 0; s.Headless && p.Target != "" {
				numbers[target] = p.Number
			}
		}
	}
	for _, p := range s.Ports {
		numbers[p.Number] = p.Number
	}
	delete(numbers, 0)
	r.numbers[s] = numbers
	return numbers
}

// ports are the ports of s that an address means: its own; else the one beside it; else those under names that
// belong to its name; else the one its scheme means; else the only one that s has, or the only one that goes by
// the name of the scheme, or is named beside the address. 0 stands for an unknown port.
func (g *group) ports(s *model.Service, c *Clue, a address.Address) []int {
	switch {
	case a.PortName != "":
		return []int{portNamed(s, func(name string) bool { return name == a.PortName })}
	case a.Port != 0:
		return []int{g.served(s)[a.Port]}
	}
	if number, ok := address.PortNumber(c.Setting.Port); ok {
		return []int{g.served(s)[number]}
	}
	if beside, _ := g.beside(s, c); len(beside) > 0 {
		return beside
	}
	if number := address.DefaultPort(a.Scheme); number != 0 && !a.PortUnknown {
		return []int{g.served(s)[number]}
	}
	if len(s.Ports) == 1 {
		return []int{s.Ports[0].Number}
	}
	own := g.hint(c.Setting.Name).own
	return []int{portNamed(s, func(name string) bool {
		return slices.ContainsFunc(g.hint(name).own, func(word string) bool { return word == a.Scheme || slices.Contains(own, word) })
	})}
}

// portNamed is the port of s whose name matches; 0 when none does, or several do.
func portNamed(s *model.Service, matches func(name string) bool) int {
	port := 0
	for _, p := range s.Ports {
		if p.Name == "" || !matches(p.Name) {
			continue
		}
		if port != 0 {
			return 0
		}
		port = p.Number
	}
	return port
}

// maxStems is among how many names of one port those are looked for that only begin like a host's.
const maxStems = 64

// belongs tells whether one of two stems begins with the words of the other.
func belongs(of string) func(string) bool {
	return func(other string) bool {
		return strings.HasPrefix(other, of+" ") || strings.HasPrefix(of, other+" ")
	}
}

// beside are the ports of s that stand under names that belong to the name of c: those of the same stem (DB_HOST
// and DB_PORT), exactly then; else those of which one stem begins with the other (JAEGER_HOST and JAEGER_UI_PORT).
func (g *group) beside(s *model.Service, c *Clue) (ports []int, exactly bool) {
	of := g.hint(c.Setting.Name).stem
	var same, related []int
	served := g.served(s)
	for _, number := range slices.Sorted(maps.Keys(served)) {
		stems := g.stems()[number]
		if stems[of] {
			same = append(same, served[number])
		} else if of != "" && len(stems) <= maxStems && slices.ContainsFunc(slices.Collect(maps.Keys(stems)), belongs(of)) {
			related = append(related, served[number])
		}
	}
	if len(same) > 0 {
		return same, true
	}
	return related, false
}
