package traffic

import (
	"fmt"
	"strings"
	"testing"
)

// links are the services of chains, in the order of the calls.
var links = []string{"front", "cart", "order", "stock", "price", "audit", "store"}

// chain is an application of services that call each other in a row, all of them in the same versions.
func chain(hops int, versions string) app {
	a := app{Pods: 2}
	for i, name := range links[:hops+1] {
		s := service{Name: name, Versions: versions}
		if i < hops {
			s.Env = []string{"UPSTREAM_URL=grpc://" + links[i+1] + ":8080"}
		}
		a.Services = append(a.Services, s)
	}
	return a
}

// along is the lane of a chain in which every service has the version.
func along(hops int, version string) string {
	return strings.Join(links[:hops+1], "/"+version+" ") + "/" + version
}

// TestChains drives the plain case: every service has every version.
func TestChains(t *testing.T) {
	for _, row := range []struct{ hops, pods int }{{3, 3}, {4, 3}, {6, 2}} {
		t.Run(fmt.Sprintf("%d hops", row.hops), func(t *testing.T) {
			a := chain(row.hops, "v1 v2 v3")
			a.Pods = row.pods
			w := newWorld(t, build(t, a))
			var lanes []string
			for _, version := range []string{"v1", "v2", "v3"} {
				lanes = append(lanes, along(row.hops, version))
			}
			drive(t, w, 500, lanes...).onLane(t)
		})
	}
}
