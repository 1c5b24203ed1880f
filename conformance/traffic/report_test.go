package traffic

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

// parallel is how many calls are under way at a time.
const parallel = 4

// report counts the calls along lanes. A lane is the path that its calls ought to take, place by place.
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

// send makes n calls along each lane, in turn through all pods of the place where the lane begins. It gives up where
// a call fails, since each that fails takes all the patience there is.
func (r *report) send(t *testing.T, n int) {
	t.Helper()
	type job struct {
		lane  int
		entry *pod
	}
	jobs, entries := make(chan job), r.entries(t)
	var group sync.WaitGroup
	for range parallel {
		group.Go(func() {
			for j := range jobs {
				path, err := j.entry.call()
				r.count(j.lane, path, err)
			}
		})
	}
	for i := 0; i < n && !r.failing(); i++ {
		for lane, pods := range entries {
			jobs <- job{lane, pods[i%len(pods)]}
		}
	}
	close(jobs)
	group.Wait()
}

// entries are the pods where each lane begins.
func (r *report) entries(t *testing.T) [][]*pod {
	t.Helper()
	var all [][]*pod
	for _, lane := range r.lanes {
		var pods []*pod
		for _, v := range r.world.at(strings.Fields(lane)[0]) {
			pods = append(pods, r.world.pods[v.Pod])
		}
		if len(pods) == 0 {
			t.Fatalf("no pod is where a lane begins: %s", lane)
		}
		all = append(all, pods)
	}
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
	if walk := r.world.walk(path); walk != r.lanes[lane] {
		r.off = append(r.off, fmt.Sprintf("%s: went %s %v", r.lanes[lane], walk, path))
	}
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
		for _, place := range strings.Fields(lane) {
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
