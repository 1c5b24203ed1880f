package check

import (
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// https finds calls that the application encrypts itself, to ports that Istio takes for plain HTTP. On a port of unknown
// protocol the sidecar sees that it is TLS, and the rules for TCP steer it.
func https() Analyzer {
	return Analyzer{Name: "https", Codes: []diag.Code{diag.AppTLS}, Run: func(in Input, report func(diag.Diagnostic)) {
		for _, s := range in.Plan.Services {
			for _, c := range in.Graph.To(s.Service) {
				w := c.Caller.Workload
				if w == nil || c.Protocol.Layer() != model.HTTP || in.Model.NoSidecar(w) != "" {
					continue
				}
				for _, e := range c.Evidence {
					if !e.Weak && encrypted(e) {
						args := []any{w.Ref.String(), s.Ref.String(), strconv.Itoa(c.Port), string(c.Protocol)}
						report(diag.New(diag.AppTLS, e.Object, args...).In(e.Field).At(e.Place))
					}
				}
			}
		}
	}}
}

// encrypted tells whether a URL with the scheme https names the host of e: its value has no URL of another scheme, or the
// host stands right behind this one.
func encrypted(e callgraph.Evidence) bool {
	value := strings.ToLower(e.Value)
	if !strings.Contains(value, "https://") {
		return false
	}
	return strings.Count(value, "://") == strings.Count(value, "https://") || strings.Contains(value, "https://"+e.Host)
}
