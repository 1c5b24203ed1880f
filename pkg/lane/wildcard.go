package lane

import (
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/model"
)

// wildcardRules are DestinationRules of others with wildcard hosts, by what follows the star: finding those that cover a Service takes
// as long as its host is, and not as there are rules.
type wildcardRules struct {
	all      []*model.DestinationRule
	bySuffix map[string][]int // places in all
}

func (x *wildcardRules) add(d *model.DestinationRule) {
	suffix := strings.TrimPrefix(d.Host, "*")
	x.bySuffix[suffix] = append(x.bySuffix[suffix], len(x.all))
	x.all = append(x.all, d)
}

// covering are the rules whose host covers another one, in the order in which they were added.
func (x *wildcardRules) covering(host string) []*model.DestinationRule {
	if len(x.all) == 0 {
		return nil
	}
	var places []int
	for i := range len(host) + 1 {
		places = append(places, x.bySuffix[host[i:]]...)
	}
	slices.Sort(places)
	var found []*model.DestinationRule
	for _, place := range places {
		found = append(found, x.all[place])
	}
	return found
}

// hosts are the fully qualified hosts of Services, so that those with an end can be found.
type hosts []reversedHost

// reversedHost is the host of a Service from its end, and the place of that among the Services.
type reversedHost struct {
	text  string
	place int
}

// reversedHosts are those of all Services, in order.
func (b *builder) reversedHosts() hosts {
	var all hosts
	for i, s := range b.model.Services() {
		all = append(all, reversedHost{reversed(b.host(s)), i})
	}
	slices.SortFunc(all, func(x, y reversedHost) int { return strings.Compare(x.text, y.text) })
	return all
}

// ending are the places of the Services whose host has an end, in order.
func (x hosts) ending(end string) []int {
	begin := reversed(end)
	i, _ := slices.BinarySearchFunc(x, begin, func(h reversedHost, begin string) int { return strings.Compare(h.text, begin) })
	var places []int
	for ; i < len(x) && strings.HasPrefix(x[i].text, begin); i++ {
		places = append(places, x[i].place)
	}
	slices.Sort(places)
	return places
}

func reversed(text string) string {
	bytes := []byte(text)
	slices.Reverse(bytes)
	return string(bytes)
}

// host is the fully qualified host of a Service.
func (b *builder) host(s *model.Service) string {
	return s.Name + "." + s.Key().Namespace + ".svc." + b.Domain
}
