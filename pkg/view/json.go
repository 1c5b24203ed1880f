package view

import (
	"bytes"
	"encoding/json"

	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/quote"
)

// document is the JSON form. Its fields are a contract: they may be added to, and stay.
type document struct {
	Services  []jsonService  `json:"services"`
	Workloads []jsonWorkload `json:"workloads"`
	Calls     []jsonCall     `json:"calls"`
}

type jsonService struct {
	Namespace    string     `json:"namespace"`
	Name         string     `json:"name"`
	Versions     []string   `json:"versions"` // that run, in version order
	Baseline     string     `json:"baseline,omitempty"`
	Ports        []jsonPort `json:"ports"`
	Headless     bool       `json:"headless,omitempty"`
	ExternalName string     `json:"externalName,omitempty"`
	Entry        bool       `json:"entry,omitempty"`   // traffic from outside reaches it
	Ignored      bool       `json:"ignored,omitempty"` // it is marked with graylane.dev/ignore
	Context      bool       `json:"context,omitempty"` // from --context
}

type jsonPort struct {
	Name     string         `json:"name"`
	Port     int            `json:"port"`
	Protocol model.Protocol `json:"protocol"` // empty when Istio detects it per connection
}

type jsonWorkload struct {
	jsonObject
	Version  string   `json:"version"`
	Services []string `json:"services"`        // of its namespace, that select its pods
	Lane     string   `json:"lane,omitempty"`  // that it is in
	Lanes    []string `json:"lanes,omitempty"` // that it serves beside the baseline, where it is in none
	Idle     bool     `json:"idle,omitempty"`  // it has no pods: replicas: 0, and nothing scales it
	Context  bool     `json:"context,omitempty"`
}

type jsonObject struct {
	Namespace string `json:"namespace"`
	Kind      string `json:"kind"`
	Name      string `json:"name"`
}

type jsonCall struct {
	Caller   jsonCaller     `json:"caller"`
	Callee   jsonCallee     `json:"callee"`
	Port     int            `json:"port,omitempty"`
	Protocol model.Protocol `json:"protocol"`
	Kind     callgraph.Kind `json:"kind,omitempty"`
	Weak     bool           `json:"weak,omitempty"`
	Allowed  bool           `json:"allowed,omitempty"` // by policies, and nothing else shows it
	jsonObservation
	Evidence []jsonEvidence `json:"evidence"`
	More     int            `json:"moreEvidence,omitempty"` // pieces of evidence that are left out, of very many
}

// jsonCaller is a workload; or pods that the configuration declares by their labels, without kind and name.
type jsonCaller struct {
	jsonObject
	Labels model.Labels `json:"labels,omitempty"`
}

type jsonCallee struct {
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
}

type jsonEvidence struct {
	Detector string `json:"detector"`
	Object   string `json:"object"` // Kind/name, or Kind/namespace/name
	Field    string `json:"field"`
	Key      string `json:"key,omitempty"` // inside the field's value
	Value    string `json:"value"`
	Host     string `json:"host,omitempty"` // that the value names, with its port
	Weak     bool   `json:"weak,omitempty"`
	Allowed  bool   `json:"allowed,omitempty"` // that a policy lets the call through is all that it says
	// Seen is of a call that was observed.
	Seen *jsonSighting `json:"seen,omitempty"`
}

// jsonObservation compares a call with what was seen in a mesh, where the input has observed calls.
type jsonObservation struct {
	Basis callgraph.Basis `json:"basis,omitempty"` // static, observed, both, or allowed
	Seen  *jsonSightings  `json:"seen,omitempty"`  // all sightings of the call
}

// jsonSightings are when the first and the last of sightings were, as 2026-01-31T12:00:00Z; absent where that is not known.
type jsonSightings struct {
	First string `json:"first,omitempty"`
	Last  string `json:"last,omitempty"`
	Count int    `json:"count"`
	Fresh int    `json:"fresh"` // those that are not stale
}

// observation compares c with what was seen.
func (g *Graph) observation(c *callgraph.Call) jsonObservation {
	if len(g.Model.Observed()) == 0 {
		return jsonObservation{}
	}
	return jsonObservation{c.Basis(), (*jsonSightings)(c.Seen)}
}

// jsonSighting is when and how often a call was made, and between which versions. What is absent is not known.
type jsonSighting struct {
	First    string `json:"first,omitempty"` // as 2026-01-31T12:00:00Z
	Last     string `json:"last,omitempty"`
	Requests int64  `json:"requests,omitempty"` // within the window
	Window   string `json:"window,omitempty"`   // as 7d
	Source   string `json:"source,omitempty"`
	From     string `json:"callerVersion,omitempty"`
	To       string `json:"calleeVersion,omitempty"`
}

// encode is the JSON form.
func encode(g Graph) ([]byte, error) {
	shown := g.scope()
	doc := document{Services: []jsonService{}, Workloads: []jsonWorkload{}, Calls: []jsonCall{}}
	for _, s := range shown.Services {
		doc.Services = append(doc.Services, g.jsonService(s))
	}
	for _, w := range shown.Workloads {
		doc.Workloads = append(doc.Workloads, g.jsonWorkload(w))
	}
	for _, c := range shown.Calls {
		doc.Calls = append(doc.Calls, g.toJSON(c))
	}
	return marshal(doc)
}

// marshal is a value as JSON, indented by two spaces.
func marshal(value any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(value)
	return quote.JSON(out.Bytes()), err
}

func (g *Graph) jsonService(s *model.Service) jsonService {
	ports := []jsonPort{}
	for _, p := range s.Ports {
		ports = append(ports, jsonPort{p.Name, p.Number, p.Protocol()})
	}
	return jsonService{
		Namespace: s.Namespace, Name: s.Name, Ports: ports, Headless: s.Headless, ExternalName: s.ExternalName,
		Versions: append([]string{}, g.Plan.Versions(s)...), Baseline: g.baseline(s),
		Entry: g.Plan.Entered(s), Ignored: s.LeftOut() && !s.Context, Context: s.Context,
	}
}

func (g *Graph) jsonWorkload(w *model.Workload) jsonWorkload {
	out := jsonWorkload{
		jsonObject: jsonObject{w.Namespace, w.Kind, w.Name}, Version: g.version(w), Services: []string{},
		Lane: g.lane(w), Idle: !g.Model.Runs(w), Context: w.Context,
	}
	if out.Lane == "" {
		for _, l := range g.Plan.Receives(w) {
			out.Lanes = append(out.Lanes, lane.NameOf(l))
		}
	}
	for _, s := range g.Model.Selecting(w) {
		out.Services = append(out.Services, s.Name)
	}
	return out
}

func (g *Graph) toJSON(c *callgraph.Call) jsonCall {
	out := jsonCall{
		Caller: jsonCaller{jsonObject{Namespace: c.Caller.Namespace}, c.Caller.Labels},
		Callee: jsonCallee{c.Callee.Namespace, c.Callee.Name},
		Port:   c.Port, Protocol: c.Protocol, Kind: c.Kind, Weak: c.Weak(), Allowed: c.Allowed(), jsonObservation: g.observation(c), Evidence: []jsonEvidence{}, More: c.More,
	}
	if w := c.Caller.Workload; w != nil {
		out.Caller = jsonCaller{jsonObject: jsonObject{w.Namespace, w.Kind, w.Name}}
	}
	out.Evidence = append(out.Evidence, jsonEvidenceOf(c)...)
	return out
}

// jsonEvidenceOf is the evidence of a call; nil for none.
func jsonEvidenceOf(c *callgraph.Call) []jsonEvidence {
	var all []jsonEvidence
	for _, e := range c.Evidence {
		all = append(all, jsonEvidence{e.Detector, e.Object.String(), e.Field, e.Key, e.Value, e.Host, e.Weak, e.Allowed, (*jsonSighting)(e.Seen)})
	}
	return all
}
