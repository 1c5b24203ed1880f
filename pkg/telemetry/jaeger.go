package telemetry

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/quote"
)

// dependencies is the JSON of Jaeger's /api/dependencies
// (https://www.jaegertracing.io/docs/latest/architecture/apis/#service-dependencies-graph), and of its v3 API.
type dependencies struct {
	Data         *[]dependency `json:"data"`
	Dependencies *[]dependency `json:"dependencies"`
	Errors       []struct {
		Message string `json:"msg"`
	} `json:"errors"`
}

type dependency struct {
	Parent string      `json:"parent"`
	Child  string      `json:"child"`
	Count  json.Number `json:"callCount"`
}

// JaegerDependencies reads Jaeger's dependencies. They have names of services alone, which are taken for those of workloads and Services.
func JaegerDependencies(text []byte, _ Options, keep func(Record)) (Report, error) {
	c := &collector{keep: keep}
	var d dependencies
	if err := json.Unmarshal(text, &d); err != nil {
		return c.report, fmt.Errorf("it has no dependencies of Jaeger: %w", plain(err, text))
	}
	edges := d.Data
	if edges == nil {
		edges = d.Dependencies
	}
	switch {
	case edges == nil && len(d.Errors) > 0:
		return c.report, fmt.Errorf("it is an error of Jaeger: %s", quote.Text(d.Errors[0].Message, 200))
	case edges == nil:
		return c.report, errors.New("it has no dependencies of Jaeger: it has no data")
	}
	for _, e := range *edges {
		client, in := qualified(e.Parent)
		server, at := qualified(e.Child)
		if e.Parent == e.Child {
			c.pass("of a service to itself")
			continue
		}
		c.add(Record{
			From: api.ObservedCaller{Namespace: in, Workload: client}, To: api.ObservedCallee{Namespace: at, Service: server},
			Count: count(e.Count), Source: Jaeger,
		})
	}
	return c.report, nil
}

// count is a number of requests; 0 where it can be none.
func count(number json.Number) float64 {
	n, err := number.Float64()
	if err != nil || !(n > 0) || n > 1<<53 {
		return 0
	}
	return n
}
