package expected

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/graylane/graylane/conformance/mesh"
)

// observer reads what proxies answer.
type observer struct {
	*mesh.Cluster
	versionLabel string
}

// outcome is what became of a request, in the words of tables.
func (c observer) outcome(sent mesh.Request, landings []mesh.Landing, err error) (o outcome) {
	if err != nil {
		return outcome{answer: answerOf(err)}
	}
	if len(landings) == 1 && landings[0].Passthrough() {
		return outcome{answer: passthrough}
	}
	landings = slices.DeleteFunc(slices.Clone(landings), func(l mesh.Landing) bool { return l.Weight == 0 && len(landings) > 1 })
	for _, l := range landings {
		o.landings = append(o.landings, c.landing(sent, l, len(landings) > 1))
	}
	return o
}

// answerOf is what Envoy answers for an error of [mesh.Proxy.Send].
func answerOf(err error) string {
	text := err.Error()
	for _, no := range []string{"404", "no virtual host matched", "no route matched"} {
		if strings.Contains(text, no) {
			return "404"
		}
	}
	if strings.Contains(text, "there is no cluster") {
		return "503"
	}
	return text
}

func (c observer) landing(sent mesh.Request, seen mesh.Landing, shared bool) landing {
	l := landing{service: seen.Cluster, version: "*", subset: seen.Subset}
	l.rest = append(changes(sent.Headers, seen.Headers), seen.Settings...)
	if shared {
		l.weight = int(seen.Weight)
	}
	s := resolve(c.Cluster, "", seen.Host)
	if s == nil || !strings.HasSuffix(seen.Host, ".svc.cluster.local") {
		return l
	}
	l.service = join(s.Namespace, s.Name)
	if seen.Port != sent.Port && !sent.Gateway || sent.Gateway && len(s.Spec.Ports) > 1 {
		l.port = seen.Port
	}
	c.pods(&l, s, seen)
	return l
}

// pods tells the version of the pods that requests land on, which are to be all of that version.
func (c observer) pods(l *landing, s *corev1.Service, seen mesh.Landing) {
	expected := c.Selected(s)
	if seen.Subset != "" {
		l.version = c.version(seen.Pods)
		expected = slices.DeleteFunc(slices.Clone(expected), func(p *mesh.Pod) bool { return p.Labels[c.versionLabel] != l.version })
		if seen.Subset == strings.ReplaceAll(l.version, ".", "-") {
			l.subset = ""
		}
	}
	if !slices.Equal(seen.Pods, expected) && s.Spec.ClusterIP != corev1.ClusterIPNone {
		l.version += fmt.Sprintf("[%s]", strings.Join(names(seen.Pods), ","))
	}
}

// version is the one version of pods.
func (c observer) version(pods []*mesh.Pod) string {
	var all []string
	for _, p := range pods {
		all = append(all, p.Labels[c.versionLabel])
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), "+")
}

func names(pods []*mesh.Pod) (all []string) {
	for _, p := range pods {
		all = append(all, p.ID())
	}
	return all
}

// changes are the headers that differ between a request as it was sent and as it arrives.
func changes(sent, arrived http.Header) (words []string) {
	for name, values := range arrived {
		if !slices.Equal(values, sent[name]) {
			words = append(words, strings.ToLower(name)+"="+strings.Join(values, ","))
		}
	}
	for name := range sent {
		if _, kept := arrived[name]; !kept && arrived != nil {
			words = append(words, "!"+strings.ToLower(name))
		}
	}
	return words
}
