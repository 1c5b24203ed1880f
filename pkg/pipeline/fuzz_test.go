package pipeline_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sigs.k8s.io/kustomize/kyaml/yaml"

	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/pipeline"
)

// hostileApp is an application in which two strings stand wherever a manifest has a string of the user's: web calls api, with
// versions of each.
func hostileApp(a, b string) []model.Any {
	ref := func(kind, name string) model.Object {
		return model.Object{Ref: diag.Ref{APIVersion: "v1", Kind: kind, Namespace: a, Name: name}, Place: diag.Place{File: a + b, Line: 3}}
	}
	var all []model.Any
	for i, name := range []string{a, b} {
		all = append(all, &model.Service{Object: ref("Service", name), Selector: model.Labels{"app": name}, Ports: []model.Port{{Name: b, Number: 80 + i}, {Name: "tcp-" + a, Number: 90}}})
		for _, version := range []string{"v1", a, b} {
			w := &model.Workload{Object: ref("Deployment", name+"-"+version), PodLabels: model.Labels{"app": name, "version": version, a: b}}
			if i == 0 {
				w.Containers = []model.Container{{Field: "spec.template.spec.containers[0]", Env: []model.EnvVar{{Name: a + "_HOST", Value: b}, {Name: "URL", Value: "http://" + b + ":81/" + a}}}}
			}
			all = append(all, w)
		}
	}
	return all
}

var (
	dnsLabel   = regexp.MustCompile(`^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$`)
	labelValue = regexp.MustCompile(`^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$`)
)

// FuzzOrder runs the stages on an application of hostile names and versions, in two orders: the resources are the same bytes, each
// is one YAML document, no subset is there twice, and every route leads to a subset that is there. Where a version can be a
// label's value, its subset has a name that Istio takes.
//
// fuzz: weight 12
func FuzzOrder(f *testing.F) {
	for i, s := range hostileStrings {
		f.Add(s, hostileStrings[(i+1)%len(hostileStrings)], uint64(i))
	}
	f.Add("web", "api", uint64(1))
	f.Fuzz(func(t *testing.T, a, b string, seed uint64) {
		fuzzing.Bounded(t)
		if len(a)+len(b) > 300 {
			return
		}
		config := api.GrayRelease{Spec: api.Default()}
		config.Spec.Gaps = api.GapsClone
		config.Spec.Uncalled = "baseline"
		facts := hostileApp(a, b)
		want, ds := resources(t, facts, &config)
		if slices.ContainsFunc(ds, func(d diag.Diagnostic) bool { return d.Code == diag.InputDuplicate }) {
			return // of an object that stands twice the last counts
		}
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(facts), func(i, j int) { facts[i], facts[j] = facts[j], facts[i] })
		if got, more := resources(t, facts, &config); !slices.Equal(want, got) || !slices.EqualFunc(ds, more, func(x, y diag.Diagnostic) bool { return x == y }) {
			t.Errorf("%q and %q: another order, another result:\n%s\n%v\n%s\n%v", a, b, strings.Join(want, "---\n"), ds, strings.Join(got, "---\n"), more)
		}
		if !diag.HasError(ds) {
			checkSubsets(t, want, labelValue.MatchString(a) && labelValue.MatchString(b))
		}
	})
}

func resources(t *testing.T, facts []model.Any, config *api.GrayRelease) ([]string, []diag.Diagnostic) {
	t.Helper()
	copier := func(of *model.Workload, change manifest.Change) (manifest.Copy, error) {
		return manifest.CloneText([]byte("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\nspec: {template: {metadata: {labels: {app: x}}}}\n"), change)
	}
	result, err := pipeline.Run(facts, config, copier)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, r := range result.Resources {
		text, err := r.YAML(nil)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	return texts, result.Diagnostics
}

// rule is what of a DestinationRule and of a VirtualService is looked at.
type rule struct {
	Kind     string
	Metadata struct{ Name string }
	Spec     struct {
		Host           string
		Subsets        []struct{ Name string }
		HTTP, TCP, TLS []struct {
			Route []struct{ Destination struct{ Host, Subset string } }
		}
	}
}

func checkSubsets(t *testing.T, texts []string, valid bool) {
	t.Helper()
	subsets := map[string]bool{}
	var all []rule
	for _, text := range texts {
		var r rule
		decoder := yaml.NewDecoder(bytes.NewReader([]byte(text)))
		if err := decoder.Decode(&r); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if err := decoder.Decode(&yaml.Node{}); err == nil {
			t.Fatalf("two documents:\n%s", text)
		}
		all = append(all, r)
		for _, s := range r.Spec.Subsets {
			if subsets[r.Spec.Host+" "+s.Name] || valid && !dnsLabel.MatchString(s.Name) {
				t.Errorf("the subset %q is there twice, or is no DNS label:\n%s", s.Name, text)
			}
			subsets[r.Spec.Host+" "+s.Name] = true
		}
	}
	for _, r := range all {
		for _, route := range slices.Concat(r.Spec.HTTP, r.Spec.TCP, r.Spec.TLS) {
			for _, to := range route.Route {
				if to.Destination.Subset != "" && !subsets[to.Destination.Host+" "+to.Destination.Subset] {
					t.Errorf("%s routes to %s, which is no subset:\n%s", r.Metadata.Name, fmt.Sprint(to.Destination), strings.Join(texts, "---\n"))
				}
			}
		}
	}
}
