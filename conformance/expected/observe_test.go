package expected

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"istio.io/istio/pkg/test"

	"github.com/graylane/graylane/conformance/cases"
	"github.com/graylane/graylane/conformance/mesh"
	"github.com/graylane/graylane/conformance/telemetry"
)

// TestNoLeaks counts the requests of every table where Istio has them land, over TCP and TLS too and through gateways by their
// weights, and has graylane observe them: it finds what was sent, and no leak but of calls that graylane could not know.
func TestObserved(t *testing.T) {
	program, p := cases.Program(t), telemetry.Start(t)
	dirs, err := filepath.Glob("testdata/*")
	if err != nil || len(dirs) == 0 {
		t.Fatalf("there are no scenarios (%v)", err)
	}
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join(dir, "expect.txt"))
			if err != nil {
				t.Fatal(err)
			}
			table, err := readTable(string(text))
			if err != nil {
				t.Fatal(err)
			}
			sidecars := telemetry.NewMesh()
			p.Watch(t, sidecars)
			count(t, sidecars, build(t, program, dir), table)
			p.Same(t)
			args := []string{"--verify", filepath.Join(dir, "input.yaml"), "--allow-unjudged"}
			if config := filepath.Join(dir, "config.yaml"); exists(config) {
				args = append(args, "--config", config)
			}
			e := p.Observe(t, nil, args...)
			var found []string
			for _, m := range leaked.FindAllStringSubmatch(e.Stdout, -1) {
				found = append(found, m[1]+" "+m[3]+"/"+m[2])
			}
			want := undeclared[filepath.Base(dir)]
			if diff := cmp.Diff(want, found); diff != "" || e.Code != min(len(want), 1) {
				t.Errorf("exit %d, leaks that there are (-) and that are found (+): %s\n%s%s", e.Code, diff, e.Stdout, e.Stderr)
			}
		})
	}
}

// leaked is what is said of a leak that comes of a call which graylane does not know: the caller, the version and the Service.
var leaked = regexp.MustCompile(`(?m)/(\S+)\n +Its requests, which are of the lane \S+, were seen to reach the version (\S+) of (\S+) \(`)

// undeclared are the calls of lanes in the tables that nothing shows graylane: they land on the baseline, although the lane goes on.
var undeclared = map[string][]string{
	"callers-of-other-namespaces":   {"web/batch-v2 shop/api/v1", "web/front-v2 data/store/v1"},
	"declared-callers":              {"shop/productpage-v2 ratings/v1"},
	"entry":                         {"appb-v2 appa/v1"},
	"entry-any-host":                {"appb-v2 appa/v1"},
	"entry-delegate":                {"shop/appb-v2 appa/v1"},
	"seed":                          {"appb-v2 appb/v1"},
	"several-ports":                 {"appb-v2 appb/v1"},
	"tcp":                           {"appb-v2 appb/v1"},
	"three-services-three-versions": {"appa-v3 appc/v1", "appc-v2 appb/v1"},
	"tls-sni":                       {"shop/appb-v2 appb/v1"},
	"twin-namespaces":               {"blue/appa-v2 green/appb/v1", "green/appa-v2 blue/appb/v1"},
	"uncalled-baseline":             {"appa-v2 appa/v1", "appa-v2 shop/appb/v1", "shop/appb-v3 appb/v1"},
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

// count counts the requests of a table.
func count(t *testing.T, sidecars *telemetry.Mesh, answer cases.Answer, table []line) {
	t.Helper()
	objects := slices.Concat(answer.Input, answer.Generated)
	m, err := mesh.Start(test.Failer(t), slices.Concat(objects, gateways(objects, table)))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range m.Pods {
		sidecars.Run(podOf(p))
	}
	for _, l := range table {
		if l.caller.kind == workload && len(l.request.headers) > 0 {
			continue // with a header of whatever lane, also of those that no request brings there
		}
		from := l.caller.telemetry(m)
		if l.caller.kind != workload {
			sidecars.Run(from)
		}
		proxy, err := l.caller.proxy(t, m)
		if err != nil {
			t.Fatal(err)
		}
		sent, err := l.request.sent(l.caller, m.Cluster)
		if err != nil {
			t.Fatal(err)
		}
		landings, _ := proxy.Send(sent)
		for _, landing := range landings {
			s := resolve(m.Cluster, "", landing.Host)
			if s == nil || landing.Passthrough() {
				continue
			}
			r := telemetry.Request{From: from, Namespace: s.Namespace, Service: s.Name, Protocol: counted[l.request.protocol]}
			requests := 3 * len(landing.Pods)
			if len(landings) > 1 {
				requests = int(landing.Weight)
			}
			for i := range requests {
				r.To = podOf(landing.Pods[i%len(landing.Pods)])
				sidecars.Count(r)
			}
		}
	}
}

// counted is what sidecars call the protocols of requests.
var counted = map[string]string{"http": "http", "h2": "http", "grpc": "grpc", "tcp": "tcp", "tls": "tcp"}

// podOf is a pod as its sidecar knows it.
func podOf(p *mesh.Pod) telemetry.Pod {
	_, name, _ := strings.Cut(p.Owner, "/")
	return telemetry.Pod{Namespace: p.Namespace, Name: strings.ReplaceAll(strings.ToLower(p.Owner), "/", "-"), Workload: name, Labels: p.Labels, Bare: !p.Sidecar}
}

// telemetry is the caller as its sidecar knows it; a gateway has the name that Istio's own has.
func (c caller) telemetry(m *mesh.Mesh) telemetry.Pod {
	switch c.kind {
	case gateway:
		return telemetry.Pod{Namespace: c.namespace, Name: c.name, Workload: "istio-ingressgateway", Labels: map[string]string{"app": "istio-ingressgateway"}}
	case stranger:
		return telemetry.Pod{Namespace: c.namespace, Name: fmt.Sprint("stranger-", len(c.labels)), Workload: "stranger", Labels: c.labels}
	}
	i := slices.IndexFunc(m.Pods, func(p *mesh.Pod) bool {
		_, name, _ := strings.Cut(p.Owner, "/")
		return p.Namespace == c.namespace && name == c.name
	})
	return podOf(m.Pods[max(i, 0)])
}
