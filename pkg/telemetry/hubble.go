package telemetry

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"github.com/graylane/graylane/pkg/api"
)

// hubbleFlow is a flow of Hubble (https://docs.cilium.io/en/stable/_api/v1/flow/README/), in JSON as hubble observe prints it.
type hubbleFlow struct {
	Time        string         `json:"time"`
	Verdict     string         `json:"verdict"`
	Source      hubbleEndpoint `json:"source"`
	Destination hubbleEndpoint `json:"destination"`
	L4          struct {
		TCP *struct {
			Port  int `json:"destination_port"`
			Flags struct {
				SYN bool `json:"SYN"`
				ACK bool `json:"ACK"`
			} `json:"flags"`
		} `json:"TCP"`
	} `json:"l4"`
	L7 *struct {
		Type string `json:"type"`
		HTTP *struct {
			Headers []struct {
				Key   string `json:"key"`
				Value string `json:"value"`
			} `json:"headers"`
		} `json:"http"`
	} `json:"l7"`
	Service struct {
		Name      string `json:"name"`
		Namespace string `json:"namespace"`
	} `json:"destination_service"`
	Direction string `json:"traffic_direction"`
	Reply     bool   `json:"is_reply"`
}

type hubbleEndpoint struct {
	Namespace string   `json:"namespace"`
	Labels    []string `json:"labels"`
	Pod       string   `json:"pod_name"`
	Workloads []struct {
		Name string `json:"name"`
	} `json:"workloads"`
}

// HubbleFlows reads flows of Hubble, one a line, as hubble observe -o jsonpb and -o json print them. Requests that Cilium's proxy sees are counted,
// and beginnings of TCP connections; other packets show that there is a call, and count nothing.
func HubbleFlows(text []byte, o Options, keep func(Record)) (Report, error) {
	c := &collector{keep: keep}
	read := 0
	for line := range bytes.Lines(text) {
		c.line++
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		var whole struct {
			Flow *json.RawMessage `json:"flow"`
		}
		var f hubbleFlow
		err := json.Unmarshal(line, &whole)
		if err == nil && whole.Flow != nil {
			line = *whole.Flow
		}
		if err == nil {
			err = json.Unmarshal(line, &f)
		}
		if err != nil || f.Verdict == "" {
			c.pass(unread)
			continue
		}
		read++
		c.flow(&f, o)
	}
	if read == 0 && c.line > 0 {
		return c.report, errors.New("no line of it is a flow of Hubble, as hubble observe -o jsonpb prints them")
	}
	return c.report, nil
}

func (c *collector) flow(f *hubbleFlow, o Options) {
	switch {
	case f.Reply || f.L7 != nil && f.L7.Type == "RESPONSE":
		c.pass(answers)
	case f.Verdict != "FORWARDED":
		c.pass(failed)
	case f.L4.TCP == nil || f.L7 != nil && f.L7.HTTP == nil:
		c.pass(notTCP)
	default:
		from, to := labelsOf(f.Source.Labels), labelsOf(f.Destination.Labels)
		r := Record{
			From:     api.ObservedCaller{Namespace: f.Source.Namespace, Workload: f.Source.workload(), Labels: application(from), Version: from[o.VersionLabel]},
			To:       api.ObservedCallee{Namespace: f.Service.Namespace, Service: f.Service.Name, Port: f.L4.TCP.Port, Version: to[o.VersionLabel]},
			Reporter: strings.ToLower(f.Direction), First: moment(f.Time), Source: Hubble,
		}
		r.Last = r.First
		switch flags := f.L4.TCP.Flags; {
		case f.L7 != nil:
			r.Count, r.Protocol = 1, f.spoken()
		case flags.SYN && !flags.ACK:
			r.Count = 1
		}
		c.add(r)
	}
}

// spoken is the protocol of a request (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md).
func (f *hubbleFlow) spoken() string {
	for _, h := range f.L7.HTTP.Headers {
		if strings.EqualFold(h.Key, "content-type") && strings.HasPrefix(h.Value, "application/grpc") {
			return "grpc"
		}
	}
	return "http"
}

// workload is the name of the workload of an endpoint.
func (e *hubbleEndpoint) workload() string {
	if len(e.Workloads) > 0 {
		return e.Workloads[0].Name
	}
	return workloadOf(e.Pod)
}

// labelsOf are the labels of a pod among those of an identity of Cilium, which tell where they come from.
func labelsOf(all []string) map[string]string {
	of := map[string]string{}
	for _, l := range all {
		if l, ok := strings.CutPrefix(l, "k8s:"); ok {
			key, value, _ := strings.Cut(l, "=")
			of[key] = value
		}
	}
	return of
}
