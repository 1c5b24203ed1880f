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

// GrayRelease is a configuration, defaults applied.
type GrayRelease struct {
	Ref   diag.Ref // the object it was read from, a GrayRelease or a ConfigMap; zero when there is none
	Given bool     // whether that object says anything: it is a GrayRelease, or a ConfigMap with data
	Spec  Spec
}

// IsGrayRelease tells whether an object is a GrayRelease, of whatever version.
func IsGrayRelease(r diag.Ref) bool {
	return r.Kind == Kind && strings.HasPrefix(r.APIVersion, "graylane.dev/")
}

// Spec is what graylane shall do. The schema describes its fields.
type Spec struct {
	VersionLabel  string   `json:"versionLabel"`
	Baseline      string   `json:"baseline"` // empty: none is given
	Match         Match    `json:"match"`
	Calls         Calls    `json:"calls"`
	Uncalled      Uncalled `json:"uncalled"`
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
