package view

import (
	"bufio"
	"bytes"
	"encoding/json"

	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/quote"
)

// jsonHop is a hop in the JSON form, whose fields may be added to, and stay. Port and subset are absent where there is
// none, versions where it is not graylane's to say on which the requests land. Where requests are shared, weights stand in place
// of the subset: the percentage of each version, or lane for a Service that lacks it; versions are those of the hop's lane.
type jsonHop struct {
	Lane   string     `json:"lane"`
	Caller jsonCaller `json:"caller"`
	Callee jsonCallee `json:"callee"`
	Port   int        `json:"port,omitempty"`
	// Header is what the request carries, by name of the header.
	Header  map[string]jsonMatch `json:"header,omitempty"`
	Weights map[string]int       `json:"weights,omitempty"`
	Subset  string               `json:"subset,omitempty"`
	Percent int                  `json:"percent,omitempty"` // the share that a route of someone else gives to the subset
	// Versions are those of the pods where the requests land; pods without a version are not among them.
	Versions   []string          `json:"versions,omitempty"`
	Unlabelled bool              `json:"unlabelled,omitempty"` // they land on pods without a version, too
	Reason     lane.Reason       `json:"reason"`
	Rule       *jsonRule         `json:"rule,omitempty"` // the one that decides
	Sets       map[string]string `json:"sets,omitempty"` // the header that the rule gives to the request
	Gaps       []jsonGap         `json:"gaps,omitempty"` // by which the lane of the request has been lost
	Weak       bool              `json:"weak,omitempty"`
	Allowed    bool              `json:"allowed,omitempty"` // by policies, and nothing else shows the call
	Assumed    bool              `json:"assumed,omitempty"` // nothing shows the call
	jsonObservation
	Evidence []jsonEvidence `json:"evidence,omitempty"`
	More     int            `json:"moreEvidence,omitempty"` // pieces of evidence that are left out, of very many
}

// jsonRule is the rule of an object, at a path in it: without one where the object is made of a template, in which a rule stands
// several times. It matches one of sources, headers and match, or is the default.
type jsonRule struct {
	Object          string               `json:"object"` // Kind/name, or Kind/namespace/name
	Field           string               `json:"field,omitempty"`
	Template        string               `json:"template,omitempty"`
	SourceLabels    map[string]string    `json:"sourceLabels,omitempty"`
	SourceNamespace string               `json:"sourceNamespace,omitempty"`
	Headers         map[string]jsonMatch `json:"headers,omitempty"`
	// Match is what the rule of someone else asks of requests, as it stands there: one of these.
	Match   []model.Tree `json:"match,omitempty"`
	Default bool         `json:"default,omitempty"`
	More    int          `json:"moreRules,omitempty"` // that send requests of the caller to the same place
}

// jsonGap is where a lane is lost, and the versions that nothing else in it leads to.
type jsonGap struct {
	At          jsonCallee    `json:"at"`
	Stray       bool          `json:"stray,omitempty"` // at has the version of the lane
	Unreachable []jsonVersion `json:"unreachable,omitempty"`
}

// jsonMatch is what a header matches; one of its fields is set.
type jsonMatch struct {
	Exact  string `json:"exact,omitempty"`
	Prefix string `json:"prefix,omitempty"`
	Regex  string `json:"regex,omitempty"`
}

func jsonHeaders(headers []lane.Header) map[string]jsonMatch {
	if len(headers) == 0 {
		return nil
	}
	all := map[string]jsonMatch{}
	for _, h := range headers {
		all[h.Name] = jsonMatch(h.StringMatch)
	}
	return all
}

// jsonWeights are the percentages of shares by version, those of a lane that the Service lacks by the lane.
func jsonWeights(shares []lane.Share) map[string]int {
	if len(shares) == 0 {
		return nil
	}
	weights := map[string]int{}
	for _, s := range shares {
		key := s.Subset.Version
		if s.Lane != s.Subset.Lane {
			key = lane.NameOf(s.Lane)
		}
		weights[key] += s.Percent
	}
	return weights
}

// explainJSON is an array of hops, encoded one by one: there may be very many.
func explainJSON(w *bufio.Writer, e Explanation) error {
	var hop bytes.Buffer
	encoder := json.NewEncoder(&hop)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("  ", "  ")
	opening, closing := "[\n  ", "[]\n"
	for h := range e.Answer.Hops() {
		hop.Reset()
		if err := encoder.Encode(e.jsonHop(h)); err != nil {
			return err
		}
		w.WriteString(opening)
		if _, err := w.Write(quote.JSON(bytes.TrimSuffix(hop.Bytes(), []byte("\n")))); err != nil {
			return nil // which Flush tells
		}
		opening, closing = ",\n  ", "\n]\n"
	}
	w.WriteString(closing)
	return nil
}

func (e *Explanation) jsonHop(h lane.Hop) jsonHop {
	out := jsonHop{
		Lane:   lane.NameOf(h.Lane),
		Caller: jsonCaller{jsonObject{h.Caller.Namespace, h.Caller.Kind, h.Caller.Name}, h.Labels},
		Callee: jsonCallee{h.Callee.Namespace, h.Callee.Name}, Port: h.Port, Header: jsonHeaders(h.Headers),
		Weights: jsonWeights(h.Weights), Subset: h.Subset.Name, Percent: h.Portion, Versions: h.Versions, Unlabelled: h.Unversioned,
		Reason: h.Reason, Rule: jsonRuleOf(e.Trace.Rule(h)), Weak: h.Weak, Allowed: h.Allowed(), Assumed: h.Assumed,
	}
	if len(h.Weights) > 0 {
		out.Subset = ""
	}
	if h.Sets != "" {
		out.Sets = map[string]string{e.Plan.Header(): h.Sets}
	}
	for _, loss := range e.Answer.Losses(h) {
		out.Gaps = append(out.Gaps, jsonGapOf(loss))
	}
	if h.Call != nil {
		out.Evidence, out.More = jsonEvidenceOf(h.Call), h.Call.More
		if !h.Assumed {
			out.jsonObservation = e.observation(h.Call)
		}
	}
	return out
}

func jsonRuleOf(r *lane.AppliedRule) *jsonRule {
	if r == nil {
		return nil
	}
	out := &jsonRule{Object: r.Object.String(), Field: r.Field, Template: r.Template, Headers: jsonHeaders(r.Headers), Match: r.Requests, Default: r.Default, More: r.More}
	if r.Source != nil {
		out.SourceLabels, out.SourceNamespace = r.Source.Labels, r.Source.Namespace
	}
	return out
}

func jsonGapOf(loss *lane.Loss) jsonGap {
	out := jsonGap{At: jsonCallee{loss.At.Namespace, loss.At.Name}, Stray: loss.Stray}
	for _, v := range loss.Unreachable {
		out.Unreachable = append(out.Unreachable, jsonVersion{jsonCallee{v.Service.Namespace, v.Service.Name}, v.Version})
	}
	return out
}
