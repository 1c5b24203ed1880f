package argocd

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// commit is a state of the repository: the versions of front, which a gateway calls, and of back, which front calls.
type commit struct {
	front, back string // versions, with spaces between
	spec        string // of the GrayRelease, but for the sync waves
}

const entry = "entries: [{service: front, hosts: [a.example.com], gateways: [gw]%s}]"

// manifests is what graylane makes of a commit.
func (c commit) manifests(t *testing.T) []string {
	t.Helper()
	files := map[string]string{"graylane.yaml": release + "spec: {uncalled: baseline, istio: {syncWaves: true}, " + c.spec + "}\n"}
	for _, s := range []struct{ name, versions, calls string }{{"front", c.front, "http://back"}, {"back", c.back, "none"}} {
		text := fmt.Sprintf("apiVersion: v1\nkind: Service\nmetadata: {name: %s}\nspec: {selector: {app: %[1]s}, ports: [{name: http, port: 80}]}\n", s.name)
		for version := range strings.FieldsSeq(s.versions) {
			text += fmt.Sprintf("---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: %s-%s}\nspec:\n  selector: {matchLabels: {app: %[1]s, version: %[2]s}}\n"+
				"  template: {metadata: {labels: {app: %[1]s, version: %[2]s}}, spec: {containers: [{name: m, image: a, env: [{name: URL, value: '%[3]s'}]}]}}\n", s.name, version, s.calls)
		}
		files[s.name+".yaml"] = text
	}
	cmd := exec.Command(require(t, "GRAYLANE_BIN"), "build", ".", "-q")
	cmd.Dir, cmd.Stderr = write(t, files), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(out), "\n---\n")
}

// dangers are what may go wrong with what is live at one moment.
func dangers(live []*unstructured.Unstructured) map[string]bool {
	found := map[string]bool{}
	running, subsets := map[string][]string{}, map[string][]string{}
	var routes []*unstructured.Unstructured
	for _, o := range live {
		switch o.GetKind() {
		case "Deployment":
			labels, _, _ := unstructured.NestedStringMap(o.Object, "spec", "template", "metadata", "labels")
			running[labels["app"]] = append(running[labels["app"]], labels["version"])
		case "DestinationRule":
			host, _, _ := unstructured.NestedString(o.Object, "spec", "host")
			list, _, _ := unstructured.NestedSlice(o.Object, "spec", "subsets")
			for _, s := range list {
				subsets[host] = append(subsets[host], s.(map[string]any)["name"].(string))
			}
		case "VirtualService":
			routes = append(routes, o)
		}
	}
	routed := map[string]bool{}
	for _, vs := range routes {
		rules, _, _ := unstructured.NestedSlice(vs.Object, "spec", "http")
		gateway := strings.HasPrefix(vs.GetName(), "vs-gateway-")
		for _, r := range rules {
			rule := r.(map[string]any)
			who := "everybody"
			if gateway {
				who = "the gateway"
			} else if labels, _, _ := unstructured.NestedStringMap(first(rule["match"]), "sourceLabels"); labels != nil {
				who = labels["app"] + " " + labels["version"]
				if !slices.Contains(running[labels["app"]], labels["version"]) {
					continue // nobody to call
				}
			}
			for _, d := range rule["route"].([]any) {
				host, _, _ := unstructured.NestedString(d.(map[string]any), "destination", "host")
				subset, _, _ := unstructured.NestedString(d.(map[string]any), "destination", "subset")
				weight, weighted := d.(map[string]any)["weight"]
				if !gateway {
					routed[host] = true
				}
				switch {
				case weighted && fmt.Sprint(weight) == "0", len(running[host]) == 0:
				case subset == "" && len(running[host]) > 1:
					found[who+" falls to all versions of "+host] = true
				case subset != "" && !slices.Contains(subsets[host], subset):
					found[who+" has no subset "+subset+" of "+host] = true
				case subset != "" && !slices.Contains(running[host], subset):
					found[who+" has no pods "+subset+" of "+host] = true
				}
			}
		}
	}
	for host, versions := range running {
		if len(versions) > 1 && !routed[host] && host == "back" {
			found["callers fall to all versions of "+host] = true
		}
	}
	return found
}

func first(list any) map[string]any {
	if l, ok := list.([]any); ok && len(l) > 0 {
		return l[0].(map[string]any)
	}
	return map[string]any{}
}

// transition is a change of the repository, in steps that are synced one after the other.
type transition struct {
	reason string
	steps  []commit // the first one is live already
	// production tells whether calls of the baseline are in danger meanwhile, and lane whether those of lanes may be, by the order of
	// changes that the engine makes at the same time.
	production, lane bool
}

func transitions() []transition {
	one := fmt.Sprintf(entry, "")
	shared := fmt.Sprintf(entry, ", weights: {v1: 90, v2: 10}")
	apart := one + ", lanes: [{name: apart, versions: {back: v2}}]"
	v2 := one + ", baseline: v2"
	return []transition{
		{"a second version comes", []commit{{"v1", "v1", one}, {"v1 v2", "v1 v2", one}}, false, true},
		{"a third one comes", []commit{{"v1 v2", "v1 v2", one}, {"v1 v2 v3", "v1 v2 v3", one}}, false, true},
		{"a third one comes, and its share", []commit{{"v1 v2", "v1 v2", shared}, {"v1 v2 v3", "v1 v2 v3", fmt.Sprintf(entry, ", weights: {v1: 80, v2: 10, v3: 10}")}}, false, true},
		{"it gets a share of the requests", []commit{{"v1 v2", "v1 v2", one}, {"v1 v2", "v1 v2", shared}}, false, false},
		{"it becomes the baseline", []commit{{"v1 v2", "v1 v2", one}, {"v1 v2", "v1 v2", v2}}, false, false},
		{"the old baseline goes", []commit{{"v1 v2", "v1 v2", v2}, {"v2", "v2", v2}}, false, true},
		{"it goes, after its share", []commit{{"v1 v2", "v1 v2", shared}, {"v1 v2", "v1 v2", one}, {"v1", "v1", one}}, false, true},
		{"one of three goes", []commit{{"v1 v2 v3", "v1 v2 v3", one}, {"v1 v2", "v1 v2", one}}, false, true},

		{"a service joins a lane that gets requests", []commit{{"v1 v2", "v1", shared}, {"v1 v2", "v1 v2", shared}}, false, true},
		{"it joins in two steps", []commit{{"v1 v2", "v1", shared}, {"v1 v2", "v1 v2", shared + apart[len(one):]}, {"v1 v2", "v1 v2", shared}}, false, false},
		{"a service leaves a lane that gets requests", []commit{{"v1 v2", "v1 v2", shared}, {"v1 v2", "v1", shared}}, false, true},
		{"it leaves in two steps", []commit{{"v1 v2", "v1 v2", shared}, {"v1 v2", "v1 v2", shared + apart[len(one):]}, {"v1 v2", "v1", shared}}, false, false},

		{"a version and its share come at once", []commit{{"v1", "v1", one}, {"v1 v2", "v1 v2", shared}}, true, true},
		{"a version and its share go at once", []commit{{"v1 v2", "v1 v2", shared}, {"v1", "v1", one}}, true, true},
	}
}

// TestWaves: in the order of Argo CD's sync engine, what the documentation calls safe is safe after each single change, and what it
// warns of is not.
func TestWaves(t *testing.T) {
	for _, tt := range transitions() {
		t.Run(tt.reason, func(t *testing.T) {
			c := newCluster(t)
			c.sync(t, tt.steps[0].manifests(t))
			var log []string
			var production, lane bool
			c.seen = func(event string, live []*unstructured.Unstructured) {
				found := slices.Sorted(maps.Keys(dangers(live)))
				log = append(log, event+"\t"+strings.Join(found, "; "))
				for _, d := range found {
					ofLane := strings.HasPrefix(d, "front ")
					production, lane = production || !ofLane, lane || ofLane
				}
			}
			for _, next := range tt.steps[1:] {
				log = append(log, "--- a commit")
				c.sync(t, next.manifests(t))
			}
			if production != tt.production || lane && !tt.lane {
				t.Errorf("production is in danger: %v, want %v; lanes: %v, want %v\n%s", production, tt.production, lane, tt.lane, strings.Join(log, "\n"))
			}
			if len(log) < 3 {
				t.Errorf("nothing has changed: %v", log)
			}
		})
	}
}
