package lane

import (
	"slices"

	"github.com/graylane/graylane/pkg/model"
)

// Template is a template of someone else for a Service: the generated VirtualService has its routes.
type Template struct {
	*model.Template
	means map[string]bool // whether a host, as it is written, is that of the Service
	names []string        // of the Service, as its clients may spell it
}

// Means tells whether a host of a destination, as the template writes it, is that of its Service.
func (t *Template) Means(host string) bool { return t.means[host] }

// Covers tells whether the routes of a layer have a rule for every caller of a port: else Istio sends the requests of those
// without one to all versions.
func (t *Template) Covers(layer model.Layer, port int) bool {
	return slices.ContainsFunc(t.Routes, func(r model.TemplateRoute) bool {
		return r.Layer == layer && (len(r.Matches) == 0 || slices.ContainsFunc(r.Matches, func(m model.TemplateMatch) bool {
			return m.For(port) && !m.BySource
		}))
	})
}

// Settles tells whether every request to a port lands where the lanes say: the routes of its layers leave none out, and send
// none to a subset that they name themselves, to another host or nowhere. What a route says for the requests that an earlier
// one takes anyway does not count.
func (t *Template) Settles(port model.Port) bool {
	layer := port.Protocol().Layer()
	if layer == model.Sniffed {
		return t.settles(model.HTTP, port.Number) && t.settles(model.TCP, port.Number)
	}
	return t.settles(layer, port.Number)
}

func (t *Template) settles(layer model.Layer, port int) bool {
	own := true // the routes for it are graylane's own
	for _, r := range t.Routes {
		if r.Layer != layer || !r.For(port) {
			continue
		}
		own = false
		if len(r.Destinations) == 0 || slices.ContainsFunc(r.Destinations, t.astray) {
			return false
		}
		if len(r.Matches) == 0 || slices.ContainsFunc(r.Matches, func(m model.TemplateMatch) bool { return t.takesAll(m, layer, port) }) {
			return true
		}
	}
	return own
}

// astray tells whether a destination is no subset that graylane fills in.
func (t *Template) astray(d model.Destination) bool { return d.Subset != "" || !t.means[d.Host] }

// takesAll tells whether a match takes all requests of the mesh to a port.
func (t *Template) takesAll(m model.TemplateMatch, layer model.Layer, port int) bool {
	if layer == model.TLS && slices.ContainsFunc(t.names, func(name string) bool { return !slices.Contains(m.SNIHosts, name) }) {
		return false
	}
	return m.For(port) && !m.BySource && !m.ByAddress && !m.Restricted
}

// SNIHosts are the sets of names that the TLS routes for a port match, each once, in their order.
func (t *Template) SNIHosts(port int) [][]string {
	var all [][]string
	for _, r := range t.Routes {
		for _, m := range r.Matches {
			known := slices.ContainsFunc(all, func(other []string) bool { return slices.Equal(other, m.SNIHosts) })
			if r.Layer == model.TLS && m.For(port) && !known {
				all = append(all, m.SNIHosts)
			}
		}
	}
	return all
}
