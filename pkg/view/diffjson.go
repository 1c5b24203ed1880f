package view

import (
	"github.com/graylane/graylane/pkg/change"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/quote"
)

// jsonDiff is a difference in the JSON form. Its fields are a contract: they may be added to, and stay. A change is added,
// removed or changed; of a call also reason, where it lands as before for another reason. The baseline's lane is called baseline.
type jsonDiff struct {
	Old       string             `json:"old"` // what the sides are called
	New       string             `json:"new"`
	Summary   jsonSummary        `json:"summary"`
	Services  []jsonServiceDiff  `json:"services"`
	Lanes     []jsonLaneDiff     `json:"lanes"`     // those that differ, the baseline first
	Findings  []jsonFindingDiff  `json:"findings"`  // diagnostics that one side has alone
	Resources []jsonResourceDiff `json:"resources"` // generated ones
}

type jsonSummary struct {
	Changed    bool       `json:"changed"`    // whether there is any change
	Production bool       `json:"production"` // whether anything changes for requests on the baseline
	Lanes      jsonLanes  `json:"lanes"`      // the names of those that differ, without the baseline
	Lost       []jsonLost `json:"lost"`
	Errors     int        `json:"errors"`   // of the new rendering: with any, nothing is generated
	Compared   int        `json:"compared"` // calls, each once a lane
	Verdict    []string   `json:"verdict"`  // all that in sentences
	Notes      []string   `json:"notes"`    // on how the sides were read
}

type jsonLanes struct {
	Added   []string `json:"added"`
	Removed []string `json:"removed"`
	Changed []string `json:"changed"`
}

// jsonLost is one thing that is lost: a gap, a version that is not reached, a call that misses its version, or a Service of
// which no rule chooses the version any more.
type jsonLost struct {
	Kind    string     `json:"kind"`           // gap, unreached, call, service
	Lane    string     `json:"lane,omitempty"` // not of a Service
	Service jsonCallee `json:"service"`        // where the lane is lost; that is not reached; that is called
	Text    string     `json:"text"`
}

type jsonServiceDiff struct {
	jsonCallee
	Change  change.Kind       `json:"change"`
	Added   []string          `json:"versionsAdded"`
	Removed []string          `json:"versionsRemoved"`
	Old     *jsonServiceState `json:"old,omitempty"`
	New     *jsonServiceState `json:"new,omitempty"`
}

// jsonServiceState is a Service on one side: unnamed are the versions where callers land that no rule names.
type jsonServiceState struct {
	Baseline string      `json:"baseline,omitempty"`
	Unnamed  []string    `json:"unnamed,omitempty"`
	Reason   lane.Reason `json:"reason"`
}

type jsonLaneDiff struct {
	Lane     string           `json:"lane"`
	Change   change.Kind      `json:"change"`
	Versions []jsonMemberDiff `json:"versions"`
	Entries  []jsonCallDiff   `json:"entries"` // what gateways and ingresses send
	Calls    []jsonCallDiff   `json:"calls"`
	Gaps     []jsonGapDiff    `json:"gaps"`
	Reach    []jsonReachDiff  `json:"reach"` // versions that requests of the lane come to on one side alone
}

// jsonMemberDiff is a version that is in the lane on one side alone: oldIs is the lane of the old version now, newWas that of
// the new one before; they are absent where there is or was no such version.
type jsonMemberDiff struct {
	Change      change.Kind `json:"change"`
	Application jsonObject  `json:"application"` // a Service, else a workload
	Old         string      `json:"old,omitempty"`
	New         string      `json:"new,omitempty"`
	OldIs       string      `json:"oldIs,omitempty"`
	NewWas      string      `json:"newWas,omitempty"`
}

type jsonCallDiff struct {
	Change change.Kind  `json:"change"`
	Callee jsonCallee   `json:"callee"`
	Port   int          `json:"port,omitempty"`
	Old    *jsonLanding `json:"old,omitempty"`
	New    *jsonLanding `json:"new,omitempty"`
}

// jsonLanding is where the requests of a call land: on versions, on all pods of a Service without versions, or where others
// decide (unknown).
type jsonLanding struct {
	Caller        jsonCaller           `json:"caller"` // the Service of the application, else the workload, or who sends the requests
	CallerVersion string               `json:"callerVersion,omitempty"`
	Hosts         []string             `json:"hosts,omitempty"` // that clients of an entry of the configuration use
	Header        map[string]jsonMatch `json:"header,omitempty"`
	Lands         change.Spot          `json:"lands"`
	Versions      []string             `json:"versions,omitempty"`
	Subset        string               `json:"subset,omitempty"`
	Percent       int                  `json:"percent,omitempty"` // absent where all land there
	Reason        lane.Reason          `json:"reason"`
	Weak          bool                 `json:"weak,omitempty"`
}

// jsonGapDiff is a gap that opens (added) or closes (removed), or has other consequences: the versions that it keeps from being
// reached.
type jsonGapDiff struct {
	Change  change.Kind   `json:"change"`
	Service jsonCallee    `json:"service"`
	Old     []jsonVersion `json:"old"`
	New     []jsonVersion `json:"new"`
}

type jsonVersion struct {
	jsonCallee
	Version string `json:"version"`
}

type jsonReachDiff struct {
	jsonVersion
	Old change.Arrival `json:"old"` // reached, unreached, or absent for one that is not in the lane
	New change.Arrival `json:"new"`
}

type jsonFindingDiff struct {
	Change   change.Kind   `json:"change"`
	Code     diag.Code     `json:"code"`
	Severity diag.Severity `json:"severity"`
	Object   string        `json:"object,omitempty"`
	File     string        `json:"file,omitempty"`
	Line     int           `json:"line,omitempty"`
	Field    string        `json:"field,omitempty"`
	Message  string        `json:"message"`
	Remedy   string        `json:"remedy,omitempty"`
	// Suppressed tells why the other side keeps it from being reported, if it does.
	Suppressed *jsonSuppressed `json:"suppressed,omitempty"`
}

// jsonSuppressed is as in the JSON form of check.
type jsonSuppressed struct {
	Reason string `json:"reason"`
}

func toJSONFinding(f change.Finding) jsonFindingDiff {
	out := jsonFindingDiff{
		Change: f.Kind, Code: f.Code, Severity: f.Severity, Object: f.Object.String(), File: f.Place.File, Line: f.Place.Line, Field: f.Field,
		Message: f.Message, Remedy: f.Remedy,
	}
	if f.Suppressed != "" {
		out.Suppressed = &jsonSuppressed{f.Suppressed}
	}
	return out
}

type jsonResourceDiff struct {
	Change change.Kind `json:"change"`
	jsonObject
}

func diffJSON(d Difference) ([]byte, error) {
	doc := jsonDiff{
		Old: d.Old, New: d.New, Summary: summarize(&d), Services: []jsonServiceDiff{}, Lanes: []jsonLaneDiff{}, Findings: []jsonFindingDiff{}, Resources: []jsonResourceDiff{},
	}
	for _, s := range d.Services {
		doc.Services = append(doc.Services, jsonServiceDiff{
			jsonCallee{s.Namespace, s.Name}, s.Kind, filled(s.Added), filled(s.Removed), toJSONState(s.Old), toJSONState(s.New),
		})
	}
	for _, l := range d.Lanes {
		doc.Lanes = append(doc.Lanes, toJSONLane(l))
	}
	for _, f := range d.Findings {
		doc.Findings = append(doc.Findings, toJSONFinding(f))
	}
	for _, r := range d.Resources {
		doc.Resources = append(doc.Resources, jsonResourceDiff{r.Kind, objectOf(r.Ref)})
	}
	return marshal(doc)
}

func summarize(d *Difference) jsonSummary {
	w := newWords(d, quote.Name, quote.Line)
	s := jsonSummary{
		Changed: !d.Empty(), Production: d.Production(), Lanes: jsonLanes{[]string{}, []string{}, []string{}}, Lost: []jsonLost{},
		Errors: d.Errors, Compared: d.Compared, Verdict: w.verdict(), Notes: filled(d.Notes),
	}
	for _, l := range d.Lanes {
		switch {
		case l.Name == lane.Baseline || !l.Differs():
		case l.Kind == change.Added:
			s.Lanes.Added = append(s.Lanes.Added, l.Name)
		case l.Kind == change.Removed:
			s.Lanes.Removed = append(s.Lanes.Removed, l.Name)
		default:
			s.Lanes.Changed = append(s.Lanes.Changed, l.Name)
		}
	}
	for _, l := range d.Lost {
		s.Lost = append(s.Lost, toJSONLost(l, w.lostItem(l)))
	}
	return s
}

func toJSONLost(l change.Lost, text string) jsonLost {
	out := jsonLost{Lane: lane.NameOf(l.Lane), Text: text}
	var of diag.Ref
	switch {
	case l.Gap != nil:
		out.Kind, of = "gap", l.Gap.At
	case l.Reach != nil:
		out.Kind, of = "unreached", l.Reach.Version.Ref
	case l.Call != nil:
		out.Kind, of = "call", l.Call.Callee
	default:
		out.Kind, of, out.Lane = "service", l.Service.Ref, ""
	}
	out.Service = jsonCallee{of.Namespace, of.Name}
	return out
}

func toJSONState(s *change.State) *jsonServiceState {
	if s == nil {
		return nil
	}
	return &jsonServiceState{s.Baseline, s.Unnamed, s.Reason}
}

func toJSONLane(l change.Lane) jsonLaneDiff {
	out := jsonLaneDiff{
		Lane: lane.NameOf(l.Name), Change: l.Kind, Versions: []jsonMemberDiff{}, Entries: toJSONCalls(l.Entries), Calls: toJSONCalls(l.Calls),
		Gaps: []jsonGapDiff{}, Reach: []jsonReachDiff{},
	}
	for _, m := range l.Members {
		member := jsonMemberDiff{Change: m.Kind, Application: objectOf(either(m.Old, m.New).Ref), OldIs: standing(m.Is), NewWas: standing(m.Was)}
		if m.Old != nil {
			member.Old = m.Old.Version
		}
		if m.New != nil {
			member.New = m.New.Version
		}
		out.Versions = append(out.Versions, member)
	}
	for _, g := range l.Gaps {
		out.Gaps = append(out.Gaps, jsonGapDiff{g.Kind, jsonCallee{g.At.Namespace, g.At.Name}, toJSONVersions(g.Old), toJSONVersions(g.New)})
	}
	for _, r := range l.Reaches {
		out.Reach = append(out.Reach, jsonReachDiff{toJSONVersions([]change.Party{r.Version})[0], r.Old, r.New})
	}
	return out
}

// standing is the lane of a version; empty where there is no such version.
func standing(s change.Standing) string {
	if !s.There {
		return ""
	}
	return lane.NameOf(s.Lane)
}

func toJSONVersions(all []change.Party) []jsonVersion {
	versions := []jsonVersion{}
	for _, p := range all {
		versions = append(versions, jsonVersion{jsonCallee{p.Namespace, p.Name}, p.Version})
	}
	return versions
}

func toJSONCalls(calls []change.Call) []jsonCallDiff {
	all := []jsonCallDiff{}
	for _, c := range calls {
		all = append(all, jsonCallDiff{c.Kind, jsonCallee{c.Callee.Namespace, c.Callee.Name}, c.Port, toJSONLanding(c.Old), toJSONLanding(c.New)})
	}
	return all
}

func toJSONLanding(l *change.Landing) *jsonLanding {
	if l == nil {
		return nil
	}
	caller := jsonCaller{objectOf(l.Caller.Ref), model.Labels(l.Caller.Labels)}
	return &jsonLanding{caller, l.Caller.Version, l.Hosts, jsonHeaders(l.Headers), l.Spot, l.Versions, l.Subset, l.Percent, l.Reason, l.Weak}
}

func objectOf(r diag.Ref) jsonObject { return jsonObject{r.Namespace, r.Kind, r.Name} }

// filled is a list that is never null.
func filled(all []string) []string {
	if all == nil {
		return []string{}
	}
	return all
}
