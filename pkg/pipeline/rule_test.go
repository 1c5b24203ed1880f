package pipeline_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/lane"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/pipeline"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// TestRules looks every rule that a hop names up in what is generated: it has to stand there, match what the hop says, and
// route to the hop's subset.
func TestRules(t *testing.T) {
	cases, err := filepath.Glob("../../testdata/apps/*/input.yaml")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no case found (%v)", err)
	}
	found := map[string]int{}
	for _, input := range cases {
		dir := filepath.Dir(input)
		facts, documents, _ := read(t, input)
		r := analyze(t, facts, documents, loadConfig(t, filepath.Join(dir, "config.yaml")))
		for h := range r.Trace.Possible() {
			rule := r.Trace.Rule(h)
			if rule == nil || !strings.HasPrefix(rule.Object.Name, "vs-") || generated(t, r, rule) == nil {
				continue
			}
			kind, err := agrees(t, r, h, rule)
			found[kind]++
			if err != nil {
				t.Errorf("%s: %q: %s to %s port %d: %v: %v", filepath.Base(dir), h.Lane, h.Caller, h.Callee.Ref, h.Port, err, *rule)
			}
		}
	}
	for _, kind := range []string{"a default", "labels", "a header", "a template", "an entry"} {
		if found[kind] == 0 {
			t.Errorf("no hop is decided by %s", kind)
		}
	}
	t.Log(found)
}

func analyze(t *testing.T, facts []model.Any, documents map[*model.Workload]*yaml.Node, config *api.GrayRelease) pipeline.Result {
	t.Helper()
	r, err := pipeline.Run(facts, config, func(of *model.Workload, change manifest.Change) (manifest.Copy, error) {
		return manifest.Clone(documents[of], change)
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// generated is the object that has a rule, as it is written; nil for one that is not generated.
func generated(t *testing.T, r pipeline.Result, rule *lane.AppliedRule) map[string]any {
	t.Helper()
	for _, resource := range r.Resources {
		if resource.Kind == rule.Object.Kind && resource.Namespace == rule.Object.Namespace && resource.Name == rule.Object.Name {
			text, err := resource.YAML(nil)
			if err != nil {
				t.Fatal(err)
			}
			var object map[string]any
			if err := yaml.Unmarshal(text, &object); err != nil {
				t.Fatal(err)
			}
			return object
		}
	}
	return nil
}

// agrees compares a hop with the rule that it names, and says of what kind that is.
func agrees(t *testing.T, r pipeline.Result, h lane.Hop, rule *lane.AppliedRule) (kind string, err error) {
	t.Helper()
	switch {
	case rule.Template != "":
		if rule.Field != "" {
			return "a template", fmt.Errorf("it says where the rule stands")
		}
		return "a template", nil
	case h.Reason == lane.AtEntry:
		kind = "an entry"
	case rule.Default:
		kind = "a default"
	case rule.Source != nil:
		kind = "labels"
	case len(rule.Headers) > 0:
		kind = "a header"
	default:
		return "nothing", fmt.Errorf("it matches nothing, and is no default")
	}
	var list string
	var i int
	if _, err := fmt.Sscanf(strings.NewReplacer("[", " ", "]", "").Replace(rule.Field), "spec.%s %d", &list, &i); err != nil {
		return kind, err
	}
	routes, _ := generated(t, r, rule)["spec"].(map[string]any)[list].([]any)
	if i >= len(routes) {
		return kind, fmt.Errorf("there are %d rules", len(routes))
	}
	route := routes[i].(map[string]any)
	if subsets := subsetsOf(route); !slices.Contains(subsets, h.Subset.Name) {
		return kind, fmt.Errorf("it routes to %q, not to %q", subsets, h.Subset.Name)
	}
	return kind, matches(route, h, rule)
}

func subsetsOf(route map[string]any) []string {
	var all []string
	for _, d := range route["route"].([]any) {
		destination := d.(map[string]any)["destination"].(map[string]any)
		subset, _ := destination["subset"].(string)
		all = append(all, subset)
	}
	return all
}

// matches is an error where no alternative of a route's match is what the rule says.
func matches(route map[string]any, h lane.Hop, rule *lane.AppliedRule) error {
	match, _ := route["match"].([]any)
	for _, m := range match {
		if fits(m.(map[string]any), h, rule) {
			return nil
		}
	}
	if len(match) == 0 && rule.Source == nil && len(rule.Headers) == 0 {
		return nil
	}
	return fmt.Errorf("it matches %v", match)
}

func fits(match map[string]any, h lane.Hop, rule *lane.AppliedRule) bool {
	if port, has := match["port"]; has && port != h.Port {
		return false
	}
	labels, headers := map[string]any{}, map[string]any{}
	if rule.Source != nil {
		for k, v := range rule.Source.Labels {
			labels[k] = v
		}
	}
	for _, header := range rule.Headers {
		headers[header.Name] = nil
	}
	got, _ := match["sourceLabels"].(map[string]any)
	gotHeaders, _ := match["headers"].(map[string]any)
	namespace, _ := match["sourceNamespace"].(string)
	if rule.Source != nil && namespace != rule.Source.Namespace || len(gotHeaders) != len(headers) || len(got) != len(labels) {
		return false
	}
	for k, v := range labels {
		if got[k] != v {
			return false
		}
	}
	for k := range headers {
		if _, has := gotHeaders[k]; !has {
			return false
		}
	}
	return true
}
