package api

import (
	"encoding/json"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// ObservedKind is the kind of ObservedCalls, whose version is [APIVersion].
const ObservedKind = "ObservedCalls"

// IsObservedCalls tells whether an object is ObservedCalls, of whatever version.
func IsObservedCalls(r diag.Ref) bool {
	return r.Kind == ObservedKind && strings.HasPrefix(r.APIVersion, group)
}

// ObservedSpec is what was seen in a running mesh. The schema describes its fields.
type ObservedSpec struct {
	Calls []ObservedCall `json:"calls,omitempty"`
}

// ObservedCall is that a workload was seen to call a Service, and which version answered.
type ObservedCall struct {
	From     ObservedCaller `json:"from"`
	To       ObservedCallee `json:"to"`
	Protocol string         `json:"protocol,omitempty"` // http, grpc or tcp; empty: unknown
	Requests int64          `json:"requests,omitempty"` // within Window; connections over TCP
	Window   string         `json:"window,omitempty"`   // a number and s, m, h, d or w
	// First and Last are times as 2026-01-31T12:00:00Z, so that they compare as texts; empty: unknown.
	First  string `json:"first,omitempty"`
	Last   string `json:"last,omitempty"`
	Source string `json:"source,omitempty"`
	Stale  bool   `json:"stale,omitempty"` // last seen too long ago to be relied on
	Note   string `json:"note,omitempty"`
}

// ObservedCaller is the workload that called. It has a name or labels, or both.
type ObservedCaller struct {
	Namespace string            `json:"namespace,omitempty"`
	Workload  string            `json:"workload,omitempty"`
	Labels    map[string]string `json:"labels,omitempty"` // of its pods, in every version
	Version   string            `json:"version,omitempty"`
}

// ObservedCallee is the Service that was called.
type ObservedCallee struct {
	Namespace string `json:"namespace,omitempty"`
	Service   string `json:"service"`
	Port      int    `json:"port,omitempty"`    // of the Service; 0: unknown
	Version   string `json:"version,omitempty"` // of the pods that answered; empty: unknown
}

// maxObserved is how many values ObservedCalls may hold: a hundred thousand calls.
const maxObserved = 2_000_000

// ReadObserved reads ObservedCalls from the node of a whole object, ref. The diagnostics are all that is wrong, sorted,
// up to a hundred, each with the path of its field; with one among them there are no calls.
func ReadObserved(n *yaml.Node, ref diag.Ref) (ObservedSpec, []diag.Diagnostic) {
	b := &builder{limit: maxObserved}
	root := b.build(n, &value{}, 0)
	ds := b.problems
	if !b.stopped {
		ds = append(ds, check(root, observed())...)
	}
	var object struct{ Spec ObservedSpec }
	if len(ds) == 0 {
		if err := transcode(root.json(), &object); err != nil {
			ds = append(ds, wrong("", "The observed calls cannot be read: %v", err))
		}
	}
	for i := range ds {
		ds[i].Object = ref
	}
	if len(ds) > 0 {
		return ObservedSpec{}, limited(ds)
	}
	return object.Spec, nil
}

// transcode turns values of JSON into a Go type.
func transcode(from, to any) error {
	text, err := json.Marshal(from)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, to)
}
