package random

import (
	"fmt"
	"math/rand/v2"

	"github.com/graylane/graylane/conformance/cases"
)

// object is a Kubernetes object, list a list in one.
type (
	object = map[string]any
	list   = []any
)

// App is an application: its objects, a GrayRelease among them where it has a configuration.
type App []object

// Case is a as graylane reads it.
func (a App) Case() (cases.Case, error) {
	stream, err := cases.Stream(a)
	return cases.Case{Name: "random", Input: stream}, err
}

// String is the application as YAML.
func (a App) String() string {
	stream, err := cases.Stream(a)
	if err != nil {
		return fmt.Sprint(err)
	}
	return string(stream)
}

// Draw draws an application: the same for the same seed.
func Draw(seed uint64) App {
	d := &draw{random: rand.New(rand.NewPCG(seed, 0))}
	d.namespaces = pick(d, []string{""}, []string{"shop"}, []string{"shop", "web"}, []string{"", "web"}, []string{"shop", "web", "jobs"})
	parts := make([]*part, d.number(1, 6))
	for i := range parts {
		parts[i] = d.part(i)
	}
	d.connect(parts)
	var app App
	for _, p := range parts {
		app = append(app, p.objects(d)...)
	}
	app = append(app, d.jobs(parts)...)
	app = append(app, d.existing(parts)...)
	return append(app, d.config(parts)...)
}

// draw is the source of all chance.
type draw struct {
	random     *rand.Rand
	namespaces []string
}

func (d *draw) number(least, most int) int { return least + d.random.IntN(most-least+1) }

// chance is true in so many of a hundred draws.
func (d *draw) chance(percent int) bool { return d.random.IntN(100) < percent }

func pick[V any](d *draw, from ...V) V { return from[d.random.IntN(len(from))] }

// mostly is the first of two in all but so many of a hundred draws.
func mostly[V any](d *draw, percent int, usual, other V) V {
	if d.chance(percent) {
		return other
	}
	return usual
}

// meta is the metadata of an object.
func meta(namespace, name string) object {
	m := object{"name": name}
	if namespace != "" {
		m["namespace"] = namespace
	}
	return m
}

// part is an application of the whole: workloads that are versions of one thing, and the Services in front of them.
type part struct {
	name      string
	namespace string
	labels    object // of its pods, beside the version
	versions  []string
	kind      string
	services  []*service
	calls     map[string][]string // by version: the env values that name what it calls
}

// versions that one thing may have, the usual ones first.
var versionSets = [][]string{
	{"v1"}, {"v1", "v2"}, {"v1", "v2", "v3"}, {"v2", "v3"}, {"v2"}, {"v1", "v10", "v2"}, {"1.0.0", "1.1.0"}, {"v1", "gray"},
	{"v1", "v2-rc.1"}, {"v3"}, {"blue", "green"},
}

// part draws the n-th part.
func (d *draw) part(n int) *part {
	p := &part{
		name: fmt.Sprint(string(rune('a' + n))), namespace: pick(d, d.namespaces...),
		versions: versionSets[min(d.number(0, len(versionSets)-1), d.number(0, len(versionSets)-1))],
		kind:     mostly(d, 20, "Deployment", pick(d, "StatefulSet", "DaemonSet", "ReplicaSet", "Rollout", "CloneSet")),
		calls:    map[string][]string{},
	}
	p.labels = object{mostly(d, 15, "app", "app.kubernetes.io/name"): p.name}
	if d.chance(6) {
		p.labels = object{"app": "shared"}
	}
	if d.chance(15) {
		p.labels["tier"] = pick(d, "back", "front")
	}
	for i := range pick(d, 1, 1, 1, 1, 1, 1, 0, 2) {
		p.services = append(p.services, d.service(p, i))
	}
	return p
}
