package resourcelist

import (
	"fmt"
	"strings"
)

// use is how a workload uses a ConfigMap: more of its container, and of its pods.
type use []string

var (
	envFrom = use{"envFrom:\n- configMapRef:\n    name: urls\n"}
	mounted = use{"volumeMounts:\n- name: urls\n  mountPath: /etc/urls\n", "volumes:\n- name: urls\n  configMap:\n    name: urls\n"}
)

// urls adds a ConfigMap of n keys, which name Services.
func urls(b *builder, n, services int) {
	var data strings.Builder
	for i := range n {
		fmt.Fprintf(&data, "  URL_%d: http://%s:8080/%d\n", i, numbered("svc", i%services), i)
	}
	b.add("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: urls\n  namespace: shop\ndata:\n%s", data.String())
}

func keys(b *builder, n, workloads int, how use) {
	for i := range n {
		b.service("shop", numbered("svc", i))
	}
	urls(b, n, n)
	for i := range workloads {
		b.app("shop", numbered("user", i), []string{"v1"}, how...)
	}
}

func fewKeys(b *builder, n int, how use) {
	for i := range 10 {
		b.app("shop", numbered("svc", i), two)
	}
	urls(b, 1000, 10)
	for i := range n {
		b.app("shop", numbered("user", i), []string{"v1"}, how...)
	}
}

func keyed(b *builder, n int) {
	urls(b, n, n)
	for i := range n {
		b.service("shop", numbered("svc", i))
		for _, version := range two {
			b.deployment("shop", numbered("svc", i), version, fmt.Sprintf("env:\n- name: NEXT\n  valueFrom:\n    configMapKeyRef:\n      name: urls\n      key: URL_%d\n", (i+1)%n))
		}
	}
}

func unused(b *builder, n int) {
	b.app("shop", "app", two)
	text := strings.Repeat("    the quick brown fox jumps over http://app:8080 and back # again: and again\n", 100)
	var data strings.Builder
	for i := range n {
		fmt.Fprintf(&data, "  text-%d: |\n%s", i, text)
	}
	b.add("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: texts\n  namespace: shop\ndata:\n%s", data.String())
}

func callers(b *builder, n int) {
	b.app("shop", "callee", two)
	for i := range n {
		b.app("shop", numbered("caller", i), two, calls("callee"))
	}
}

func callees(b *builder, n int) {
	var hosts []string
	for i := range n {
		b.app("shop", numbered("callee", i), two)
		hosts = append(hosts, numbered("callee", i))
	}
	b.app("shop", "caller", two, calls(hosts...))
}

func versions(b *builder, n int) {
	b.app("shop", "front", upTo(n), calls("back"))
	b.app("shop", "back", upTo(n))
}

func versioned(b *builder, n int) {
	for i := range n {
		b.app("shop", numbered("app", i), upTo(100), calls(numbered("app", i/10*10+(i+1)%10)))
	}
}

func chain(b *builder, n int, spec string) {
	b.spec(spec)
	for i := range n {
		versions := two
		if i%10 == 9 {
			versions = two[:1]
		}
		b.app("shop", numbered("app", i), versions, calls(numbered("app", i+1)))
	}
}

func lanes(b *builder, n int) {
	spec := "lanes:\n"
	for i := range n {
		spec += fmt.Sprintf("- name: lane-%d\n  versions: {%s: v2}\n", i, numbered("app", 10*i))
		for j := range 10 {
			versions := two
			if j > 0 {
				versions = two[:1]
			}
			b.app("shop", numbered("app", 10*i+j), versions, calls(numbered("app", 10*i+(j+1)%10)))
		}
	}
	b.spec(spec)
}

func crossing(b *builder, n int) {
	spec := "lanes:\n"
	for i := range n {
		versions := two[:1]
		if i < 20 {
			versions = two
			spec += fmt.Sprintf("- name: lane-%d\n  versions: {%s: v2}\n", i, numbered("app", i))
		}
		b.app("shop", numbered("app", i), versions, calls(numbered("app", (i+1)%n), numbered("app", (i+7)%n)))
	}
	b.spec(spec)
}

func routed(b *builder, n int) {
	for i := range n {
		name := numbered("app", i)
		b.app("shop", name, two, calls(numbered("app", (i+1)%n)))
		b.add("apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: edge-%[1]s\n  namespace: shop\nspec:\n  hosts: [%[1]s.example.com]\n  gateways: [edge]\n"+
			"  http:\n  - route:\n    - destination: {host: %[1]s, subset: v1}\n", name)
		b.add("apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata:\n  name: pool-%[1]s\n  namespace: shop\nspec:\n  host: %[1]s\n"+
			"  trafficPolicy:\n    connectionPool:\n      tcp: {maxConnections: 100}\n", name)
		b.add("apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata:\n  name: %[1]s\n  namespace: shop\nspec:\n  selector:\n    matchLabels: {app: %[1]s}\n  rules: []\n", name)
		b.add("apiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata:\n  name: %[1]s\n  namespace: shop\nspec:\n  workloadSelector:\n    labels: {app: %[1]s}\n"+
			"  egress:\n  - hosts: [\"./*\", \"istio-system/*\"]\n", name)
	}
}

func wildcards(b *builder, n int) {
	for i := range n {
		name := numbered("app", i)
		b.app("shop", name, two, calls(numbered("app", (i+1)%n)))
		b.add("apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: wild-%[1]d\n  namespace: shop\nspec:\n  hosts: [\"*.team-%[1]d.svc.cluster.local\"]\n"+
			"  http:\n  - route:\n    - destination: {host: %[2]s}\n", i, name)
		b.add("apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata:\n  name: wild-%[1]d\n  namespace: shop\nspec:\n  host: \"*.team-%[1]d.svc.cluster.local\"\n", i)
	}
}

func namespaces(b *builder, n int) {
	for i := range n {
		namespace := numbered("team", i)
		b.add("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: %s\n", namespace)
		b.app(namespace, "api", two, calls("api."+numbered("team", i/10), "api"))
	}
}

func header(b *builder, n int) {
	b.spec("header: {name: x-lane}\n")
	for i := range n {
		b.app("shop", numbered("app", i), two, calls(numbered("app", (i+1)%n)))
	}
}

func entries(b *builder, n int) {
	spec := "entries:\n"
	for i := range n {
		b.app("shop", numbered("app", i), upTo(20))
		spec += fmt.Sprintf("- service: %s\n  hosts: [%d.example.com]\n  gateways: [istio-system/gw]\n  weights: {v1: 90, v2: 10}\n  match:\n"+
			"  - {headers: {x-group: {exact: beta}}, version: v2}\n", numbered("app", i), i)
	}
	b.spec(spec)
}

func selected(b *builder, n int) {
	b.app("shop", "front", two, calls("back"))
	b.add("apiVersion: v1\nkind: Service\nmetadata:\n  name: back\n  namespace: shop\nspec:\n  selector:\n    version: v1\n  ports:\n  - name: http\n    port: 8080\n")
	for i := range n {
		b.deployment("shop", numbered("back", i), "v1", calls("front"))
	}
}

func services(b *builder, n int) {
	for i := range n {
		b.add("apiVersion: v1\nkind: Service\nmetadata:\n  name: svc-%05d\n  namespace: shop\nspec:\n  selector:\n    app: back\n  ports:\n  - name: http\n    port: %d\n", i, 1+i%60000)
	}
	for _, version := range two {
		b.deployment("shop", "back", version)
		b.deployment("shop", "front", version, calls("svc-00000"))
	}
}

func declared(b *builder, n int) {
	spec := "calls:\n  add:\n"
	for i := range n {
		b.app("shop", numbered("app", i), two, calls(numbered("app", (i+2)%n)))
		spec += fmt.Sprintf("  - {from: %s, to: %s}\n", numbered("app", i), numbered("app", (i+1)%n))
	}
	spec += "  ignore:\n"
	for i := range n {
		spec += fmt.Sprintf("  - {from: %s, to: %s}\n", numbered("app", i), numbered("app", (i+2)%n))
	}
	b.spec(spec)
}

func gateways(b *builder, n int) {
	for i := range n {
		name := numbered("app", i)
		b.app("shop", name, two, calls(numbered("app", (i+1)%n)))
		b.add("apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: %[1]s\n  namespace: shop\nspec:\n  rules:\n  - host: %[1]s.example.com\n    http:\n      paths:\n"+
			"      - path: /\n        pathType: Prefix\n        backend:\n          service:\n            name: %[1]s\n            port: {number: 8080}\n", name)
		b.add("apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: %[1]s\n  namespace: shop\nspec:\n  parentRefs:\n  - name: gw\n  rules:\n  - backendRefs:\n"+
			"    - name: %[1]s\n      port: 8080\n", name)
	}
}

func variables(b *builder, n int) {
	var env strings.Builder
	env.WriteString("env:\n- name: V_0\n  value: svc-00000\n")
	for i := 1; i < n; i++ {
		if i%2 == 1 {
			fmt.Fprintf(&env, "- name: V_%d\n  value: http://$(V_%d):8080/\n", i, i-1)
		} else {
			fmt.Fprintf(&env, "- name: V_%d\n  value: svc-%05d\n", i, i%100)
		}
	}
	for i := range 100 {
		b.app("shop", numbered("svc", i), two)
	}
	b.app("shop", "caller", two, env.String())
}

func suppressed(b *builder, n int) {
	for i := range n {
		name := numbered("app", i)
		b.add("apiVersion: v1\nkind: Service\nmetadata:\n  name: %[1]s\n  namespace: shop\n  annotations:\n    graylane.dev/suppress: \"GL0401: nobody calls it yet\"\n"+
			"spec:\n  selector:\n    app: %[1]s\n  ports:\n  - name: http\n    port: 8080\n", name)
		b.deployment("shop", name, "v1")
		b.deployment("shop", name, "v2")
	}
}

func policies(b *builder, n int) {
	for i := range n {
		name := numbered("app", i)
		b.app("shop", name, two, calls(numbered("app", (i+1)%n)))
		b.add("apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: %[1]s\n  namespace: shop\nspec:\n  podSelector:\n    matchLabels: {app: %[1]s, version: v1}\n", name)
	}
}

func observedCalls(b *builder, n int) {
	var seen strings.Builder
	for i := range n {
		b.app("shop", numbered("app", i), two, "")
		for k := range 10 {
			version := fmt.Sprintf("v%d", 1+k%2)
			answered := version
			if k == 9 {
				answered = "v1"
			}
			fmt.Fprintf(&seen, "  - from: {namespace: shop, workload: %[1]s-%[3]s, labels: {app: %[1]s}, version: %[3]s}\n    to: {namespace: shop, service: %[2]s, version: %[4]s}\n"+
				"    requests: 100\n    last: 2026-01-31T12:00:00Z\n    source: prometheus\n", numbered("app", i), numbered("app", (i+k+1)%n), version, answered)
		}
	}
	b.add("apiVersion: graylane.dev/v1alpha1\nkind: ObservedCalls\nmetadata:\n  name: shop\n  annotations: {config.kubernetes.io/local-config: \"true\"}\nspec:\n  calls:\n%s", seen.String())
}

func exported(b *builder, n int) {
	b.spec("istio: {exportTo: auto, syncWaves: true}\n")
	for i := range n {
		namespace, other := fmt.Sprintf("team-%d", i%2), fmt.Sprintf("team-%d", (i+1)%2)
		b.app(namespace, numbered("app", i), two, calls(numbered("app", (i+1)%n)+"."+other))
	}
}
