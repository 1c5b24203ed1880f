package api

import (
	"strings"

	"github.com/graylane/graylane/pkg/diag"
)

// APIVersion and Kind identify a GrayRelease.
const (
	APIVersion = "graylane.dev/v1alpha1"
	Kind       = "GrayRelease"
)

// group begins the version of every object that is graylane's.
const group = "graylane.dev/"

// GrayRelease is a configuration, defaults applied.
type GrayRelease struct {
	Ref   diag.Ref // the object it was read from, a GrayRelease or a ConfigMap; zero when there is none
	Given bool     // whether that object says anything: it is a GrayRelease, or a ConfigMap with data
	Spec  Spec
	// Annotations are those of the object.
	Annotations map[string]string
	// Place is where the object stands, which the loader does not know: whoever read it says so.
	Place diag.Place
}

// IsGrayRelease tells whether an object is a GrayRelease, of whatever version.
func IsGrayRelease(r diag.Ref) bool {
	return r.Kind == Kind && strings.HasPrefix(r.APIVersion, group)
}

// Spec is what graylane shall do. The schema describes its fields.
type Spec struct {
	VersionLabel  string   `json:"versionLabel"`
	Baseline      string   `json:"baseline"` // empty: none is given
	Match         Match    `json:"match"`
	Lanes         []Lane   `json:"lanes"` // none: one for each version that is no baseline
	Calls         Calls    `json:"calls"`
	Uncalled      Uncalled `json:"uncalled"`
	Header        Header   `json:"header"`
	Gaps          Gaps     `json:"gaps"`
	Entries       []Entry  `json:"entries"`
	ClusterDomain string   `json:"clusterDomain"`
	Istio         Istio    `json:"istio"`
	CheckOnly     bool     `json:"checkOnly"`
}

// Match is how a rule recognises its callers.
type Match string

// MatchCaller takes the callers' own labels and version, MatchLane the version label alone.
const (
	MatchCaller Match = "caller"
	MatchLane   Match = "lane"
)

// Lane says which versions are in a lane. It has Versions or Version, never both.
type Lane struct {
	Name string `json:"name"` // never "baseline", and of one lane alone
	// Versions are the versions of applications, each by [namespace/]name of its Service, else of a workload.
	Versions map[string]string `json:"versions"`
	Version  string            `json:"version"` // of every application that has it
}

// Header is the request header that carries the lane.
type Header struct {
	Name  string `json:"name"`  // in lower case; empty: no header is used
	Trust bool   `json:"trust"` // whether clients may choose the lane with it
}

// Gaps is what becomes of a lane that is lost in a service without its version.
type Gaps string

// GapsWarn and GapsError report them, as a warning or an error; GapsClone closes those that it can with a copy of the
// baseline's Deployment.
const (
	GapsWarn  Gaps = "warn"
	GapsError Gaps = "error"
	GapsClone Gaps = "clone"
)

// Entry is a Service that gateways send traffic to.
type Entry struct {
	Service  Party    `json:"service"`  // has a name, never labels
	Hosts    []string `json:"hosts"`    // at least one
	Gateways []string `json:"gateways"` // at least one, each a name or namespace/name; never mesh
	Port     int      `json:"port"`     // 0: the only one
	// Weights are the shares of versions in percent, by version: none, or 100 together.
	Weights  map[string]int `json:"weights"`
	Match    []EntryMatch   `json:"match"` // the first one that matches counts, before the weights
	Delegate bool           `json:"delegate"`
}

// EntryMatch sends the requests with certain headers to a version.
type EntryMatch struct {
	Headers map[string]StringMatch `json:"headers"` // at least one, by name in lower case; all must match
	Version string                 `json:"version"`
}

// StringMatch matches a value; one of its fields is set.
type StringMatch struct {
	Exact  string `json:"exact"`
	Prefix string `json:"prefix"`
	Regex  string `json:"regex"` // valid, of RE2
}

// Uncalled is what becomes of a Service with several versions and no known caller.
type Uncalled string

// UncalledWarn leaves it alone with a warning, UncalledBaseline routes it to the baseline.
const (
	UncalledWarn     Uncalled = "warn"
	UncalledBaseline Uncalled = "baseline"
)

// Calls corrects the inferred calls.
type Calls struct {
	Add    []AddedCall   `json:"add"`
	Ignore []IgnoredCall `json:"ignore"`
}

// AddedCall is a call that no manifest shows.
type AddedCall struct {
	From Party `json:"from"`
	To   Party `json:"to"`   // has a name, never labels
	Port int   `json:"port"` // 1 to 65535; 0: any port
}

// IgnoredCall is a call to leave out. A zero Party stands for every one; at most one of the
// two is zero, and neither has labels.
type IgnoredCall struct {
	From Party `json:"from"`
	To   Party `json:"to"`
}

// Istio is the form of the generated resources.
type Istio struct {
	APIVersion string   `json:"apiVersion"` // networking.istio.io/v1 or networking.istio.io/v1beta1
	Hosts      Hosts    `json:"hosts"`
	ExportTo   ExportTo `json:"exportTo"`
	SyncWaves  bool     `json:"syncWaves"`
}

// Hosts is how a Service is named in generated resources.
type Hosts string

// HostsShort is the bare name, HostsFQDN the full name.
const (
	HostsShort Hosts = "short"
	HostsFQDN  Hosts = "fqdn"
)

// ExportTo is where generated resources are visible.
type ExportTo string

// ExportToAll is everywhere, ExportToAuto the namespaces of the Service and its callers.
const (
	ExportToAll  ExportTo = ""
	ExportToAuto ExportTo = "auto"
)
