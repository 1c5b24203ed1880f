package telemetry

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/api"
)

// accessLine is a line of an access log: what tells of a call.
type accessLine struct {
	Start    string `json:"start_time"`
	Protocol string `json:"protocol"`
	Method   string `json:"method"`
	Cluster  string `json:"upstream_cluster"`
}

// collected is a line as collectors of logs pass it on, with the pod that wrote it (https://docs.fluentbit.io/manual/pipeline/filters/kubernetes).
type collected struct {
	accessLine
	Log        string `json:"log"`
	Kubernetes struct {
		Namespace string            `json:"namespace_name"`
		Pod       string            `json:"pod_name"`
		Labels    map[string]string `json:"labels"`
	} `json:"kubernetes"`
}

// AccessLogs reads access logs of Istio's sidecars, a line at a time: in JSON, or as text in the format that Istio has by default
// (https://istio.io/latest/docs/tasks/observability/logs/access-log/). Who called is whose log it is: the pod that kubectl logs --prefix names,
// or a collector of logs; else that of the options. Lines that callees write say nothing of the caller.
func AccessLogs(text []byte, o Options, keep func(Record)) (Report, error) {
	c := &collector{keep: keep}
	read := 0
	for line := range bytes.Lines(text) {
		c.line++
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		a, from, ok := accessed(string(line), o)
		if !ok {
			c.pass(unread)
			continue
		}
		read++
		c.access(a, from)
	}
	if read == 0 && c.line > 0 {
		return c.report, errors.New("no line of it is one of an access log of Istio, in JSON or in the default text format")
	}
	return c.report, nil
}

// accessed takes a line apart, and tells who wrote it.
func accessed(line string, o Options) (accessLine, api.ObservedCaller, bool) {
	from := o.Caller
	if pod, rest, ok := prefixed(line); ok {
		from = api.ObservedCaller{Namespace: o.Caller.Namespace, Workload: workloadOf(pod)}
		line = rest
	}
	if !strings.HasPrefix(line, "{") {
		a, ok := accessText(line)
		return a, from, ok
	}
	var whole collected
	if json.Unmarshal([]byte(line), &whole) != nil {
		return accessLine{}, from, false
	}
	a := whole.accessLine
	if k := whole.Kubernetes; k.Pod != "" {
		from = api.ObservedCaller{Namespace: k.Namespace, Workload: workloadOf(k.Pod), Labels: application(k.Labels), Version: k.Labels[o.VersionLabel]}
	}
	if a.Cluster == "" && whole.Log != "" {
		inner := strings.TrimSpace(whole.Log)
		if text, ok := accessText(inner); ok {
			return text, from, true
		}
		if json.Unmarshal([]byte(inner), &a) != nil {
			return a, from, false
		}
	}
	return a, from, a.Cluster != ""
}

// prefixed is the pod of a line that kubectl logs --prefix wrote, as [pod/web-v1-5d4f8c7b9-x2x4z/istio-proxy], and the line without that.
func prefixed(line string) (pod, rest string, ok bool) {
	after, ok := strings.CutPrefix(line, "[pod/")
	if !ok {
		return "", "", false
	}
	prefix, rest, ok := strings.Cut(after, "] ")
	pod, _, found := strings.Cut(prefix, "/")
	return pod, rest, ok && found
}

// access keeps a line. Envoy's cluster of a call is direction, port, subset and host with bars between them.
func (c *collector) access(a accessLine, from api.ObservedCaller) {
	parts := strings.Split(a.Cluster, "|")
	if len(parts) != 4 && strings.HasPrefix(a.Cluster, "outbound_.") {
		parts = strings.SplitN(a.Cluster, "_.", 4)
	}
	switch {
	case known(a.Cluster) == "", aside(a.Cluster), len(parts) != 4:
		c.pass(noService)
		return
	case parts[0] == "inbound":
		c.pass(inbound)
		return
	}
	r := Record{
		From: from, To: api.ObservedCallee{Service: parts[3], Version: parts[2]},
		Protocol: protocolOf(a.Protocol), Count: 1, First: moment(a.Start), Source: AccessLog,
	}
	r.To.Port, _ = strconv.Atoi(parts[1])
	if known(a.Protocol) == "" && known(a.Method) == "" {
		r.Protocol = "tcp"
	}
	r.Last = r.First
	c.add(r)
}
