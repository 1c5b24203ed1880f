package telemetry

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/graylane/graylane/pkg/api"
)

// kialiGraph is the JSON of Kiali's graph in the form for Cytoscape (https://github.com/kiali/kiali/tree/master/graph/config).
type kialiGraph struct {
	Timestamp int64  `json:"timestamp"` // seconds
	Duration  int64  `json:"duration"`  // seconds
	GraphType string `json:"graphType"`
	Elements  *struct {
		Nodes []struct {
			Data kialiNode `json:"data"`
		} `json:"nodes"`
		Edges []struct {
			Data kialiEdge `json:"data"`
		} `json:"edges"`
	} `json:"elements"`
}

type kialiNode struct {
	ID           string `json:"id"`
	Type         string `json:"nodeType"` // app, service, workload, box, aggregate or unknown
	Namespace    string `json:"namespace"`
	Workload     string `json:"workload"`
	App          string `json:"app"`
	Version      string `json:"version"`
	Service      string `json:"service"`
	DestServices []struct {
		Namespace string `json:"namespace"`
		Name      string `json:"name"`
	} `json:"destServices"`
	ServiceEntry json.RawMessage `json:"isServiceEntry"`
}

type kialiEdge struct {
	ID      string `json:"id"`
	Source  string `json:"source"`
	Target  string `json:"target"`
	Traffic struct {
		Protocol string            `json:"protocol"`
		Rates    map[string]string `json:"rates"`
	} `json:"traffic"`
}

// KialiGraph reads a graph of Kiali, of any type. Its rates are of requests a second, for TCP of bytes, which count nothing.
func KialiGraph(text []byte, _ Options, keep func(Record)) (Report, error) {
	c := &collector{keep: keep}
	var g kialiGraph
	if err := json.Unmarshal(text, &g); err != nil {
		return c.report, fmt.Errorf("it is no graph of Kiali: %w", plain(err, text))
	}
	if g.Elements == nil {
		return c.report, errors.New("it is no graph of Kiali: it has no elements")
	}
	newKiali(c, &g).read()
	return c.report, nil
}

// kiali is a graph that is read.
type kiali struct {
	*collector
	graph *kialiGraph
	nodes map[string]*kialiNode
	// into and out are how many edges arrive at a node, and those that leave it.
	into map[string]int
	out  map[string][]*kialiEdge
}

func newKiali(c *collector, g *kialiGraph) *kiali {
	k := &kiali{collector: c, graph: g, nodes: map[string]*kialiNode{}, into: map[string]int{}, out: map[string][]*kialiEdge{}}
	for i := range g.Elements.Nodes {
		n := &g.Elements.Nodes[i].Data
		n.Version = revision("", n.Version, false) // Kiali takes Istio's canonical revision for it
		k.nodes[n.ID] = n
	}
	for i := range g.Elements.Edges {
		e := &g.Elements.Edges[i].Data
		k.into[e.Target]++
		k.out[e.Source] = append(k.out[e.Source], e)
	}
	return k
}

func (k *kiali) read() {
	for i := range k.graph.Elements.Edges {
		e := &k.graph.Elements.Edges[i].Data
		from, to := k.nodes[e.Source], k.nodes[e.Target]
		switch {
		case from == nil || to == nil:
			k.pass("between nodes that the graph lacks")
		case from.Type == "service" && k.into[from.ID] > 0: // the second half of calls by way of the Service
		case to.Type == "service":
			k.throughService(e, from, to)
		default:
			k.add(k.record(e, from, k.calleeOf(to)))
		}
	}
}

// throughService keeps the call to a Service whose node stands between caller and callee. Which version answered whom is known where there
// is one caller, or one version.
func (k *kiali) throughService(e *kialiEdge, from, to *kialiNode) {
	callee := api.ObservedCallee{Namespace: to.Namespace, Service: to.Service}
	if len(to.ServiceEntry) > 0 && string(to.ServiceEntry) != "null" {
		k.pass(outside)
		return
	}
	answered := k.out[to.ID]
	switch {
	case len(answered) == 1 && k.nodes[answered[0].Target] != nil:
		callee.Version = k.nodes[answered[0].Target].Version
	case len(answered) > 1 && k.into[to.ID] == 1:
		for _, by := range answered {
			if n := k.nodes[by.Target]; n != nil {
				callee.Version = n.Version
				k.add(k.record(by, from, callee))
			}
		}
		return
	}
	k.add(k.record(e, from, callee))
}

// calleeOf is the Service by which a workload was called, where it was by one; else the one that is named like its application.
func (k *kiali) calleeOf(n *kialiNode) api.ObservedCallee {
	callee := api.ObservedCallee{Version: n.Version}
	for _, s := range n.DestServices {
		if len(n.DestServices) == 1 || s.Name == n.App {
			callee.Namespace, callee.Service = s.Namespace, s.Name
		}
	}
	return callee
}

func (k *kiali) record(e *kialiEdge, from *kialiNode, to api.ObservedCallee) Record {
	r := Record{From: api.ObservedCaller{Namespace: from.Namespace, Workload: from.Workload, Version: from.Version}, To: to, Source: Kiali}
	if app := known(from.App); app != "" && !ofIstio(r.From) {
		r.From.Labels = map[string]string{"app": app}
	}
	r.Protocol = protocolOf(e.Traffic.Protocol)
	if rate, err := strconv.ParseFloat(e.Traffic.Rates[e.Traffic.Protocol], 64); err == nil && r.Protocol != "tcp" && rate > 0 && rate < 1e9 {
		r.Count = max(1, rate*float64(k.graph.Duration))
	}
	const longest = 999999999
	if t := k.graph.Timestamp; t > 0 && t < 1<<36 {
		r.Last = Moment(time.Unix(t, 0))
		if d := k.graph.Duration; d > 0 && d <= min(longest, t) {
			r.First, r.Window = Moment(time.Unix(t-d, 0)), strconv.FormatInt(d, 10)+"s"
		}
	}
	return r
}
