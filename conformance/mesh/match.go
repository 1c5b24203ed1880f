package mesh

import (
	"regexp"
	"strings"

	routev3 "github.com/envoyproxy/go-control-plane/envoy/config/route/v3"
	matcherv3 "github.com/envoyproxy/go-control-plane/envoy/type/matcher/v3"
	"istio.io/istio/pilot/pkg/simulation"
)

// takes tells whether a route takes a request: by its path and by every header that the route names
// (https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto). Istio's simulation looks at the
// path alone.
func takes(m *routev3.RouteMatch, call simulation.Call) bool {
	path := call.Path
	if path == "" {
		path = "/"
	}
	matched := false
	switch p := m.PathSpecifier.(type) {
	case *routev3.RouteMatch_Prefix:
		matched = strings.HasPrefix(path, p.Prefix)
	case *routev3.RouteMatch_PathSeparatedPrefix:
		matched = path == p.PathSeparatedPrefix || strings.HasPrefix(path, p.PathSeparatedPrefix+"/")
	case *routev3.RouteMatch_Path:
		matched = path == p.Path
	case *routev3.RouteMatch_SafeRegex:
		matched = whole(p.SafeRegex.Regex, path)
	}
	for _, h := range m.Headers {
		matched = matched && hasHeader(h, call)
	}
	return matched && len(m.QueryParameters) == 0
}

// hasHeader tells whether a request has a header as a route wants it.
func hasHeader(h *routev3.HeaderMatcher, call simulation.Call) bool {
	values := call.Headers.Values(h.Name)
	if h.Name == ":method" {
		values = []string{"GET"}
	}
	value, present := strings.Join(values, ","), len(values) > 0
	found := present
	switch s := h.HeaderMatchSpecifier.(type) {
	case *routev3.HeaderMatcher_PresentMatch:
		found = present == s.PresentMatch
	case *routev3.HeaderMatcher_StringMatch:
		found = present && isString(s.StringMatch, value)
	}
	return found != h.InvertMatch
}

func isString(m *matcherv3.StringMatcher, value string) bool {
	fold := func(s string) string {
		if m.IgnoreCase {
			return strings.ToLower(s)
		}
		return s
	}
	switch p := m.MatchPattern.(type) {
	case *matcherv3.StringMatcher_Exact:
		return fold(value) == fold(p.Exact)
	case *matcherv3.StringMatcher_Prefix:
		return strings.HasPrefix(fold(value), fold(p.Prefix))
	case *matcherv3.StringMatcher_Suffix:
		return strings.HasSuffix(fold(value), fold(p.Suffix))
	case *matcherv3.StringMatcher_Contains:
		return strings.Contains(fold(value), fold(p.Contains))
	case *matcherv3.StringMatcher_SafeRegex:
		return whole(p.SafeRegex.Regex, value)
	}
	return false
}

// whole tells whether a pattern matches a text as a whole, as it has to in Envoy.
func whole(pattern, text string) bool {
	r, err := regexp.Compile("^(?:" + pattern + ")$")
	return err == nil && r.MatchString(text)
}
