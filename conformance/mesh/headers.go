package mesh

import (
	"net/http"

	corev3 "github.com/envoyproxy/go-control-plane/envoy/config/core/v3"
)

// operations are what one level of a route does with the headers of a request.
type operations struct {
	add    []*corev3.HeaderValueOption
	remove []string
}

// rewritten is the headers of a request after operations, those of the cluster before those of the route, where each removes
// before it adds, as Envoy does
// (https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/headers#custom-request-response-headers).
func rewritten(headers http.Header, levels ...operations) http.Header {
	out := headers.Clone()
	for _, level := range levels {
		for _, name := range level.remove {
			out.Del(name)
		}
		for _, option := range level.add {
			h := option.GetHeader()
			switch option.AppendAction {
			case corev3.HeaderValueOption_OVERWRITE_IF_EXISTS_OR_ADD:
				out.Set(h.Key, h.Value)
			default: // APPEND_IF_EXISTS_OR_ADD is the only other one that Istio writes
				out.Add(h.Key, h.Value)
			}
		}
	}
	return out
}
