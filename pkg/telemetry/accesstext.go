package telemetry

import "strings"

// accessText takes a line of the default text format apart. Only its ends are looked at: a request's own words stand between, which may be
// anything. It begins with
//
//	[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% ...
//
// and ends with
//
//	"%UPSTREAM_HOST%" %UPSTREAM_CLUSTER_RAW% %UPSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_REMOTE_ADDRESS% %REQUESTED_SERVER_NAME% %ROUTE_NAME%
func accessText(line string) (accessLine, bool) {
	const last = 6 // words behind the host
	after, ok := strings.CutPrefix(line, "[")
	if !ok {
		return accessLine{}, false
	}
	start, rest, ok := strings.Cut(after, `] "`)
	if !ok || moment(start) == "" {
		return accessLine{}, false
	}
	words := strings.Fields(rest)
	if len(words) < last+4 {
		return accessLine{}, false
	}
	a := accessLine{Start: start, Method: words[0], Cluster: words[len(words)-last]}
	if !strings.HasSuffix(words[len(words)-last-1], `"`) {
		return accessLine{}, false
	}
	if a.Method != "-" {
		a.Protocol = "http" // a path may have spaces in it, and quotation marks: the protocol behind it is not looked for
	}
	return a, true
}
