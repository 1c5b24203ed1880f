package random

import (
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
	seed = flag.Int("seed", 1, "the seed of the first; each further one has the next")
)

// workers is how many applications are compared at a time: Istio waits more than it computes.
const workers = 6

// TestRandom compares the plan of random applications with Istio, and reduces the first that differs to the smallest that
// does. More of them: go test ./random -apps 100000 -seed 1001
func TestRandom(t *testing.T) {
	cases.Program(t)
	total := routes.NewResult()
	failing := search(t, total)
	total.Log(t)
	if len(failing) > 0 {
		t.Errorf("plan and Istio differ for the seeds %v", failing)
		smallest(t, failing[0])
	}
	if refused := total.Skipped[refusal]; refused > *apps/3 {
		t.Errorf("%d of %d applications are refused, too many to prove much", refused, *apps)
	}
}

const refusal = "an application that graylane refuses"

// search compares all applications; it gives the seeds of those that differ, the lowest first.
func search(t *testing.T, total *routes.Result) []int {
	var lock sync.Mutex
	var group sync.WaitGroup
	differs := make([]bool, *apps)
	next := make(chan int)
	for range workers {
		group.Go(func() {
			for i := range next {
				r, err := compare(t, Apps().Example(*seed+i))
				lock.Lock()
				differs[i] = err != nil || len(r.Wrong) > 0
				if err == nil {
					total.Add(r)
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
	var failing []int
	for i, differs := range differs {
		if differs {
			failing = append(failing, *seed+i)
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
	answer := cases.Ask(t, c)
	if answer.Refused {
		r = routes.NewResult()
		r.Skipped[refusal]++
		return r, nil
	}
	failed := test.Wrap(func(life test.Failer) { r, err = routes.Compare(t, life, c, answer) })
	if err == nil {
		err = failed
	}
	return r, err
}

// smallest reduces the application of a seed while plan and Istio differ for it.
func smallest(t *testing.T, seed int) {
	differs := func(app App) bool {
		r, err := compare(t, app)
		return err == nil && len(r.Wrong) > 0
	}
	app := Apps().Example(seed)
	r, err := compare(t, app)
	if err != nil || len(r.Wrong) == 0 {
		t.Fatalf("seed %d: %v\n%s", seed, err, app)
	}
	t.Errorf("plan and Istio differ:\n%s", strings.Join(r.Wrong, "\n"))
	app = Reduce(app, differs)
	if r, err = compare(t, app); err != nil {
		t.Fatal(err)
	}
	t.Errorf("smaller:\n%s\n%s", strings.Join(r.Wrong, "\n"), app)
}
