package resourcelist

import (
	"fmt"
	"io"
	"strings"
)

// Shape is an application whose size has one direction in which real ones grow large.
type Shape struct {
	Name string
	// About says what there are n of.
	About string
	write func(b *builder, n int)
}

// Write writes the shape of a size as a ResourceList.
func (s Shape) Write(w io.Writer, n int) error {
	b := &builder{}
	s.write(b, n)
	_, err := io.WriteString(w, "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n"+b.config.String()+"items:\n"+b.items.String())
	return err
}

// Find is the shape of a name.
func Find(name string) (Shape, bool) {
	for _, s := range Shapes {
		if s.Name == name {
			return s, true
		}
	}
	return Shape{}, false
}

// Shapes are all shapes.
var Shapes = []Shape{
	{"keys", "Services, each in a key of one ConfigMap, whose keys are the variables of one workload", func(b *builder, n int) { keys(b, n, 1, envFrom) }},
	{"keys10", "the same, and ten workloads", func(b *builder, n int) { keys(b, n, 10, envFrom) }},
	{"mounted", "the same, and ten workloads that mount the ConfigMap", func(b *builder, n int) { keys(b, n, 10, mounted) }},
	{"mounts", "workloads that mount a ConfigMap of 1000 keys, which name 10 Services", func(b *builder, n int) { fewKeys(b, n, mounted) }},
	{"froms", "workloads whose variables are a ConfigMap of 1000 keys, which name 10 Services", func(b *builder, n int) { fewKeys(b, n, envFrom) }},
	{"keyed", "Services of two versions, each of which reads its own key of one ConfigMap, which names the next", keyed},
	{"unused", "keys of a ConfigMap of long texts that nobody mounts", unused},
	{"callers", "callers of one Service", callers},
	{"callees", "Services that one workload calls", callees},
	{"versions", "versions of one Service with one caller in each", versions},
	{"versioned", "Services in chains of ten, each with 100 versions", versioned},
	{"chain", "Services in one chain, every tenth without v2", func(b *builder, n int) { chain(b, n, "gaps: warn") }},
	{"clones", "the same, whose gaps copies close", func(b *builder, n int) { chain(b, n, "gaps: clone") }},
	{"lanes", "lanes by name, each of one application that others of its chain serve", lanes},
	{"crossing", "applications that call two others each, twenty of which begin a lane that all others serve", crossing},
	{"routed", "applications beside as many VirtualServices, DestinationRules, AuthorizationPolicies and Sidecars of their users", routed},
	{"wildcards", "VirtualServices and DestinationRules with wildcard hosts, beside as many applications", wildcards},
	{"namespaces", "namespaces of an application that calls one of the first", namespaces},
	{"header", "applications in header mode", header},
	{"entries", "entries of an application of 20 versions", entries},
	{"selected", "workloads of one Service and one version", selected},
	{"services", "Services of one workload", services},
	{"declared", "calls in the configuration, and as many to ignore", declared},
	{"gateways", "Ingresses and routes of the Gateway API of as many applications", gateways},
	{"variables", "variables of one container, half of which refer to the one before", variables},
	{"suppressed", "applications with a finding each, which an annotation suppresses", suppressed},
	{"policies", "NetworkPolicies that select pods by their version, in one namespace", policies},
	{"observed", "applications whose calls were observed alone, ten others each, one of which left its lane", observedCalls},
	{"exported", "applications in two namespaces, whose routing is exported where it is needed", exported},
}

// builder gathers the parts of a list.
type builder struct{ config, items strings.Builder }

// spec sets the configuration.
func (b *builder) spec(lines string) {
	b.config.WriteString("functionConfig:\n  apiVersion: graylane.dev/v1alpha1\n  kind: GrayRelease\n  metadata:\n    name: shape\n  spec:\n" + indent(lines, "    "))
}

// add adds an object.
func (b *builder) add(object string, args ...any) {
	lines := strings.TrimPrefix(indent(fmt.Sprintf(object, args...), "  "), "  ")
	b.items.WriteString("- " + lines)
}

func indent(text, margin string) string {
	var out strings.Builder
	for line := range strings.Lines(strings.TrimSuffix(text, "\n") + "\n") {
		out.WriteString(margin + line)
	}
	return out.String()
}

// service adds a Service that selects the label app.
func (b *builder) service(namespace, name string) {
	b.add("apiVersion: v1\nkind: Service\nmetadata:\n  name: %[2]s\n  namespace: %[1]s\nspec:\n  selector:\n    app: %[2]s\n  ports:\n  - name: http\n    port: 8080\n", namespace, name)
}

// deployment adds a Deployment of an app in a version. More is more of its container, at the container's own indentation, and of
// its pods.
func (b *builder) deployment(namespace, app, version string, more ...string) {
	text := fmt.Sprintf("apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: %[2]s-%[3]s\n  namespace: %[1]s\nspec:\n  selector:\n    matchLabels:\n      app: %[2]s\n"+
		"      version: %[3]s\n  template:\n    metadata:\n      labels:\n        app: %[2]s\n        version: %[3]s\n    spec:\n      containers:\n      - name: app\n        image: registry.example/%[2]s\n",
		namespace, app, version)
	for i, part := range more {
		text += indent(part, strings.Repeat(" ", 8-2*i))
	}
	b.add("%s", text)
}

// app adds a Service and Deployments of some versions, with more of their containers.
func (b *builder) app(namespace, name string, versions []string, more ...string) {
	b.service(namespace, name)
	for _, v := range versions {
		b.deployment(namespace, name, v, more...)
	}
}

// calls is an env that names hosts.
func calls(hosts ...string) string {
	out := "env:\n"
	for i, host := range hosts {
		out += fmt.Sprintf("- name: UPSTREAM_%d\n  value: http://%s:8080/\n", i, host)
	}
	return out
}

func numbered(prefix string, i int) string { return fmt.Sprintf("%s-%05d", prefix, i) }

var two = []string{"v1", "v2"}

// upTo are the versions v1 to v of n.
func upTo(n int) []string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf("v%d", i+1))
	}
	return all
}
