package report

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/quote"
)

// homepage is where graylane is found, and helpPage where its codes are explained.
const (
	homepage = "https://github.com/graylane/graylane"
	helpPage = homepage + "/blob/main/docs/diagnostics.md#"
)

// sarif is the form of the Static Analysis Results Interchange Format 2.1.0
// (https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html). It names no
// automationDetails: GitHub would take their id in place of the category that an upload is given.
func sarif(r Report) ([]byte, error) {
	whole := r
	r = whole.limited()
	run := sarifRun{
		Tool: sarifTool{sarifDriver{
			Name: "graylane", InformationURI: homepage, Version: r.Version, SemanticVersion: semantic(r.Version), Rules: []sarifRule{},
		}},
		ColumnKind: "unicodeCodePoints", Invocations: whole.invocations(), Results: []sarifResult{},
	}
	for _, d := range r.Found {
		run.add(r.result(d))
	}
	for _, s := range r.Suppressed {
		result := r.result(s.Diagnostic)
		result.Suppressions = []sarifSuppression{{Kind: "inSource", Status: "accepted", Justification: quote.Line(s.Reason)}}
		run.add(result)
	}
	run.number()
	return marshal(sarifLog{
		Schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", Version: "2.1.0",
		Runs: []sarifRun{run},
	})
}

// add adds a result and its rule.
func (run *sarifRun) add(result sarifResult) {
	rules := &run.Tool.Driver.Rules
	result.RuleIndex = slices.IndexFunc(*rules, func(known sarifRule) bool { return known.ID == result.RuleID })
	if result.RuleIndex < 0 {
		result.RuleIndex = len(*rules)
		*rules = append(*rules, ruleOf(diag.Code(result.RuleID)))
	}
	run.Results = append(run.Results, result)
}

// number tells results with the same fingerprint apart, by their number.
func (run *sarifRun) number() {
	seen := map[string]int{}
	for _, result := range run.Results {
		id := result.PartialFingerprints[fingerprintName]
		seen[id]++
		result.PartialFingerprints[fingerprintName] = id + ":" + strconv.Itoa(seen[id])
	}
}

// ruleOf is what the catalogue says of a code.
func ruleOf(code diag.Code) sarifRule {
	e, _ := diag.Find(code)
	help := e.Why
	if e.Remedy != "" {
		help += "\n\nWhat to do: " + e.Remedy
	}
	return sarifRule{
		ID: string(code), ShortDescription: sarifText{e.Title}, FullDescription: sarifText{e.Why}, Help: sarifText{help},
		HelpURI: helpPage + strings.ToLower(string(code)), DefaultConfiguration: sarifConfiguration{level(e.Severity)},
	}
}

func level(s diag.Severity) string {
	if s == diag.Info {
		return "note"
	}
	return string(s)
}

// result is a finding. GitHub refuses a file with a result that has no file, so one without is told of the input as a whole.
func (r *Report) result(d diag.Diagnostic) sarifResult {
	file := d.Place.File
	if file == "" {
		file = r.Input
	}
	at := sarifLocation{PhysicalLocation: sarifPhysical{sarifArtifact{uri(file)}, sarifRegion{max(d.Place.Line, 1)}}}
	if d.Object != (diag.Ref{}) {
		at.LogicalLocations = append(at.LogicalLocations, sarifLogical{d.Object.Name, d.Object.String(), "resource"})
	}
	return sarifResult{
		RuleID: string(d.Code), Level: level(d.Severity), Message: sarifText{unlinked(quote.Line(d.Text()))}, Locations: []sarifLocation{at},
		PartialFingerprints: map[string]string{fingerprintName: fingerprint(d)}, Properties: properties(d),
	}
}

// unlinked is text without what SARIF takes for a link: [text](destination) (section 3.11.6).
func unlinked(s string) string { return strings.ReplaceAll(s, "](", "] (") }

// properties are what SARIF has no place for.
func properties(d diag.Diagnostic) map[string]string {
	of := map[string]string{}
	for name, value := range map[string]string{"apiVersion": d.Object.APIVersion, "field": d.Field} {
		if value != "" {
			of[name] = value
		}
	}
	return of
}

// fingerprintName is what the fingerprints are called; its number changes with the way in which they are made.
const fingerprintName = "finding/v1"

// fingerprint is the same for a finding wherever its object stands, and whatever its message counts.
func fingerprint(d diag.Diagnostic) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{string(d.Code), d.Object.Kind, d.Object.Namespace, d.Object.Name, d.Field}, "\x00")))
	return hex.EncodeToString(sum[:16])
}

// uri is a path as a URI reference (RFC 3986): relative as it is, or of a file.
func uri(path string) string {
	path = filepath.ToSlash(path)
	var out strings.Builder
	if strings.HasPrefix(path, "/") {
		out.WriteString("file://")
	}
	for i := range len(path) {
		switch c := path[i]; {
		case 'a' <= c|0x20 && c|0x20 <= 'z', '0' <= c && c <= '9', strings.IndexByte("-._~/", c) >= 0:
			out.WriteByte(c)
		default:
			out.WriteString("%" + strings.ToUpper(strconv.FormatUint(uint64(c)|0x100, 16)[1:]))
		}
	}
	return out.String()
}

// semantic is a version without its v, if it is one of Semantic Versioning; else empty.
func semantic(version string) string {
	form := regexp.MustCompile(`^v?(\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?)$`)
	if m := form.FindStringSubmatch(version); m != nil {
		return m[1]
	}
	return ""
}
