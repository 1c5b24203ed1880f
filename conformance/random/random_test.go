package random

import (
	"errors"
	"flag"
	"strings"
	"sync"
	"testing"

	"istio.io/istio/pkg/test"

	"github.com/graylane/graylane/conformance/cases"
	"github.com/graylane/graylane/conformance/routes"
)

var (
	apps = flag.Int("apps", 1000, "how many random applications are compared with Istio")
	seed = flag.Uint64("seed", 1, "the seed of the first; each further one has the next")
)

// workers is how many applications are compared at a time: Istio waits more than it computes.
const workers = 6

// TestRandom compares the plan of random applications with Istio, and reduces the first that differs to the smallest that
// does. More of them: go test ./random -v -timeout 0 -apps 100000 -seed 1001
func TestRandom(t *testing.T) {
	cases.Program(t)
	total, drawn := routes.NewResult(), tally{}
	failing := search(t, total, drawn)
	total.Log(t)
	drawn.log(t)
	if len(failing) > 0 {
		t.Errorf("plan and Istio differ for the seeds %v", failing)
		smallest(t, failing[0])
	}
	if *apps >= many {
		enough(t, total)
		drawn.enough(t)
	}
}

// tally is how many applications have a feature and are compared, by its name.
type tally map[string]int

func (n tally) add(app App) {
	for _, f := range features {
		if f.has(app.configuration()) {
			n[f.name]++
		}
	}
}

func (n tally) log(t *testing.T) {
	t.Helper()
	for _, f := range features {
		t.Logf("%6d applications: %s", n[f.name], f.name)
	}
}

// enough keeps a feature from being drawn too rarely: one application in a hundred has it.
func (n tally) enough(t *testing.T) {
	t.Helper()
	for _, f := range features {
		if n[f.name] < *apps/100 {
			t.Errorf("%d of %d applications have %s", n[f.name], *apps, f.name)
		}
	}
}

// many is how many applications have something of everything between them.
const many = 1000

// enough keeps the applications from proving little: because graylane refuses them, or has nothing to decide in them.
func enough(t *testing.T, total *routes.Result) {
	t.Helper()
	if refused := total.Skipped[refusal]; refused > *apps/3 {
		t.Errorf("%d of %d applications are refused", refused, *apps)
	}
	for _, reason := range []string{"lane", "baseline", "fallback", "gap", "undeclared", "uncalled", "entry", "header", "hidden", "not-exported", "not-imported"} {
		if total.Compared[reason] == 0 {
			t.Errorf("no call was compared for the reason %s", reason)
		}
	}
}

const refusal = "an application that graylane refuses"

// search compares all applications; it gives the seeds of those that differ, the lowest first.
func search(t *testing.T, total *routes.Result, drawn tally) []uint64 {
	var lock sync.Mutex
	var group sync.WaitGroup
	differs := make([]bool, *apps)
	next := make(chan int)
	for range workers {
		group.Go(func() {
			for i := range next {
				app := Draw(*seed + uint64(i))
				r, err := compare(t, app)
				lock.Lock()
				if differs[i] = err != nil || len(r.Wrong) > 0; differs[i] {
					t.Logf("seed %d: %v", *seed+uint64(i), err)
				}
				if err == nil {
					total.Add(r)
				}
				if err == nil && r.Skipped[refusal] == 0 {
					drawn.add(app)
				}
				lock.Unlock()
			}
		})
	}
	for i := range *apps {
		next <- i
	}
	close(next)
	group.Wait()
	var failing []uint64
	for i, differs := range differs {
		if differs {
			failing = append(failing, *seed+uint64(i))
		}
	}
	return failing
}

// compare compares one application; Istio ends with it.
func compare(t *testing.T, app App) (r *routes.Result, err error) {
	c, err := app.Case()
	if err != nil {
		return nil, err
	}
	answer, err := c.Answer(cases.Program(t))
	if err != nil {
		return nil, err
	}
	if answer.Refused {
		r = routes.NewResult()
		r.Skipped[refusal]++
		return r, nil
	}
	failed := test.Wrap(func(life test.Failer) { r, err = routes.Compare(t, life, c, answer) })
	if err == nil {
		err = failed
	}
	if err == nil && r == nil {
		err = errors.New("the comparison was broken off")
	}
	return r, err
}

// smallest reduces the application of a seed while plan and Istio differ for it.
func smallest(t *testing.T, seed uint64) {
	app := Draw(seed)
	r, err := compare(t, app)
	if err != nil || len(r.Wrong) == 0 {
		t.Fatalf("seed %d: %v\n%s", seed, err, app)
	}
	t.Errorf("plan and Istio differ:\n%s", strings.Join(r.Wrong, "\n"))
	kind := func(wrong string) string { return strings.Join(strings.Fields(wrong)[:2], " ") }
	same := kind(r.Wrong[0])
	app = Reduce(app, func(app App) bool {
		r, err := compare(t, app)
		return err == nil && len(r.Wrong) > 0 && kind(r.Wrong[0]) == same
	})
	if r, err = compare(t, app); err != nil {
		t.Fatal(err)
	}
	t.Errorf("smaller:\n%s\n%s", strings.Join(r.Wrong, "\n"), app)
}
