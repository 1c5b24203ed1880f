package traffic

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"
)

// parallel is how many calls are under way at a time.
const parallel = 4

// report counts the calls along lanes. A lane is the path that its calls ought to take, place by place; before it stands the
// header that they begin with, name=value, where they have one.
type report struct {
	world *world
	lanes []string

	mu      sync.Mutex
	calls   int
	off     []string        // calls that took another path
	failed  []string        // calls without an answer
	reached []map[visit]int // how often each visit happened, by lane
}

func newReport(w *world, lanes ...string) *report {
	r := &report{world: w, lanes: lanes}
	for range lanes {
		r.reached = append(r.reached, map[visit]int{})
	}
	return r
}

// job is a call to be made.
type job struct {
	lane  int
	entry *pod
}

// begin is the header that the calls of a lane begin with, which may be empty, and their path.
func begin(lane string) (header, path string) {
	if first, rest, _ := strings.Cut(lane, " "); strings.Contains(first, "=") {
		return first, rest
	}
	return "", lane
}

// send makes n calls along each lane. It gives up where a call fails, since each that fails takes all the patience that
// there is.
func (r *report) send(t *testing.T, n int) {
	t.Helper()
	jobs, next := r.jobs(t, n), make(chan job)
	var group sync.WaitGroup
	for range parallel {
		group.Go(func() {
			for j := range next {
				header, _ := begin(r.lanes[j.lane])
				path, err := j.entry.call(header)
				if err == nil {
					r.world.entered(j.entry)
				}
				r.count(j.lane, path, err)
			}
		})
	}
	for i := 0; i < len(jobs) && !r.failing(); i++ {
		next <- jobs[i]
	}
	close(next)
	group.Wait()
}

// jobs are n calls along each lane, spread over the pods of the place where it begins. Their order is random: a pod
// calls the pods of a Service in turn, and lanes that keep in step with these turns would meet the same pods over and
// over.
func (r *report) jobs(t *testing.T, n int) []job {
	t.Helper()
	var all []job
	for lane, text := range r.lanes {
		_, path := begin(text)
		entries := r.world.at(strings.Fields(path)[0])
		if len(entries) == 0 {
			t.Fatalf("no pod is where a lane begins: %s", path)
		}
		for i := range n {
			all = append(all, job{lane, r.world.pods[entries[i%len(entries)].Pod]})
		}
	}
	rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// count takes in the outcome of a call.
func (r *report) count(lane int, path []visit, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.calls++
	if err != nil {
		r.failed = append(r.failed, fmt.Sprintf("%s: %v", r.lanes[lane], err))
		return
	}
	for _, v := range path {
		r.reached[lane][v]++
	}
	if walk := r.world.walk(path); walk != r.path(lane) {
		r.off = append(r.off, fmt.Sprintf("%s: went %s %v", r.lanes[lane], walk, path))
	}
}

// path is that of a lane, by its number.
func (r *report) path(lane int) string {
	_, path := begin(r.lanes[lane])
	return path
}

func (r *report) failing() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.failed) > 0
}

// missed are the pods of the lanes' places that no call has reached, as text.
func (r *report) missed() []string {
	var all []string
	for i, lane := range r.lanes {
		for _, place := range strings.Fields(r.path(i)) {
			for _, v := range r.world.at(place) {
				if r.reached[i][v] == 0 {
					all = append(all, fmt.Sprintf("%s: %v", lane, v))
				}
			}
		}
	}
	return all
}

// drive makes n calls along each lane, and while all of them are right further ones until no pod is missed: connections
// to some pods may be up later than those to others.
func drive(t *testing.T, w *world, n int, lanes ...string) *report {
	t.Helper()
	r := newReport(w, lanes...)
	r.send(t, n)
	for end := time.Now().Add(patience); len(r.off)+len(r.failed) == 0 && len(r.missed()) > 0 && time.Now().Before(end); {
		r.send(t, 10)
	}
	return r
}
