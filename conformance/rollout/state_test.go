package rollout

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"istio.io/istio/pilot/pkg/simulation"

	"github.com/graylane/graylane/conformance/mesh"
)

// state is what a cluster holds, by kind and name.
type state map[string]map[string]any

// after is the state that a change makes of s.
func (s state) after(c change) state {
	s = maps.Clone(s)
	if c.deleted {
		delete(s, c.id())
	} else {
		s[c.id()] = c.object
	}
	return s
}

// seen is what requests meet in one state.
type seen struct {
	users    string   // the versions that users get, with their shares
	problems []string // requests that fail, or leave their version
}

// look starts Istio's control plane over a state and follows requests through it: of users and testers from the gateway
// on, and of the CronJob, which is in no lane.
func (s state) look(t *testing.T) seen {
	t.Helper()
	var objects []map[string]any
	for _, id := range slices.Sorted(maps.Keys(s)) {
		objects = append(objects, s[id])
	}
	m, err := mesh.Start(t, objects)
	if err != nil {
		t.Fatal(err)
	}
	l := &looker{t: t, mesh: m}
	gateway := m.Gateway(t, "default", map[string]string{"istio": "ingressgateway"})
	outside := mesh.Request{Port: 80, Protocol: simulation.HTTP, Host: "shop.example.com", Gateway: true}
	users := l.enter("a user", gateway, outside)
	outside.Headers = http.Header{"x-group": {"beta"}}
	l.enter("a tester", gateway, outside)
	if audit := m.Pod("default", "CronJob/audit"); audit == nil {
		l.problem("there is no CronJob")
	} else {
		l.call("the CronJob", audit)
	}
	return seen{users, l.problems}
}

// looker follows requests and keeps what goes wrong.
type looker struct {
	t        *testing.T
	mesh     *mesh.Mesh
	problems []string
}

func (l *looker) problem(format string, args ...any) {
	l.problems = append(l.problems, fmt.Sprintf(format, args...))
}

// enter sends a request to the gateway and on to api, from whichever version of front it lands on, which has to be the version
// of api too. It gives the versions of front.
func (l *looker) enter(who string, gateway *mesh.Proxy, r mesh.Request) string {
	landings, err := gateway.Send(r)
	if err != nil {
		l.problem("%s gets no answer at the gateway: %v", who, err)
		return ""
	}
	var shares []string
	for _, landing := range landings {
		version := l.version(who+" at front", landing.Pods)
		if landing.Weight > 0 {
			shares = append(shares, fmt.Sprintf("%d%% %s", landing.Weight, version))
		} else {
			shares = append(shares, version)
		}
		for _, front := range landing.Pods {
			if api := l.call(who+" in front "+front.Labels["version"], front); api != front.Labels["version"] {
				l.problem("%s in front %s lands on api %s", who, front.Labels["version"], api)
			}
		}
	}
	return strings.Join(shares, ", ")
}

// call sends a request from a pod to api and gives the version where it lands.
func (l *looker) call(who string, from *mesh.Pod) string {
	api := l.mesh.Service("default", "api")
	if api == nil {
		l.problem("there is no Service api")
		return ""
	}
	landings, err := l.mesh.Sidecar(l.t, from).Send(mesh.Request{
		Address: api.Spec.ClusterIP, Port: 8080, Protocol: simulation.HTTP, Host: "api:8080",
	})
	if err != nil || len(landings) != 1 {
		l.problem("%s gets no answer from api, in %d places: %v", who, len(landings), err)
		return ""
	}
	return l.version(who+" at api", landings[0].Pods)
}

// version is that of pods which a request may land on: one of them all.
func (l *looker) version(who string, pods []*mesh.Pod) string {
	var versions []string
	for _, p := range pods {
		versions = append(versions, p.Labels["version"])
	}
	slices.Sort(versions)
	switch versions = slices.Compact(versions); len(versions) {
	case 0:
		l.problem("%s finds no pod: 503", who)
		return "none"
	case 1:
		return versions[0]
	}
	l.problem("%s lands on any of %s", who, strings.Join(versions, " and "))
	return strings.Join(versions, "+")
}

// look is what requests meet after each change, from the first state on in which the application is complete.
func look(t *testing.T, changes []change) (all []seen) {
	t.Helper()
	now := state{}
	for _, c := range changes {
		now = now.after(c)
		got := now.look(t)
		if len(all) == 0 && len(got.problems) > 0 {
			continue
		}
		for i, problem := range got.problems {
			got.problems[i] = fmt.Sprintf("after %s: %s", c, problem)
		}
		all = append(all, got)
	}
	return all
}

// problems are those of all states.
func problems(all []seen) (found []string) {
	for _, s := range all {
		found = append(found, s.problems...)
	}
	return found
}

// users are the versions that users get, each that differs from the one before.
func users(all []seen) []string {
	var versions []string
	for _, s := range all {
		versions = append(versions, s.users)
	}
	return slices.Compact(versions)
}
